/// Holds the graph algorithms against brute force on random graphs.
@NullMarked
package dev.ardennes.conformance.graph;

import org.jspecify.annotations.NullMarked;
