package dev.ardennes.model.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A document, or why it could not be read.
///
/// @param root null where nothing could be read
/// @param problems empty if everything could be read
public record YamlResult(@Nullable YamlNode root, List<YamlProblem> problems) {
  public YamlResult {
    problems = List.copyOf(problems);
  }
}
