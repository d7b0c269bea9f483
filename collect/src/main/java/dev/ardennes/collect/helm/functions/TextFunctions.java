package dev.ardennes.collect.helm.functions;

import static dev.ardennes.collect.helm.value.Value.bool;
import static dev.ardennes.collect.helm.value.Value.text;

import dev.ardennes.collect.helm.template.Call;
import dev.ardennes.collect.helm.value.LineOrigin;
import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Functions on texts. Those that only put something around a text work on texts with unknown
/// parts, too.
final class TextFunctions {
  private static final int MOST = Integer.MAX_VALUE;

  private TextFunctions() {}

  static void register(HelmLibrary.Registry registry) {
    registry
        .open("quote", 0, MOST, call -> quoted(call, true))
        .open("squote", 0, MOST, call -> quoted(call, false))
        .open("toString", 1, 1, TextFunctions::string)
        .open("indent", 2, 2, call -> indented(call, false))
        .open("nindent", 2, 2, call -> indented(call, true))
        .open("replace", 3, 3, TextFunctions::replace)
        .open("contains", 2, 2, TextFunctions::contains)
        .open("hasPrefix", 2, 2, TextFunctions::startsWith)
        .open("hasSuffix", 2, 2, TextFunctions::endsWith)
        .open("trunc", 2, 2, TextFunctions::truncate)
        .known("abbrev", 2, 2, TextFunctions::abbreviate)
        .known("substr", 3, 3, TextFunctions::substring)
        .partial("repeat", 2, 2, TextFunctions::repeat)
        .partial("join", 2, 2, TextFunctions::join)
        .known("split", 2, 2, call -> numbered(pieces(call, 1, -1)))
        .known("splitn", 3, 3, call -> numbered(pieces(call, 2, Numbers.small(call.get(1)))))
        .known("splitList", 2, 2, call -> Value.texts(pieces(call, 1, -1)))
        .known("plural", 3, 3, call -> Numbers.whole(call.get(2)) == 1 ? call.get(0) : call.get(1))
        .known("wrap", 2, 2, call -> text(wrapped(call, "\n", call.text(1))))
        .known("wrapWith", 3, 3, call -> text(wrapped(call, call.text(1), call.text(2))));
  }

  private static Value quoted(Call call, boolean two) {
    StringBuilder quoted = new StringBuilder();
    for (Value value : call.arguments()) {
      if (!(value instanceof Value.Nil)) {
        quoted.append(quoted.isEmpty() ? "" : " ");
        quoted.append(two ? Quotes.quoted(call.text(value)) : "'" + call.text(value) + "'");
      }
    }
    return text(call.budget().text(quoted.toString()));
  }

  private static Value string(Call call) {
    return switch (call.get(0)) {
      case Value.Text known -> known;
      case Value.UnknownValue unknown -> unknown;
      case Value.Nil _ -> text("<nil>");
      default -> text(call.text(0));
    };
  }

  private static Value indented(Call call, boolean newLine) {
    int width = Numbers.small(call.get(0));
    if (width < 0) {
      throw call.failure("the indentation is negative");
    }
    String plain = call.text(1);
    long lineCount = 1 + plain.chars().filter(c -> c == '\n').count();
    call.budget().length(plain.length() + lineCount * width);
    String pad = " ".repeat(width);
    String padded = (newLine ? "\n" : "") + pad + plain.replace("\n", "\n" + pad);
    List<LineOrigin> lines = call.get(1) instanceof Value.Text known ? known.lines() : null;
    if (lines == null || lines.isEmpty()) {
      return text(padded);
    }
    List<LineOrigin> moved = new ArrayList<>(lines);
    if (newLine) {
      moved.addFirst(lines.getFirst());
    }
    return new Value.Text(padded, List.copyOf(moved));
  }

  private static Value replace(Call call) {
    String wanted = call.text(0);
    String with = call.text(1);
    String in = call.text(2);
    if (Unknown.in(wanted) || (Unknown.in(in) && !changes(in, wanted))) {
      return Unknown.in(wanted) ? call.unknown() : call.get(2);
    }
    if (Unknown.in(in)) {
      return call.unknown();
    }
    long occurrences = wanted.isEmpty() ? in.length() + 1L : in.length() / wanted.length();
    call.budget().fits(Math.min(occurrences, count(in, wanted)) * with.length() + in.length());
    return text(call.budget().text(in.replace(wanted, with)));
  }

  /// Whether the text holds what is to be replaced in its known parts, or nothing but unknown ones.
  private static boolean changes(String in, String wanted) {
    String known = Unknown.asGlob(in);
    return known.contains(wanted) || known.equals("*") || wanted.contains("*");
  }

