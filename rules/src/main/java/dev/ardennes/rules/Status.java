package dev.ardennes.rules;

/// How far a file is to be relied on. Deprecated ones are kept for reading and are not run.
public enum Status implements Word {
  DRAFT,
  STABLE,
  DEPRECATED
}
