package dev.ardennes.rules.yaml;

import dev.ardennes.rules.datalog.RuleProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A document, or why it could not be read.
///
/// @param root null where nothing could be read
/// @param problems empty if everything could be read
public record YamlResult(@Nullable YamlNode root, List<RuleProblem> problems) {
  public YamlResult {
    problems = List.copyOf(problems);
  }
}
