/// Planted violations for `ArchitectureTest`.
@NullMarked
package dev.ardennes.conformance.quality.planted.upper;

import org.jspecify.annotations.NullMarked;
