/// Puts the AWS decision engine behind the computed relations of the rules.
@NullMarked
package dev.ardennes.engine.aws;

import org.jspecify.annotations.NullMarked;
