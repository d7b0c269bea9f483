package dev.ardennes.collect.helm.value;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Writes values as Helm's `toYaml` does: block style, keys sorted, lists at the indentation of
/// their key, texts plain where that is safe. Lines are not folded.
public final class YamlOutput {
  /// What YAML 1.1 takes for no text: null, truth words, numbers, also to base 60, and dates.
  private static final Pattern RESOLVED =
      Pattern.compile(
          "|~|(?i:null|y|yes|true|on|n|no|false|off)|[-+]?\\.(?i:inf)|\\.(?i:nan)|<<|="
              + "|[-+]?(0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)"
              + "|[-+]?(\\.[0-9]+|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9]+)?"
              + "|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?"
              + "|\\d{4}-\\d{1,2}-\\d{1,2}([Tt ].*)?");

  private static final Pattern UNSAFE =
      Pattern.compile(
          "[-?:](?=\\s|$).*|[,\\[\\]{}#&*!|>'\"%@`].*|.*:(\\s.*|$)|.*\\s#.*|\\s.*|.*\\s|---.*"
              + "|\\.\\.\\..*",
          Pattern.DOTALL);
  private static final Pattern NUMBER_LIKE = Pattern.compile("[-+.0-9][-+.:_0-9a-fA-FxoT]*");
  private static final Pattern SPECIAL = Pattern.compile("[\\x00-\\x1f\\x7f\u0085\ufeff\\p{Cs}]");

  private final StringBuilder yaml = new StringBuilder();
  private final Budget budget;

  private YamlOutput(Budget budget) {
    this.budget = budget;
  }

  /// The YAML of a value, without a line end behind it.
  ///
  /// @throws Failure where the value is too large or nested too deep
  public static String of(Value value, Budget budget) {
    YamlOutput output = new YamlOutput(budget);
    output.append(value, 0, false, 0);
    String text = output.yaml.toString();
    return budget.text(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
  }

  /// Appends a value behind `- ` or `key:`.
  ///
  /// @param inline whether a list or map starts on the current line
  private void append(Value value, int indentation, boolean inline, int depth) {
    budget.step(1);
    if (depth > Budget.DEEPEST_VALUE || yaml.length() > budget.limits().textLength()) {
      throw Failure.limit("a value is nested too deep, or too large to write as YAML");
    }
    switch (value) {
      case Value.ListValue list -> appendList(list.elements(), indentation, inline, depth);
      case Value.Dict dict -> appendMap(dict.entries(), indentation, inline, depth);
      case Value.Text text -> appendText(text.text(), indentation);
      case Value.Nil _ -> yaml.append("null\n");
      case Value.Real number -> yaml.append(GoText.json(number.value())).append('\n');
      default -> yaml.append(GoText.of(value, budget)).append('\n');
    }
  }

  private void appendText(String text, int indentation) {
    boolean lines = text.indexOf('\n') >= 0 && !SPECIAL.matcher(text.replace("\n", "")).find();
    if (!lines || text.isBlank()) {
      yaml.append(scalar(text)).append('\n');
      return;
    }
    String hint = text.startsWith(" ") || text.startsWith("\n") ? "2" : "";
    String chomping = text.endsWith("\n\n") ? "+" : text.endsWith("\n") ? "" : "-";
    yaml.append('|').append(hint).append(chomping).append('\n');
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String line : body.split("\n", -1)) {
      yaml.append(line.isEmpty() ? "" : " ".repeat(Math.max(2, indentation))).append(line);
      yaml.append('\n');
    }
  }

  /// A text on one line: plain, or in the quotes that it needs.
  static String scalar(String text) {
    if (SPECIAL.matcher(text).find() || resolved(text)) {
      return JsonOutput.quoted(text, false);
    }
    return UNSAFE.matcher(text).matches() ? "'" + text.replace("'", "''") + "'" : text;
  }

  /// The pattern needs stack for each repetition, so it is kept from long texts.
  private static boolean resolved(String text) {
    return (text.length() > 100 ? NUMBER_LIKE : RESOLVED).matcher(text).matches();
  }

  private void appendList(List<Value> elements, int indentation, boolean inline, int depth) {
    if (elements.isEmpty()) {
      yaml.append("[]\n");
      return;
    }
    boolean first = inline;
    for (Value element : elements) {
      yaml.append(first ? "" : " ".repeat(indentation)).append("- ");
      first = false;
      append(element, indentation + 2, true, depth + 1);
    }
  }

  private void appendMap(Map<String, Value> entries, int indentation, boolean inline, int depth) {
    if (entries.isEmpty()) {
      yaml.append("{}\n");
      return;
    }
    Map<String, Value> sorted = new TreeMap<>(KEYS);
    sorted.putAll(entries);
    boolean first = inline;
    for (Map.Entry<String, Value> entry : sorted.entrySet()) {
      yaml.append(first ? "" : " ".repeat(indentation)).append(scalar(entry.getKey())).append(':');
      first = false;
      appendEntry(entry.getValue(), indentation, depth + 1);
    }
  }

  /// Lists stand under their key at the same indentation, maps two deeper.
  private void appendEntry(Value value, int indentation, int depth) {
    switch (value) {
      case Value.ListValue list when !list.elements().isEmpty() -> {
        yaml.append('\n');
        append(value, indentation, false, depth);
      }
      case Value.Dict dict when !dict.entries().isEmpty() -> {
        yaml.append('\n');
        append(value, indentation + 2, false, depth);
      }
      default -> {
        yaml.append(' ');
        append(value, indentation + 2, true, depth);
      }
    }
  }

  /// Letters after everything else, and numbers in keys by their size, as the library that Helm
  /// uses sorts them.
  static final Comparator<String> KEYS = YamlOutput::compareKeys;

  private static int compareKeys(String left, String right) {
    int at = 0;
    while (at < left.length() && at < right.length() && left.charAt(at) == right.charAt(at)) {
      at++;
    }
    if (at == left.length() || at == right.length()) {
      return Integer.compare(left.length(), right.length());
    }
    int from = at;
    while (from > 0 && digit(left, from - 1)) {
      from--;
    }
    boolean leftDigits = digit(left, from) && (from < at || digit(right, from));
    if (leftDigits && digit(right, from)) {
      int order = compareNumbers(digits(left, from), digits(right, from));
      return order != 0 ? order : left.compareTo(right);
    }
    boolean leftLetter = Character.isLetter(left.charAt(at));
    boolean rightLetter = Character.isLetter(right.charAt(at));
    if (leftLetter != rightLetter) {
      return leftLetter ? 1 : -1;
    }
    return Character.compare(left.charAt(at), right.charAt(at));
  }

  private static boolean digit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static String digits(String text, int from) {
    int end = from;
    int start = from;
    while (digit(text, end)) {
      end++;
    }
    while (start < end - 1 && text.charAt(start) == '0') {
      start++;
    }
    return text.substring(start, end);
  }

  private static int compareNumbers(String left, String right) {
    return left.length() != right.length()
        ? Integer.compare(left.length(), right.length())
        : left.compareTo(right);
  }
}
