/// Int-addressed graphs and AND/OR graphs, pure algorithms.
@NullMarked
package dev.ardennes.graph;

import org.jspecify.annotations.NullMarked;
