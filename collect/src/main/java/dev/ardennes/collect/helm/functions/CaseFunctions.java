package dev.ardennes.collect.helm.functions;

import dev.ardennes.collect.helm.template.Call;
import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.model.Unknown;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Functions that change the case of letters. Unknown parts stay as they are named: names of
/// objects, for which charts do this, are in lower case anyway.
final class CaseFunctions {
  private CaseFunctions() {}

  static void register(HelmLibrary.Registry registry) {
    registry
        .open("upper", 1, 1, call -> parts(call, text -> text.toUpperCase(Locale.ROOT)))
        .open("lower", 1, 1, call -> parts(call, text -> text.toLowerCase(Locale.ROOT)))
        .known("title", 1, 1, call -> Value.text(words(call.text(0), true)))
        .known("untitle", 1, 1, call -> Value.text(words(call.text(0), false)))
        .known("swapcase", 1, 1, call -> Value.text(swapped(call.text(0))))
        .known("initials", 1, 1, call -> Value.text(initials(call.text(0))))
        .known("snakecase", 1, 1, call -> Value.text(separated(call.text(0), '_')))
        .known("kebabcase", 1, 1, call -> Value.text(separated(call.text(0), '-')))
        .known("camelcase", 1, 1, call -> Value.text(camel(call.text(0))));
  }

  private static Value parts(Call call, UnaryOperator<String> change) {
    if (call.get(0) instanceof Value.UnknownValue unknown) {
      return new Value.UnknownValue(call.name() + "(" + unknown.symbol() + ")");
    }
    String text = call.text(0);
    StringBuilder changed = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf(Unknown.OPEN, at);
      int close = open < 0 ? -1 : text.indexOf(Unknown.CLOSE, open);
      int stop = close < 0 ? text.length() : open;
      changed.append(change.apply(text.substring(at, stop)));
      at = stop;
      if (close >= 0) {
        String symbol = text.substring(open + 1, close);
        changed.append(Unknown.part(call.name() + "(" + symbol + ")"));
        at = close + 1;
      }
    }
    return Value.text(call.budget().text(changed.toString()));
  }

  private static String words(String text, boolean upper) {
    StringBuilder changed = new StringBuilder();
    char before = ' ';
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean starts = !Character.isLetterOrDigit(before) && before != '_' && before != '\'';
      if (!upper) {
        starts = Character.isWhitespace(before);
      }
      changed.append(!starts ? c : upper ? Character.toTitleCase(c) : Character.toLowerCase(c));
      before = c;
    }
    return changed.toString();
  }

  private static String swapped(String text) {
    StringBuilder changed = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      changed.append(
          Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
    }
    return changed.toString();
  }

  private static String initials(String text) {
    StringBuilder initials = new StringBuilder();
    char before = ' ';
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (Character.isWhitespace(before) && !Character.isWhitespace(c)) {
        initials.append(c);
      }
      before = c;
    }
    return initials.toString();
  }

  /// A separator stands before an upper case letter that begins a word, and for blanks, `-`, `_`.
  private static String separated(String text, char separator) {
    StringBuilder changed = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean mark = c == ' ' || c == '-' || c == '_';
      boolean afterLower = at > 0 && Character.isLowerCase(text.charAt(at - 1));
      boolean afterDigit = at > 0 && Character.isDigit(text.charAt(at - 1));
      boolean beforeLower = at + 1 < text.length() && Character.isLowerCase(text.charAt(at + 1));
      boolean afterUpper = at > 0 && Character.isUpperCase(text.charAt(at - 1));
      boolean starts =
          Character.isUpperCase(c) && (afterLower || afterDigit || (afterUpper && beforeLower));
      if (mark || starts) {
        changed.append(separator);
      }
      changed.append(mark ? "" : String.valueOf(Character.toLowerCase(c)));
    }
    return changed.toString();
  }

  private static String camel(String text) {
    StringBuilder changed = new StringBuilder();
    boolean starts = true;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean mark = c == ' ' || c == '-' || c == '_';
      if (!mark) {
        changed.append(starts ? Character.toUpperCase(c) : c);
      }
      starts = mark;
    }
    return changed.toString();
  }
}
