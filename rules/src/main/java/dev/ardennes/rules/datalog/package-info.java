/// The rule language: syntax tree, parser and the checks that need nothing but the text.
///
/// Two dialects share one tree. [Dialect#SOUFFLE] reads whole programs with declarations and
/// directives; [Dialect#TECHNIQUE] reads the bare rules of a technique file.
@NullMarked
package dev.ardennes.rules.datalog;

import org.jspecify.annotations.NullMarked;
