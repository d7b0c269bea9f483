package dev.ardennes.collect.findings;

import dev.ardennes.collect.CollectedBuilder;
import java.util.HashMap;
import java.util.Map;

/// What all reports of a source share while they are read.
final class Session {
  /// More findings of one source are counted and not kept: a list that long helps nobody, and its
  /// facts would not fit into the memory of a laptop.
  static final int MOST_FINDINGS = 200_000;

  private static final int MOST_TEXTS = 200_000;

  final CollectedBuilder out;
  final ScannedPaths paths;
  final Exploitability exploitability = new Exploitability();
  private final Map<String, String> texts = new HashMap<>();
  private int findings;

  Session(CollectedBuilder out, ScannedPaths paths) {
    this.out = out;
    this.paths = paths;
  }

  /// Whether one finding more may be kept.
  boolean takes() {
    return ++findings <= MOST_FINDINGS;
  }

  /// An equal text that was seen before, so that rules and paths are kept once and not for each
  /// finding.
  String one(String text) {
    String known = texts.get(text);
    if (known != null) {
      return known;
    }
    if (texts.size() < MOST_TEXTS) {
      texts.put(text, text);
    }
    return text;
  }
}
