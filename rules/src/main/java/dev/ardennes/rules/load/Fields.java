package dev.ardennes.rules.load;

import dev.ardennes.model.Position;
import dev.ardennes.model.Suggestion;
import dev.ardennes.model.yaml.YamlNode;
import dev.ardennes.rules.OrNone;
import dev.ardennes.rules.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The fields of one mapping, read with types. What is missing or of the wrong shape becomes a
/// problem and reads as empty, so that one pass reports everything.
final class Fields {
  private final YamlNode.Mapping mapping;
  private final Findings findings;

  Fields(YamlNode.Mapping mapping, Findings findings, List<String> known) {
    this.mapping = mapping;
    this.findings = findings;
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                findings.error(
                    entry.key(), "unknown field `" + key + "`", Suggestion.help(key, known));
              }
            });
  }

  /// The fields of a node that should be a mapping; null, with a problem, if it is none.
  static @Nullable Fields of(YamlNode node, Findings findings, List<String> known, String what) {
    if (node instanceof YamlNode.Mapping mapping) {
      return new Fields(mapping, findings, known);
    }
    findings.error(
        node.position(), what + " is no mapping", "write its fields: " + String.join(", ", known));
    return null;
  }

  Position position() {
    return mapping.position();
  }

  boolean has(String field) {
    return mapping.entries().containsKey(field);
  }

  /// Where the field's key stands; the mapping's start if it is missing.
  Position key(String field) {
    YamlNode.Entry entry = mapping.entries().get(field);
    return entry == null ? mapping.position() : entry.key();
  }

  /// Where the field's value stands; the mapping's start if it is missing.
  Position at(String field) {
    YamlNode node = optional(field);
    return node == null ? mapping.position() : node.position();
  }

  @Nullable YamlNode optional(String field) {
    YamlNode.Entry entry = mapping.entries().get(field);
    return entry == null ? null : entry.value();
  }

  @Nullable YamlNode required(String field) {
    YamlNode node = optional(field);
    if (node == null) {
      findings.error(mapping.position(), "`" + field + "` is missing", "add the field");
    }
    return node;
  }

  /// A required text; null, with a problem, if it is missing, empty or no text.
  YamlNode.@Nullable Scalar scalar(String field) {
    YamlNode node = required(field);
    return node == null ? null : scalar(node, "`" + field + "`");
  }

  private YamlNode.@Nullable Scalar scalar(YamlNode node, String what) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      findings.error(node.position(), what + " is no text", "write a text");
      return null;
    }
    if (scalar.text().isBlank()) {
      findings.error(node.position(), what + " is empty", "write a text");
      return null;
    }
    if (scalar.text().contains("FILL IN")) {
      findings.error(
          node.position(), what + " is still to be filled in", "replace the text that says so");
    }
    return scalar;
  }

  /// A required text, white space at its ends removed; empty, with a problem, if there is none.
  String text(String field) {
    YamlNode.Scalar scalar = scalar(field);
    return scalar == null ? "" : scalar.text().strip();
  }

  /// A text that may be missing; then it is empty.
  String optionalText(String field) {
    return has(field) ? text(field) : "";
  }

  /// A required text on one line.
  String line(String field) {
    String text = text(field);
    if (text.contains("\n")) {
      findings.error(at(field), "`" + field + "` has several lines", "write one line");
    }
    return text;
  }

  /// A required word of a closed set; the first word, with a problem, if it is another.
  <W extends Enum<W> & Word> W word(String field, W[] words) {
    YamlNode.Scalar scalar = scalar(field);
    return scalar == null ? words[0] : word(scalar, "`" + field + "`", words);
  }

  private <W extends Enum<W> & Word> W word(YamlNode.Scalar scalar, String what, W[] words) {
    for (W word : words) {
      if (word.word().equals(scalar.text().strip())) {
        return word;
      }
    }
    findings.error(
        scalar.position(),
        what + " cannot be `" + scalar.text().strip() + "`",
        Suggestion.help(scalar.text().strip(), Stream.of(words).map(Word::word).toList()));
    return words[0];
  }

  /// A required list of words of a closed set, each once and one at least.
  <W extends Enum<W> & Word> List<W> words(String field, W[] words) {
    List<W> found = new ArrayList<>();
    for (YamlNode.Scalar scalar : scalars(field)) {
      W word = word(scalar, "`" + field + "`", words);
      if (found.contains(word)) {
        findings.error(
            scalar.position(), "`" + word.word() + "` stands here twice", "remove one of the two");
      }
      found.add(word);
    }
    if (optional(field) instanceof YamlNode.Sequence sequence && sequence.items().isEmpty()) {
      findings.error(sequence.position(), "`" + field + "` is empty", "name one at least");
    }
    return found;
  }

  /// The items of a required list; empty, with a problem, if it is none.
  List<YamlNode> items(String field) {
    YamlNode node = required(field);
    if (node instanceof YamlNode.Sequence sequence) {
      return sequence.items();
    }
    if (node != null) {
      findings.error(node.position(), "`" + field + "` is no list", "write a list of items");
    }
    return List.of();
  }

  /// The texts of a required list.
  List<YamlNode.Scalar> scalars(String field) {
    List<YamlNode.Scalar> found = new ArrayList<>();
    for (YamlNode item : items(field)) {
      YamlNode.Scalar scalar = scalar(item, "an item of `" + field + "`");
      if (scalar != null) {
        found.add(scalar);
      }
    }
    return found;
  }

  /// One text or a list of texts; empty if the field is missing.
  List<YamlNode.Scalar> oneOrMore(String field) {
    YamlNode node = optional(field);
    if (node == null) {
      return List.of();
    }
    if (node instanceof YamlNode.Sequence) {
      return scalars(field);
    }
    YamlNode.Scalar scalar = scalar(field);
    return scalar == null ? List.of() : List.of(scalar);
  }

  /// A required list of mappings with the fields `known`.
  List<Fields> list(String field, Collection<String> known) {
    List<Fields> found = new ArrayList<>();
    for (YamlNode item : items(field)) {
      Fields fields = Fields.of(item, findings, List.copyOf(known), "an item of `" + field + "`");
      if (fields != null) {
        found.add(fields);
      }
    }
    return found;
  }

  /// A list of mappings that is not empty, or `{none: why}`.
  <T> OrNone<T> orNone(String field, List<String> known, Function<Fields, T> read) {
    if (optional(field) instanceof YamlNode.Mapping none) {
      Fields fields = new Fields(none, findings, List.of("none"));
      return OrNone.none(fields.text("none"));
    }
    List<Fields> items = list(field, known);
    if (optional(field) instanceof YamlNode.Sequence sequence && sequence.items().isEmpty()) {
      findings.error(
          sequence.position(), "`" + field + "` is empty", "write `{none: why there is none}`");
    }
    return OrNone.of(items.stream().map(read).toList());
  }
}
