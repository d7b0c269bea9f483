/// From technique files to typed techniques, with every problem at its line and column.
@NullMarked
package dev.ardennes.rules.load;

import org.jspecify.annotations.NullMarked;
