package dev.ardennes.collect.helm.functions;

import dev.ardennes.collect.helm.template.Call;
import dev.ardennes.collect.helm.value.GoText;
import dev.ardennes.collect.helm.value.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// `print`, `println`, `printf`, `html`, `js` and `urlquery`.
final class FormatFunctions {
  private static final int WIDEST = 1000;

  private FormatFunctions() {}

  static void register(HelmLibrary.Registry registry) {
    int most = Integer.MAX_VALUE;
    registry
        .open("print", 0, most, FormatFunctions::print)
        .open("println", 0, most, FormatFunctions::printLine)
        .open("printf", 1, most, FormatFunctions::format)
        .open("cat", 0, most, FormatFunctions::cat);
  }

  /// Blanks stand between operands of which neither is a text.
  private static Value print(Call call) {
    if (call.size() == 1 && call.get(0) instanceof Value.Text text) {
      return text;
    }
    StringBuilder text = new StringBuilder();
    boolean wasText = true;
    for (Value value : call.arguments()) {
      boolean isText = value instanceof Value.Text;
      text.append(!text.isEmpty() && !isText && !wasText ? " " : "");
      text.append(GoText.of(value, call.budget()));
      wasText = isText;
    }
    return Value.text(call.budget().text(text.toString()));
  }

  private static Value printLine(Call call) {
    StringBuilder text = new StringBuilder();
    for (Value value : call.arguments()) {
      text.append(text.isEmpty() ? "" : " ").append(GoText.of(value, call.budget()));
    }
    return Value.text(call.budget().text(text.append('\n').toString()));
  }

  private static Value cat(Call call) {
    StringBuilder text = new StringBuilder();
    for (Value value : call.arguments()) {
      if (!(value instanceof Value.Nil)) {
        text.append(text.isEmpty() ? "" : " ").append(call.text(value));
      }
    }
    return Value.text(call.budget().text(text.toString()));
  }

  private static Value format(Call call) {
    if (call.get(0) instanceof Value.UnknownValue) {
      return call.unknown();
    }
    return Value.text(call.budget().text(new Format(call, call.text(0)).run()));
  }

  /// One run over a format.
  private static final class Format {
    private final Call call;
    private final String format;
    private final StringBuilder result = new StringBuilder();
    private int at;
    private int argument = 1;
    private String flags = "";
    private int width;
    private int precision;

    Format(Call call, String format) {
      this.call = call;
      this.format = format;
    }

    String run() {
      while (at < format.length()) {
        int percent = format.indexOf('%', at);
        result.append(format, at, percent < 0 ? format.length() : percent);
        if (percent < 0) {
          break;
        }
        at = percent + 1;
        verb();
        call.budget().fits(result.length());
        call.budget().step(1);
      }
      extra();
      return result.toString();
    }

    private void extra() {
      if (argument < call.size()) {
        result.append("%!(EXTRA ");
        for (int index = argument; index < call.size(); index++) {
          Value value = call.get(index);
          result.append(index > argument ? ", " : "");
          result.append(TypeFunctions.type(value)).append('=').append(shown(value));
        }
        result.append(')');
      }
    }

    private String shown(Value value) {
      return GoText.of(value, call.budget());
    }

    private void verb() {
      int start = at;
      while (at < format.length() && "+-# 0".indexOf(format.charAt(at)) >= 0) {
        at++;
      }
      flags = format.substring(start, at);
      width = size(0);
      precision = -1;
      if (at < format.length() && format.charAt(at) == '.') {
        at++;
        precision = size(0);
      }
      if (at >= format.length()) {
        result.append("%!(NOVERB)");
        return;
      }
      int verb = format.codePointAt(at);
      at += Character.charCount(verb);
      if (verb == '%') {
        result.append('%');
      } else if (argument >= call.size()) {
        result.append("%!").appendCodePoint(verb).append("(MISSING)");
      } else {
        result.append(padded(formatted((char) verb, call.get(argument++))));
      }
    }

    private int size(int otherwise) {
      if (at < format.length() && format.charAt(at) == '*') {
        at++;
        return argument < call.size()
            ? Math.min(WIDEST, Math.max(0, Numbers.small(call.get(argument++))))
            : otherwise;
      }
      int size = 0;
      boolean any = false;
      while (at < format.length() && Character.digit(format.charAt(at), 10) >= 0) {
        size = Math.min(WIDEST, size * 10 + Character.digit(format.charAt(at), 10));
        at++;
        any = true;
      }
      return any ? size : otherwise;
    }