  private static long count(String in, String wanted) {
    if (wanted.isEmpty()) {
      return in.length() + 1L;
    }
    long count = 0;
    for (int at = in.indexOf(wanted); at >= 0; at = in.indexOf(wanted, at + wanted.length())) {
      count++;
    }
    return count;
  }

  private static Value contains(Call call) {
    String part = call.text(0);
    String whole = call.text(1);
    if (Unknown.in(whole) || Unknown.in(part)) {
      boolean known = !Unknown.in(part) && Unknown.asGlob(whole).contains(part);
      return whole.contains(part) && (known || Unknown.in(part)) ? Value.TRUE : call.unknown();
    }
    return bool(whole.contains(part));
  }

  private static Value startsWith(Call call) {
    String start = call.text(0);
    String whole = call.text(1);
    if (Unknown.in(start) || !Unknown.in(whole)) {
      boolean starts = whole.startsWith(start);
      return Unknown.in(start) && !starts ? call.unknown() : bool(starts);
    }
    String known = whole.substring(0, whole.indexOf(Unknown.OPEN));
    if (known.length() >= start.length() || !start.startsWith(known)) {
      return bool(known.startsWith(start));
    }
    return call.unknown();
  }

  private static Value endsWith(Call call) {
    String end = call.text(0);
    String whole = call.text(1);
    if (Unknown.in(end) || !Unknown.in(whole)) {
      boolean ends = whole.endsWith(end);
      return Unknown.in(end) && !ends ? call.unknown() : bool(ends);
    }
    String known = whole.substring(whole.lastIndexOf(Unknown.CLOSE) + 1);
    if (known.length() >= end.length() || !end.endsWith(known)) {
      return bool(known.endsWith(end));
    }
    return call.unknown();
  }

  /// Texts with unknown parts stay as they are: their length is not known, and names of objects,
  /// for which charts do this, seldom reach the limit.
  private static Value truncate(Call call) {
    if (HelmLibrary.hasUnknown(call.get(1))) {
      return call.get(1);
    }
    String whole = call.text(1);
    int length = Numbers.small(call.get(0));
    if (length < 0) {
      return text(
          -(long) length < whole.length() ? whole.substring(whole.length() + length) : whole);
    }
    return length < whole.length() ? text(whole.substring(0, length)) : call.get(1);
  }

  private static Value abbreviate(Call call) {
    int width = Numbers.small(call.get(0));
    String whole = call.text(1);
    return text(
        width < 4 || whole.length() <= width ? whole : whole.substring(0, width - 3) + "...");
  }

  private static Value substring(Call call) {
    int start = Numbers.small(call.get(0));
    int end = Numbers.small(call.get(1));
    String whole = call.text(2);
    int from = Math.min(Math.max(start, 0), whole.length());
    int to = end < 0 || end > whole.length() ? whole.length() : end;
    return text(from > to ? "" : whole.substring(from, to));
  }

  private static Value repeat(Call call) {
    long count = Numbers.whole(call.get(0));
    String part = call.text(1);
    if (count < 0) {
      throw call.failure("the number of repetitions is negative");
    }
    call.budget().length(Math.min(count, Integer.MAX_VALUE) * Math.max(1, part.length()));
    return text(part.repeat((int) count));
  }

  /// Elements that are nil are left out; what is no list is a list of one.
  private static Value join(Call call) {
    String separator = call.text(0);
    List<String> texts =
        ListFunctions.elements(call.get(1)).stream()
            .filter(value -> !(value instanceof Value.Nil))
            .map(call::text)
            .toList();
    call.budget().length(texts.size() * (long) separator.length());
    return text(call.budget().text(String.join(separator, texts)));
  }

  private static List<String> pieces(Call call, int at, int limit) {
    String separator = call.text(0);
    String whole = call.text(at);
    if (separator.isEmpty()) {
      call.budget().elements(whole.length());
      return whole.codePoints().mapToObj(Character::toString).toList();
    }
    String[] parts =
        limit == 0 ? new String[0] : whole.split(Pattern.quote(separator), Math.max(-1, limit));
    call.budget().elements(parts.length);
    return List.of(parts);
  }

  private static Value numbered(List<String> parts) {
    Value.Dict dict = new Value.Dict();
    for (int index = 0; index < parts.size(); index++) {
      dict.with("_" + index, text(parts.get(index)));
    }
    return dict;
  }

  private static String wrapped(Call call, String newLine, String whole) {
    int width = Math.max(1, Numbers.small(call.get(0)));
    StringBuilder wrapped = new StringBuilder();
    int column = 0;
    for (String word : whole.split("\\s+")) {
      if (column > 0 && column + 1 + word.length() > width) {
        wrapped.append(newLine);
        column = 0;
      } else if (column > 0) {
        wrapped.append(' ');
        column++;
      }
      wrapped.append(word);
      column += word.length();
    }
    return call.budget().text(wrapped.toString());
  }
}
