package dev.ardennes.collect.helm.template;

import java.util.List;

/// A parsed template.
record Template(String name, Source source, List<Node> nodes) {
  Template {
    nodes = List.copyOf(nodes);
  }

  /// Whether there is nothing but blanks in it; such a definition does not replace another one.
  boolean isEmpty() {
    return nodes.stream()
        .allMatch(node -> node instanceof Node.Words words && words.text().isBlank());
  }
}
