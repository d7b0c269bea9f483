/// Attack graph to result records.
@NullMarked
package dev.ardennes.analysis;

import org.jspecify.annotations.NullMarked;
