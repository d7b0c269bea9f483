/// Naive evaluators and brute force, for tests.
@NullMarked
package dev.ardennes.oracle;

import org.jspecify.annotations.NullMarked;
