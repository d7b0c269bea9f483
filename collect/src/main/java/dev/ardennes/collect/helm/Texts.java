package dev.ardennes.collect.helm;

import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.collect.helm.value.Value.Dict;

/// Texts in dicts of files.
final class Texts {
  private Texts() {}

  /// The text under a key; empty where there is none.
  static String at(Dict dict, String key) {
    return dict.at(key) instanceof Value.Text text ? text.text() : "";
  }
}
