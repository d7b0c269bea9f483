package dev.ardennes.collect.helm.functions;

import dev.ardennes.collect.helm.template.Call;
import dev.ardennes.collect.helm.value.LineOrigin;
import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.model.Unknown;
import java.util.List;
import java.util.function.IntPredicate;

/// Functions that cut something off the ends of a text. An unknown end stays as it is. What is left
/// of the lines of a text keeps its places.
final class TrimFunctions {
  private TrimFunctions() {}

  static void register(HelmLibrary.Registry registry) {
    registry
        .open("trim", 1, 1, call -> trimmed(call, 0, Character::isWhitespace))
        .open("trimAll", 2, 2, call -> trimmed(call, 1, oneOf(call.text(0))))
        .open("trimall", 2, 2, call -> trimmed(call, 1, oneOf(call.text(0))))
        .open("trimPrefix", 2, 2, TrimFunctions::withoutStart)
        .open("trimSuffix", 2, 2, TrimFunctions::withoutEnd)
        .open("nospace", 1, 1, TrimFunctions::withoutBlanks);
  }

  private static IntPredicate oneOf(String set) {
    return c -> set.indexOf(c) >= 0;
  }

  private static Value trimmed(Call call, int index, IntPredicate cut) {
    if (call.get(index) instanceof Value.UnknownValue unknown) {
      return unknown;
    }
    String text = call.text(index);
    int start = 0;
    int end = text.length();
    while (start < end && cut.test(text.charAt(start))) {
      start++;
    }
    while (end > start && cut.test(text.charAt(end - 1))) {
      end--;
    }
    return part(call.get(index), text, start, end);
  }

  private static Value part(Value of, String text, int start, int end) {
    if (!(of instanceof Value.Text known) || known.lines() == null) {
      return Value.text(text.substring(start, end));
    }
    List<LineOrigin> lines = known.lines();
    int first = (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
    int count = (int) text.substring(start, end).chars().filter(c -> c == '\n').count() + 1;
    if (first + count > lines.size()) {
      return Value.text(text.substring(start, end));
    }
    return new Value.Text(text.substring(start, end), lines.subList(first, first + count));
  }

  private static Value withoutStart(Call call) {
    String start = call.text(0);
    String text = call.text(1);
    if (call.get(1) instanceof Value.UnknownValue unknown) {
      return unknown;
    }
    boolean starts = !start.isEmpty() && text.startsWith(start);
    return part(call.get(1), text, starts ? start.length() : 0, text.length());
  }

  private static Value withoutEnd(Call call) {
    String end = call.text(0);
    String text = call.text(1);
    if (call.get(1) instanceof Value.UnknownValue unknown) {
      return unknown;
    }
    boolean ends = !end.isEmpty() && text.endsWith(end);
    return part(call.get(1), text, 0, text.length() - (ends ? end.length() : 0));
  }

  private static Value withoutBlanks(Call call) {
    String text = call.text(0);
    return Unknown.in(text) ? call.get(0) : Value.text(text.replaceAll("\\s", ""));
  }
}
