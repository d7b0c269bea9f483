package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.Json;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import dev.ardennes.model.Unknown;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `format` and `formatlist`. Unknown arguments give partly known texts.
final class FormatFunctions {
  private static final Pattern VERB =
      Pattern.compile(
          "%(?<flags>[-+# 0]*)(?<width>\\d*)(?:\\.(?<precision>\\d*))?(?:\\[(?<index>\\d+)])?(?<verb>.)",
          Pattern.DOTALL);
  private static final int WIDEST = 1000;

  private FormatFunctions() {}

  static void register(Functions.Registry registry) {
    registry
        .any("format", 1, Integer.MAX_VALUE, FormatFunctions::format)
        .any("formatlist", 1, Integer.MAX_VALUE, FormatFunctions::formatList);
  }

  private static Value format(Arguments call) {
    return Unknown.in(call.text(0))
        ? call.unknown()
        : call.result(format(call, call.text(0), call.values().subList(1, call.count())));
  }

  /// Formats once for each element of the lists among the arguments.
  private static Value formatList(Arguments call) {
    int length = -1;
    for (Value argument : call.values()) {
      boolean open =
          (argument instanceof ListValue list && !list.exact())
              || (argument instanceof SetValue set && !set.exact());
      if (argument instanceof UnknownValue || open) {
        return call.unknown();
      }
      if (argument instanceof ListValue || argument instanceof SetValue) {
        int size = Values.elements(argument).size();
        if (length >= 0 && length != size) {
          throw call.failure("the lists are of different length");
        }
        length = size;
      }
    }
    List<String> results = new ArrayList<>();
    for (int index = 0; index < Math.max(length, length < 0 ? 1 : 0); index++) {
      results.add(format(call, call.text(0), row(call, index)));
    }
    return call.texts(results);
  }

  private static List<Value> row(Arguments call, int index) {
    List<Value> row = new ArrayList<>();
    for (Value argument : call.values().subList(1, call.count())) {
      boolean list = argument instanceof ListValue || argument instanceof SetValue;
      row.add(list ? Values.elements(argument).get(index) : argument);
    }
    return row;
  }

  private static String format(Arguments call, String format, List<Value> values) {
    StringBuilder result = new StringBuilder();
    Matcher matcher = VERB.matcher(format);
    int at = 0;
    int next = 0;
    while (matcher.find()) {
      result.append(format, at, matcher.start());
      at = matcher.end();
      if (matcher.group("verb").equals("%")) {
        result.append('%');
        continue;
      }
      String index = matcher.group("index");
      int position = index == null ? next : number(index) - 1;
      if (position < 0 || position >= values.size()) {
        throw call.failure("there is no argument " + (position + 1));
      }
      next = position + 1;
      result.append(padded(matcher, text(call, matcher, values.get(position))));
      if (result.length() > call.evaluator().budget().limits().textLength()) {
        throw Budget.tooMuch("a text is too long");
      }
    }
    if (next < values.size() && !format.contains("[")) {
      throw call.failure("the format uses " + next + " of " + values.size() + " arguments");
    }
    return result.append(format.substring(at)).toString();
  }

  private static int number(String digits) {
    return digits.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  private static String padded(Matcher matcher, String text) {
    String digits = matcher.group("width");
    if (digits.isEmpty() || Unknown.in(text)) {
      return text;
    }
    int width = number(digits);
    if (width > WIDEST) {
      throw Budget.tooMuch("`format`: a field is too wide");
    }
    int missing = Math.max(0, width - text.codePointCount(0, text.length()));
    String flags = matcher.group("flags");
    if (flags.contains("-")) {
      return text + " ".repeat(missing);
    }
    boolean zeros = flags.contains("0") && !matcher.group("verb").equals("s");
    if (!zeros) {
      return " ".repeat(missing) + text;
    }
    int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    return text.substring(0, sign) + "0".repeat(missing) + text.substring(sign);
  }

  private static String text(Arguments call, Matcher matcher, Value value) {
    if (value instanceof UnknownValue unknown) {
      return unknown.rendered();
    }
    String verb = matcher.group("verb");
    return switch (verb) {
      case "s" -> cut(matcher, plain(value));
      case "v" ->
          value instanceof StringValue || value instanceof NumberValue || value instanceof BoolValue
              ? plain(value)
              : Json.text(value);
      case "q" -> Json.text(Conversions.toText(value));
      case "t" -> Conversions.toBool(value).toString();
      case "d" -> signed(matcher, integer(call, value).toString());
      case "b" -> integer(call, value).toString(2);
      case "o" -> integer(call, value).toString(8);
      case "x" -> hexadecimal(call, value);
      case "X" -> hexadecimal(call, value).toUpperCase(Locale.ROOT);
      case "f", "F" -> signed(matcher, fixed(matcher, decimal(value)));
      case "e", "E" -> signed(matcher, exponential(matcher, decimal(value), verb));
      case "g", "G" -> signed(matcher, general(decimal(value)));
      default -> throw call.failure("`%" + verb + "` is no format");
    };
  }

  private static String plain(Value value) {
    return switch (value) {
      case StringValue _, NumberValue _, BoolValue _ -> value.toString();
      case NullValue _, ListValue _, SetValue _, MapValue _, UnknownValue _ ->
          throw Conversions.wrongType(value, "a text");
    };
  }

  private static String cut(Matcher matcher, String text) {
    String precision = matcher.group("precision");
    if (precision == null || Unknown.in(text)) {
      return text;
    }
    int length = precision.isEmpty() ? 0 : number(precision);
    return text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length));
  }

  private static String signed(Matcher matcher, String number) {
    if (number.startsWith("-")) {
      return number;
    }
    String flags = matcher.group("flags");
    return (flags.contains("+") ? "+" : flags.contains(" ") ? " " : "") + number;
  }

  private static BigDecimal decimal(Value value) {
    if (Conversions.toNumber(value) instanceof NumberValue number) {
      return number.value();
    }
    throw Conversions.wrongType(value, "a number");
  }

  private static BigInteger integer(Arguments call, Value value) {
    try {
      return decimal(value).toBigIntegerExact();
    } catch (ArithmeticException fraction) {
      throw call.failure("a whole number is needed, not " + value);
    }
  }

  private static String hexadecimal(Arguments call, Value value) {
    if (value instanceof StringValue text) {
      return HexFormat.of().formatHex(EncodingFunctions.bytes(text.text()));
    }
    return integer(call, value).toString(16);
  }

  /// The shortest form; with exponent from 10^21 on and below 10^-4.
  private static String general(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    int exponent = plain.precision() - plain.scale() - 1;
    if (plain.signum() == 0 || (exponent >= -4 && exponent < 21)) {
      return plain.toPlainString();
    }
    BigDecimal mantissa = plain.movePointLeft(exponent).stripTrailingZeros();
    return String.format(
        Locale.ROOT,
        "%se%s%02d",
        mantissa.toPlainString(),
        exponent < 0 ? "-" : "+",
        Math.abs(exponent));
  }

  private static int precision(Matcher matcher) {
    String precision = matcher.group("precision");
    if (precision == null) {
      return 6;
    }
    int digits = precision.isEmpty() ? 0 : number(precision);
    if (digits > WIDEST) {
      throw Budget.tooMuch("`format`: a field is too wide");
    }
    return digits;
  }

  private static String fixed(Matcher matcher, BigDecimal number) {
    return number.setScale(precision(matcher), RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String exponential(Matcher matcher, BigDecimal number, String verb) {
    return String.format(
        Locale.ROOT, "%." + precision(matcher) + verb.toLowerCase(Locale.ROOT), number);
  }
}
