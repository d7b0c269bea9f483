package dev.ardennes.estate;

import dev.ardennes.model.Evidence;
import dev.ardennes.model.Position;
import dev.ardennes.model.Suggestion;
import dev.ardennes.model.yaml.YamlNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The fields of one mapping of `ardennes.yaml`, read with types. What is missing or of the wrong
/// shape becomes a problem and reads as empty, so that one pass reports everything.
final class Fields {
  /// Longer texts are refused.
  static final int MAX_TEXT = 1_000;

  /// Longer lists are refused.
  static final int MAX_ITEMS = 500;

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  /// Characters that a terminal obeys or that reorder what is read.
  private static final Pattern UNFIT =
      Pattern.compile("[\\p{Cc}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

  private final YamlNode.Mapping mapping;
  private final Findings findings;

  private Fields(YamlNode.Mapping mapping, Findings findings, List<String> known) {
    this.mapping = mapping;
    this.findings = findings;
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                findings.error(
                    entry.key(), "unknown key `" + shown(key) + "`", Suggestion.help(key, known));
              }
            });
  }

  /// The fields of a node that should be a mapping; null, with a problem, if it is none.
  static @Nullable Fields of(YamlNode node, Findings findings, List<String> known, String what) {
    if (node instanceof YamlNode.Mapping mapping) {
      return new Fields(mapping, findings, known);
    }
    findings.error(
        node.position(), what + " is no mapping", "write its keys: " + String.join(", ", known));
    return null;
  }

  Evidence place() {
    return findings.place(mapping.position());
  }

  boolean has(String field) {
    return mapping.entries().containsKey(field);
  }

  /// Where the field's key stands; the mapping's start if it is missing.
  Evidence key(String field) {
    YamlNode.Entry entry = mapping.entries().get(field);
    return findings.place(entry == null ? mapping.position() : entry.key());
  }

  /// Where the field's value stands; the mapping's start if it is missing.
  Position at(String field) {
    YamlNode.Entry entry = mapping.entries().get(field);
    return entry == null ? mapping.position() : entry.value().position();
  }

  void error(String field, String says, String help) {
    findings.error(at(field), says, help);
  }

  private @Nullable YamlNode required(String field) {
    YamlNode.Entry entry = mapping.entries().get(field);
    if (entry == null) {
      findings.error(mapping.position(), "`" + field + "` is missing", "add it");
      return null;
    }
    return entry.value();
  }

  /// A required text on one line, white space at its ends removed and line ends in it made spaces;
  /// empty, with a problem, if there is none.
  String text(String field) {
    YamlNode node = required(field);
    return node == null ? "" : text(node, "`" + field + "`");
  }

  private String text(YamlNode node, String what) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      findings.error(node.position(), what + " is no text", "write a text");
      return "";
    }
    String text = scalar.text().strip().replace('\n', ' ');
    if (text.isEmpty()) {
      findings.error(node.position(), what + " is empty", "write a text");
    } else if (text.length() > MAX_TEXT) {
      findings.error(
          node.position(),
          what + " has " + text.length() + " characters, more than " + MAX_TEXT,
          "shorten it");
      return "";
    } else if (UNFIT.matcher(text).find()) {
      findings.error(
          node.position(), what + " holds a control character", "remove what cannot be seen");
      return "";
    }
    return text;
  }

  /// A text that may be missing; then it is empty.
  String optionalText(String field) {
    return has(field) ? text(field) : "";
  }

  EntityPattern pattern(String field) {
    return new EntityPattern(text(field), findings.place(at(field)));
  }

  @Nullable EntityPattern optionalPattern(String field) {
    return has(field) ? pattern(field) : null;
  }

  /// A required text that has to be of a form; empty, with a problem, if it is not.
  String shaped(String field, Pattern form, String says, String help) {
    String text = text(field);
    if (text.isEmpty() || form.matcher(text).matches()) {
      return text;
    }
    error(field, "`" + text + "` " + says, help);
    return "";
  }

  /// A required word of a closed set; the first one, with a problem, if it is another.
  String word(String field, List<String> words) {
    String text = text(field);
    if (!text.isEmpty() && !words.contains(text)) {
      error(field, "`" + field + "` cannot be `" + text + "`", Suggestion.help(text, words));
    }
    return words.contains(text) ? text : words.getFirst();
  }

  /// A required value of a closed set, by its word.
  <T> T value(String field, T[] values, Function<T, String> word) {
    List<String> words = Stream.of(values).map(word).toList();
    return values[words.indexOf(word(field, words))];
  }

  /// A required day; the first of all, with a problem, if there is none.
  LocalDate date(String field) {
    String text = text(field);
    try {
      if (DATE.matcher(text).matches()) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeParseException e) {
      // no day of any month: said below
    }
    if (!text.isEmpty()) {
      error(field, "`" + text + "` is no date", "write a day such as 2027-01-31");
    }
    return LocalDate.EPOCH;
  }

  @Nullable LocalDate optionalDate(String field) {
    return has(field) ? date(field) : null;
  }

  /// A required whole number from 0 to `maximum`; 0, with a problem, if it is none.
  int number(String field, int maximum) {
    String text = text(field);
    if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) <= maximum) {
      return Integer.parseInt(text);
    }
    if (!text.isEmpty()) {
      error(
          field,
          "`" + text + "` is no whole number from 0 to " + maximum,
          "write a number such as 5");
    }
    return 0;
  }

  /// The items of a list that may be missing but not empty.
  private List<YamlNode> items(String field) {
    YamlNode.Entry entry = mapping.entries().get(field);
    if (entry == null) {
      return List.of();
    }
    if (!(entry.value() instanceof YamlNode.Sequence sequence)) {
      error(field, "`" + field + "` is no list", "write items that begin with `- `");
      return List.of();
    }
    if (sequence.items().isEmpty()) {
      error(field, "`" + field + "` is empty", "add an item or remove the key");
    }
    if (sequence.items().size() > MAX_ITEMS) {
      findings.error(
          sequence.items().get(MAX_ITEMS).position(),
          "`" + field + "` has more than " + MAX_ITEMS + " items",
          "use patterns that match more than one thing");
      return List.of();
    }
    return sequence.items();
  }

  /// A list of mappings with the keys `known`.
  <T> List<T> list(String field, List<String> known, Function<Fields, T> read) {
    List<T> found = new ArrayList<>();
    for (YamlNode item : items(field)) {
      Fields fields = Fields.of(item, findings, known, "an item of `" + field + "`");
      if (fields != null) {
        found.add(read.apply(fields));
      }
    }
    return found;
  }

  /// A list of patterns.
  List<EntityPattern> patterns(String field) {
    List<EntityPattern> found = new ArrayList<>();
    for (YamlNode item : items(field)) {
      String text = text(item, "an item of `" + field + "`");
      found.add(new EntityPattern(text, findings.place(item.position())));
    }
    return found;
  }

  /// A user's word as it may be shown.
  static String shown(String text) {
    String fit = UNFIT.matcher(text).replaceAll("?");
    return fit.length() <= MAX_TEXT ? fit : fit.substring(0, MAX_TEXT);
  }
}
