package dev.ardennes.collect;

import java.io.IOException;
import java.util.Locale;
import java.util.function.Predicate;

/// Tells what a YAML file holds by its text: by the beginning, and by the rest where what tells may
/// stand behind something long.
///
/// @param tells whether a text is of the kind
/// @param mayTell whether a beginning is worth reading on
/// @param suffices whether the beginning tells of a file that is too large to be read whole
public record YamlLook(
    Predicate<String> tells, Predicate<String> mayTell, Predicate<String> suffices) {

  /// Whether the file's name is one of YAML.
  public static boolean isYaml(SourceFile file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /// Whether the file is of the kind; not, where it cannot be read.
  public boolean at(SourceFile file, Limits limits) {
    try {
      String beginning = Text.decode(file.beginning(limits.lookBytes()));
      if (tells.test(beginning)) {
        return true;
      }
      if (file.size() <= limits.lookBytes()) {
        return false;
      }
      return file.size() > limits.textBytes()
          ? suffices.test(beginning)
          : mayTell.test(beginning) && tells.test(file.text());
    } catch (IOException e) {
      return false;
    }
  }
}
