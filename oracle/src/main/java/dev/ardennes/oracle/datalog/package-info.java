/// What rules mean, said slowly: a naive bottom-up evaluator over strings and lists.
///
/// It shares nothing with the engine but the syntax tree, and is written to be read, not to be
/// fast: every round joins everything with everything again.
@NullMarked
package dev.ardennes.oracle.datalog;

import org.jspecify.annotations.NullMarked;
