package dev.ardennes.rules;

import dev.ardennes.model.Assumption;

/// An assumption that every step of a technique rests on, one for each different text.
///
/// @param id a name inside the file
public record AssumptionTemplate(String id, Assumption.Kind kind, Sentence says) {}
