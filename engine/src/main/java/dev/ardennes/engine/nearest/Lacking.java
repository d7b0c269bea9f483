package dev.ardennes.engine.nearest;

import dev.ardennes.rules.datalog.Atom;

/// A premise that does not hold.
///
/// @param atom as the rule writes it
/// @param premise with the values of the step
/// @param weight how far it is from holding; see [Closeness]
record Lacking(Atom atom, Ground premise, int weight) {}
