package dev.ardennes.rules;

/// Where in an attack a step stands; a label for people, the engine does not use it.
public enum Stage implements Word {
  ENTRY,
  PIVOT,
  ESCALATION,
  IMPACT,
  PERSISTENCE,
  COVER_UP
}
