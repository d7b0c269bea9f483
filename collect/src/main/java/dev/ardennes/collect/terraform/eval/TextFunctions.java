package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/// Functions on texts. Where the known parts of a text decide, the result is known.
final class TextFunctions {
  private TextFunctions() {}

  static void register(Functions.Registry registry) {
    registry
        .partial("lower", 1, call -> byPart(call, Character::toLowerCase))
        .partial("upper", 1, call -> byPart(call, Character::toUpperCase))
        .known("title", 1, call -> call.result(title(call.text(0))))
        .known("strrev", 1, call -> call.result(reversed(call.text(0))))
        .known("chomp", 1, call -> call.result(call.text(0).replaceAll("[\\r\\n]+\\z", "")))
        .known("trimspace", 1, call -> call.result(call.text(0).strip()))
        .known("trim", 2, TextFunctions::trim)
        .partial("trimprefix", 2, TextFunctions::trimPrefix)
        .partial("trimsuffix", 2, TextFunctions::trimSuffix)
        .partial("startswith", 2, TextFunctions::startsWith)
        .partial("endswith", 2, TextFunctions::endsWith)
        .partial("strcontains", 2, TextFunctions::contains)
        .known("substr", 3, TextFunctions::substring)
        .partial("split", 2, TextFunctions::split)
        .partial("join", 2, Integer.MAX_VALUE, TextFunctions::join)
        .known("indent", 2, call -> call.result(indent(call.integer(0), call.text(1))));
  }

  /// Applies a change that concerns each character alone to the known parts; an unknown part
  /// becomes the unknown result of the change.
  private static Value byPart(Arguments call, IntUnaryOperator change) {
    if (call.get(0) instanceof UnknownValue) {
      return call.unknown();
    }
    StringBuilder result = new StringBuilder();
    for (StringValue.Part part : StringValue.of(call.text(0), call.origin()).parts()) {
      result.append(
          part.unknown()
              ? Unknown.part(call.function() + "(" + part.text() + ")")
              : changed(part.text(), change));
    }
    return call.result(result.toString());
  }

  private static String changed(String text, IntUnaryOperator change) {
    int[] points = text.codePoints().map(change).toArray();
    return new String(points, 0, points.length);
  }

  private static String title(String text) {
    StringBuilder title = new StringBuilder();
    boolean wordStart = true;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      title.append(wordStart ? Character.toUpperCase(character) : character);
      wordStart = !Character.isLetterOrDigit(character) && character != '_' && character != '\'';
    }
    return title.toString();
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private static Value trim(Arguments call) {
    String text = call.text(0);
    String cut = call.text(1);
    int start = 0;
    int end = text.length();
    while (start < end && cut.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && cut.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return call.result(text.substring(start, end));
  }

  private static Value trimPrefix(Arguments call) {
    return switch (startsWith(call)) {
      case BoolValue starts when starts.value() ->
          call.result(call.text(0).substring(call.text(1).length()));
      case BoolValue _ -> call.get(0);
      default -> call.unknown();
    };
  }

  private static Value trimSuffix(Arguments call) {
    return switch (endsWith(call)) {
      case BoolValue ends when ends.value() -> {
        String text = call.text(0);
        yield call.result(text.substring(0, text.length() - call.text(1).length()));
      }
      case BoolValue _ -> call.get(0);
      default -> call.unknown();
    };
  }

  private static Value startsWith(Arguments call) {
    StringValue text = StringValue.of(call.text(0), call.origin());
    String prefix = call.text(1);
    if (text.text().startsWith(prefix)) {
      return call.result(true);
    }
    String known = text.knownPrefix();
    boolean decided = text.isKnown() || !prefix.startsWith(known);
    return decided && !Unknown.in(prefix) ? call.result(false) : call.unknown();
  }

  private static Value endsWith(Arguments call) {
    StringValue text = StringValue.of(call.text(0), call.origin());
    String suffix = call.text(1);
    if (text.text().endsWith(suffix)) {
      return call.result(true);
    }
    boolean decided = text.isKnown() || !suffix.endsWith(text.knownSuffix());
    return decided && !Unknown.in(suffix) ? call.result(false) : call.unknown();
  }

  private static Value contains(Arguments call) {
    String text = call.text(0);
    String part = call.text(1);
    boolean inKnownPart =
        !Unknown.in(part)
            && StringValue.of(text, call.origin()).parts().stream()
                .anyMatch(known -> !known.unknown() && known.text().contains(part));
    if (inKnownPart || part.isEmpty()) {
      return call.result(true);
    }
    return Unknown.in(text) || Unknown.in(part) ? call.unknown() : call.result(false);
  }

  private static Value substring(Arguments call) {
    int[] points = call.text(0).codePoints().toArray();
    int offset = call.integer(1);
    int length = call.integer(2);
    int start = offset < 0 ? Math.max(0, points.length + offset) : Math.min(offset, points.length);
    int rest = points.length - start;
    int count = length < 0 ? rest : Math.min(length, rest);
    return call.result(new String(points, start, count));
  }

  private static Value split(Arguments call) {
    String separator = call.text(0);
    String text = call.text(1);
    if (Unknown.in(text) || Unknown.in(separator)) {
      return Unknown.in(separator) || separator.isEmpty() || call.get(1) instanceof UnknownValue
          ? call.unknown()
          : splitPartly(call, separator, text);
    }
    return call.texts(pieces(separator, text));
  }

  /// The pieces of a partly known text. An unknown part may contain the separator, so nobody knows
  /// how many pieces there are.
  private static Value splitPartly(Arguments call, String separator, String text) {
    List<Value> pieces = new ArrayList<>();
    for (String piece : pieces(separator, text)) {
      pieces.add(Iteration.key(piece, call.origin()));
    }
    return ListValue.of(pieces, call.unknown().symbol(), call.origin());
  }

  private static List<String> pieces(String separator, String text) {
    if (separator.isEmpty()) {
      return text.codePoints().mapToObj(Character::toString).toList();
    }
    return Arrays.asList(text.split(Pattern.quote(separator), -1));
  }

  private static Value join(Arguments call) {
    List<Value> elements = new ArrayList<>();
    for (int index = 1; index < call.count(); index++) {
      switch (call.get(index)) {
        case UnknownValue _ -> {
          return call.unknown();
        }
        case ListValue list when !list.exact() -> {
          return call.unknown();
        }
        case SetValue set when !set.exact() -> {
          return call.unknown();
        }
        default -> elements.addAll(call.list(index));
      }
    }
    StringBuilder joined = new StringBuilder();
    String separator = call.text(0);
    for (int index = 0; index < elements.size(); index++) {
      joined.append(index == 0 ? "" : separator).append(element(elements.get(index)));
      if (joined.length() > call.evaluator().budget().limits().textLength()) {
        throw Budget.tooMuch("a text is too long");
      }
    }
    return call.result(joined.toString());
  }

  private static String element(Value element) {
    if (element instanceof NullValue) {
      throw Conversions.wrongType(element, "a text");
    }
    return Values.text(element).orElseThrow(() -> Conversions.wrongType(element, "a text"));
  }

  static String indent(int spaces, String text) {
    if (spaces < 0 || spaces > 1000) {
      throw Budget.tooMuch("the indentation is out of range");
    }
    return text.replace("\n", "\n" + " ".repeat(spaces));
  }
}
