/// Planted violations for `ArchitectureTest`.
@NullMarked
package dev.ardennes.conformance.quality.planted.lower;

import org.jspecify.annotations.NullMarked;
