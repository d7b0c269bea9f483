/// The generic checks that every technique file has to pass.
@NullMarked
package dev.ardennes.rules.check;

import org.jspecify.annotations.NullMarked;
