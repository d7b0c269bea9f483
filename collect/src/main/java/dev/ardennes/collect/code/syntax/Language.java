package dev.ardennes.collect.code.syntax;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The languages that are read, told by the ends of file names.
public enum Language {
  JAVA,
  PYTHON,
  JAVASCRIPT,
  TYPESCRIPT,
  GO;

  private Set<String> ends() {
    return switch (this) {
      case JAVA -> Set.of("java");
      case PYTHON -> Set.of("py");
      case JAVASCRIPT -> Set.of("js", "mjs", "cjs", "jsx");
      case TYPESCRIPT -> Set.of("ts", "mts", "cts", "tsx");
      case GO -> Set.of("go");
    };
  }

  /// The language of a file of this name; null for any other file.
  public static @Nullable Language of(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String end = dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    for (Language language : values()) {
      if (language.ends().contains(end)) {
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
