/// Evaluates expressions, with everything that is not known carried along by name.
@NullMarked
package dev.ardennes.collect.terraform.eval;

import org.jspecify.annotations.NullMarked;