    private String padded(String text) {
      int missing = width - text.codePointCount(0, text.length());
      if (missing <= 0) {
        return text;
      }
      if (flags.contains("-")) {
        return text + " ".repeat(missing);
      }
      boolean zeros = flags.contains("0");
      boolean signed = zeros && (text.startsWith("-") || text.startsWith("+"));
      return signed
          ? text.charAt(0) + "0".repeat(missing) + text.substring(1)
          : (zeros ? "0" : " ").repeat(missing) + text;
    }

    private String formatted(char verb, Value value) {
      if (value instanceof Value.UnknownValue unknown) {
        return verb == 'q' ? '"' + unknown.rendered() + '"' : unknown.rendered();
      }
      if (verb == 'v') {
        return flags.contains("#") && value instanceof Value.Text text
            ? Quotes.quoted(text.text())
            : shown(value);
      }
      if (verb == 'T') {
        return TypeFunctions.type(value);
      }
      return switch (value) {
        case Value.Text text -> text(verb, text);
        case Value.Int number -> whole(verb, number);
        case Value.Real number -> real(verb, number);
        case Value.Bool bool when verb == 't' -> String.valueOf(bool.value());
        case Value.ListValue list -> list(verb, list);
        case Value.Opaque opaque when verb == 's' -> opaque.print();
        case Value.Dict dict when verb == 's' -> shown(dict);
        case Value.Nil _ -> "%!" + verb + "(<nil>)";
        default -> wrong(verb, value);
      };
    }

    private String wrong(char verb, Value value) {
      return "%!" + verb + "(" + TypeFunctions.type(value) + "=" + shown(value) + ")";
    }

    private String list(char verb, Value.ListValue list) {
      StringBuilder text = new StringBuilder("[");
      for (Value element : list.elements()) {
        text.append(text.length() > 1 ? " " : "");
        text.append(element instanceof Value.ListValue ? shown(element) : formatted(verb, element));
        call.budget().fits(text.length());
      }
      return text.append(']').toString();
    }

    private String text(char verb, Value.Text text) {
      String cut = text.text();
      if (precision >= 0 && precision < cut.length() && !text.open()) {
        cut =
            cut.substring(
                0,
                cut.offsetByCodePoints(
                    0, Math.min(precision, cut.codePointCount(0, cut.length()))));
      }
      return switch (verb) {
        case 's' -> cut;
        case 'q' -> Quotes.quoted(cut);
        case 'x' -> EncodingFunctions.hex(cut);
        case 'X' -> EncodingFunctions.hex(cut).toUpperCase(Locale.ROOT);
        default -> wrong(verb, text);
      };
    }

    private String whole(char verb, Value.Int number) {
      long value = number.value();
      return switch (verb) {
        case 'd' -> sign((double) value) + value;
        case 'b' -> Long.toString(value, 2);
        case 'o' -> Long.toString(value, 8);
        case 'x' -> (flags.contains("#") ? "0x" : "") + Long.toString(value, 16);
        case 'X' -> Long.toString(value, 16).toUpperCase(Locale.ROOT);
        case 'c' ->
            Character.isValidCodePoint((int) value) ? Character.toString((int) value) : "\ufffd";
        default -> wrong(verb, number);
      };
    }

    private String sign(double value) {
      return value < 0 ? "" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
    }

    private String real(char verb, Value.Real number) {
      double value = number.value();
      if (!Double.isFinite(value)) {
        return GoText.number(value);
      }
      int digits = precision < 0 ? 6 : Math.min(precision, WIDEST);
      return switch (verb) {
        case 'f', 'F' ->
            sign(value)
                + new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        case 'e', 'E' -> {
          String text = String.format(Locale.ROOT, "%." + digits + "e", value);
          yield sign(value) + (verb == 'E' ? text.toUpperCase(Locale.ROOT) : text);
        }
        case 'g', 'G' ->
            sign(value)
                + GoText.number(
                    precision < 0
                        ? value
                        : new BigDecimal(value)
                            .round(new MathContext(Math.max(1, digits), RoundingMode.HALF_EVEN))
                            .doubleValue());
        default -> wrong(verb, number);
      };
    }
  }
}
