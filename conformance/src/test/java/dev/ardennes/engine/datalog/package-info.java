/// The engine from the inside, held against the oracle.
@NullMarked
package dev.ardennes.engine.datalog;

import org.jspecify.annotations.NullMarked;
