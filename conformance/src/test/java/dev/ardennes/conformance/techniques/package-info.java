/// Holds the technique library against engine and oracle.
@NullMarked
package dev.ardennes.conformance.techniques;

import org.jspecify.annotations.NullMarked;
