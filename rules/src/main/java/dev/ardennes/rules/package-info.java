/// Technique files: parsed, typed and checked.
@NullMarked
package dev.ardennes.rules;

import org.jspecify.annotations.NullMarked;
