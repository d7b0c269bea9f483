/// Tests over all modules at once.
@NullMarked
package dev.ardennes.conformance;

import org.jspecify.annotations.NullMarked;
