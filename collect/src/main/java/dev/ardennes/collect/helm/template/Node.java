package dev.ardennes.collect.helm.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a template.
sealed interface Node {
  /// Text that is copied.
  ///
  /// @param line where it begins
  record Words(String text, int line) implements Node {}

  /// `{{ pipeline }}`.
  record Action(Pipeline pipeline) implements Node {}

  /// `{{ if }}`, `{{ with }}` or `{{ range }}`.
  record Branch(Kind kind, Pipeline pipeline, List<Node> body, List<Node> otherwise)
      implements Node {
    public Branch {
      body = List.copyOf(body);
      otherwise = List.copyOf(otherwise);
    }
  }

  /// Which of the branching actions.
  enum Kind {
    IF,
    WITH,
    RANGE
  }

  /// `{{ template "name" pipeline }}`.
  record TemplateCall(String name, @Nullable Pipeline pipeline, int line) implements Node {}

  /// `{{ break }}` and `{{ continue }}`.
  enum Jump implements Node {
    BREAK,
    CONTINUE
  }
}
