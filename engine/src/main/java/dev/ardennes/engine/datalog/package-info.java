/// Evaluates rules over facts: semi-naive, to the least fixpoint, keeping every ground step.
///
/// Everything is an int: a symbol is an id of a [SymbolTable], a fact is a row of a [Relation], a
/// step is a row of a table per rule. The way through is [RuleCompiler] (text checked and lowered
/// to registers), [Evaluation] (facts in, fixpoint out) and [Derivations] (facts and steps numbered
/// through, as a graph).
@NullMarked
package dev.ardennes.engine.datalog;

import org.jspecify.annotations.NullMarked;
