/// Brute force over small AND/OR graphs: the meaning of the graph algorithms, slow and obvious.
@NullMarked
package dev.ardennes.oracle.graph;

import org.jspecify.annotations.NullMarked;
