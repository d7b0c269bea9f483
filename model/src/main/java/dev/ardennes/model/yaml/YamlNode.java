package dev.ardennes.model.yaml;

import dev.ardennes.model.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A piece of a YAML document and where it stands. Every scalar is a text: `yes`, `1` and `null`
/// mean what is written.
public sealed interface YamlNode {
  /// Where the node starts in its file.
  Position position();

  /// A text.
  ///
  /// @param content where the text's first character stands; differs from `position` for quoted
  ///   texts and for blocks (`|`)
  /// @param layout how places in the text map to places in the file
  record Scalar(String text, Position position, Position content, Layout layout)
      implements YamlNode {
    /// The place in the file of a place in [#text()].
    ///
    /// Exact for blocks written with `|` and for texts on one line without escapes; elsewhere the
    /// start of the text.
    public Position place(Position inText) {
      return switch (layout) {
        case BLOCK ->
            new Position(
                content.line() + inText.line() - 1, content.column() + inText.column() - 1);
        case LINE ->
            inText.line() == 1
                ? new Position(content.line(), content.column() + inText.column() - 1)
                : position;
        case FOLDED -> position;
      };
    }
  }

  /// How a scalar's text lies in the file.
  enum Layout {
    /// Line by line, each moved right by the same indent.
    BLOCK,
    /// On one line, character by character.
    LINE,
    /// Neither: joined lines or escapes.
    FOLDED
  }

  /// A list.
  record Sequence(List<YamlNode> items, Position position) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /// A mapping; its keys are texts, each of them once.
  record Mapping(SequencedMap<String, Entry> entries, Position position) implements YamlNode {
    public Mapping {
      entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    }

    /// The entries in the order of the file.
    public Iterable<Map.Entry<String, Entry>> inOrder() {
      return entries.entrySet();
    }
  }

  /// A mapping's value, and where its key stands.
  record Entry(Position key, YamlNode value) {}
}
