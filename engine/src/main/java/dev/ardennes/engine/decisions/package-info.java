/// Puts the decision engines behind the computed relations of the rules.
@NullMarked
package dev.ardennes.engine.decisions;

import org.jspecify.annotations.NullMarked;
