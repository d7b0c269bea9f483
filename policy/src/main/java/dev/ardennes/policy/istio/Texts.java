package dev.ardennes.policy.istio;

import dev.ardennes.model.Unknown;
import java.util.List;

/// Whether a text matches a pattern where either may have unknown parts.
enum Texts {
  YES,
  NO,
  MAYBE;

  static Texts compare(String text, TextPattern pattern) {
    if (!Unknown.in(text) && !pattern.unknown()) {
      return pattern.matches(text) ? YES : NO;
    }
    if (pattern.toString().equals(text)) {
      return YES;
    }
    TextPattern possible = TextPattern.exact(text);
    if (TextSearch.find(List.of(List.of(possible), List.of(pattern)), List.of(), List.of())
        .impossible()) {
      return NO;
    }
    boolean always =
        !pattern.unknown()
            && TextSearch.find(List.of(List.of(possible)), List.of(pattern), List.of())
                .impossible();
    return always ? YES : MAYBE;
  }
}
