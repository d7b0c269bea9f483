package dev.ardennes.collect.code.syntax;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The languages that are read, told by the ends of file names.
public enum Language {
  JAVA(Set.of("java")),
  PYTHON(Set.of("py")),
  JAVASCRIPT(Set.of("js", "mjs", "cjs", "jsx")),
  TYPESCRIPT(Set.of("ts", "mts", "cts", "tsx")),
  GO(Set.of("go"));

  private final Set<String> ends;

  Language(Set<String> ends) {
    this.ends = ends;
  }

  /// The language of a file of this name; null for any other file.
  public static @Nullable Language of(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String end = dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    for (Language language : values()) {
      if (language.ends.contains(end)) {
        return language;
      }
    }
    return null;
  }

  /// The language whose libraries it shares: TypeScript uses those of JavaScript.
  public Language libraries() {
    return this == TYPESCRIPT ? JAVASCRIPT : this;
  }
}
