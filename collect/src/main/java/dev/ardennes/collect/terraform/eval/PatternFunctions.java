package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.Symbols;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// `regex`, `regexall` and `replace`. Patterns are written in RE2's language and run with a limit
/// on the characters looked at, as Java's matcher may otherwise take exponential time.
final class PatternFunctions {
  private static final long LOOKS = 5_000_000;

  private PatternFunctions() {}

  static void register(Functions.Registry registry) {
    registry
        .known("regex", 2, PatternFunctions::regex)
        .known("regexall", 2, PatternFunctions::regexAll)
        .partial("replace", 3, PatternFunctions::replace);
  }

  private static Value regex(Arguments call) {
    Pattern pattern = pattern(call, call.text(0));
    Matcher matcher = matcher(call, pattern, call.text(1));
    if (!found(call, matcher)) {
      throw call.failure("the pattern `" + call.text(0) + "` does not match");
    }
    return match(call, pattern, matcher);
  }

  private static Value regexAll(Arguments call) {
    Pattern pattern = pattern(call, call.text(0));
    Matcher matcher = matcher(call, pattern, call.text(1));
    List<Value> matches = new ArrayList<>();
    while (found(call, matcher)) {
      call.evaluator().budget().step(1);
      matches.add(match(call, pattern, matcher));
    }
    return ListValue.of(matches, call.origin());
  }

  private static boolean found(Arguments call, Matcher matcher) {
    try {
      return matcher.find();
    } catch (StackOverflowError tooDeep) {
      throw call.failure("the pattern needs too many steps");
    }
  }

  private static Value match(Arguments call, Pattern pattern, Matcher matcher) {
    Origin origin = call.origin();
    Map<String, Integer> names = pattern.namedGroups();
    if (!names.isEmpty()) {
      Map<String, Value> groups = new TreeMap<>(MapValue.KEY_ORDER);
      names.forEach((name, index) -> groups.put(name, group(matcher, index, origin)));
      return MapValue.of(groups, origin);
    }
    if (matcher.groupCount() == 0) {
      return group(matcher, 0, origin);
    }
    List<Value> groups = new ArrayList<>();
    for (int index = 1; index <= matcher.groupCount(); index++) {
      groups.add(group(matcher, index, origin));
    }
    return ListValue.of(groups, origin);
  }

  private static Value group(Matcher matcher, int index, Origin origin) {
    String text = matcher.group(index);
    return text == null ? new NullValue(origin) : StringValue.of(text, origin);
  }

  private static Value replace(Arguments call) {
    if (call.get(0) instanceof UnknownValue
        || call.get(1) instanceof UnknownValue
        || call.get(2) instanceof UnknownValue) {
      return call.unknown();
    }
    String text = call.text(0);
    String wanted = call.text(1);
    if (Unknown.in(wanted)) {
      return call.unknown();
    }
    if (wanted.length() > 1 && wanted.startsWith("/") && wanted.endsWith("/")) {
      return Unknown.in(text)
          ? call.unknown()
          : replacePattern(call, wanted.substring(1, wanted.length() - 1));
    }
    if (!Unknown.in(text)) {
      return call.result(bounded(call, text, wanted, call.text(2)));
    }
    return wanted.length() == 1 ? replacePartly(call) : call.unknown();
  }

  private static String bounded(Arguments call, String text, String wanted, String with) {
    long occurrences = wanted.isEmpty() ? text.length() + 1L : text.length() / wanted.length();
    if (occurrences * with.length() > 8L * call.evaluator().budget().limits().textLength()) {
      throw Budget.tooMuch("a text is too long");
    }
    return text.replace(wanted, with);
  }

  /// A single character cannot lie across the border of an unknown part.
  private static Value replacePartly(Arguments call) {
    StringBuilder result = new StringBuilder();
    for (StringValue.Part part : StringValue.of(call.text(0), call.origin()).parts()) {
      result.append(
          part.unknown()
              ? Unknown.part(
                  "replace("
                      + part.text()
                      + ", "
                      + Symbols.brief(call.get(1))
                      + ", "
                      + Symbols.brief(call.get(2))
                      + ")")
              : part.text().replace(call.text(1), call.text(2)));
    }
    return call.result(result.toString());
  }

  private static Value replacePattern(Arguments call, String expression) {
    Matcher matcher = matcher(call, pattern(call, expression), call.text(0));
    StringBuilder result = new StringBuilder();
    int at = 0;
    while (found(call, matcher)) {
      call.evaluator().budget().step(1);
      result.append(call.text(0), at, matcher.start());
      appendReplacement(call.text(2), matcher, result);
      at = matcher.end();
      call.evaluator().budget().text(result.length() / 1024);
      if (result.length() > call.evaluator().budget().limits().textLength()) {
        throw Budget.tooMuch("a text is too long");
      }
    }
    return call.result(result.append(call.text(0).substring(at)).toString());
  }

  private static final Pattern GROUP = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+)|\\$)");

  /// Replaces `$1`, `${1}`, `$name` and `$$` as the reference implementation does: a name is as
  /// long as possible, and what names no group is empty.
  private static void appendReplacement(String with, Matcher matched, StringBuilder result) {
    Matcher references = GROUP.matcher(with);
    int at = 0;
    while (references.find()) {
      result.append(with, at, references.start());
      String name = references.group(1) == null ? references.group(2) : references.group(1);
      result.append(name == null ? "$" : group(matched, name));
      at = references.end();
    }
    result.append(with.substring(at));
  }

  private static String group(Matcher matched, String name) {
    Integer index = matched.pattern().namedGroups().get(name);
    if (index == null && name.chars().allMatch(Character::isDigit) && name.length() < 4) {
      index = Integer.parseInt(name);
    }
    String text = index == null || index > matched.groupCount() ? null : matched.group(index);
    return text == null ? "" : text;
  }

  private static Pattern pattern(Arguments call, String expression) {
    try {
      String java = expression.replace("(?P<", "(?<").replace("[[:", "[\\p{").replace(":]]", "}]");
      if (java.contains("\\p{")) {
        java = posixClasses(java);
      }
      return Pattern.compile(java);
    } catch (PatternSyntaxException invalid) {
      throw call.failure("`" + expression + "` is no pattern");
    }
  }

  private static String posixClasses(String java) {
    return java.replace("\\p{alpha}", "\\p{Alpha}")
        .replace("\\p{digit}", "\\p{Digit}")
        .replace("\\p{alnum}", "\\p{Alnum}")
        .replace("\\p{upper}", "\\p{Upper}")
        .replace("\\p{lower}", "\\p{Lower}")
        .replace("\\p{space}", "\\p{Space}")
        .replace("\\p{punct}", "\\p{Punct}")
        .replace("\\p{word}", "\\w");
  }

  private static Matcher matcher(Arguments call, Pattern pattern, String text) {
    return pattern.matcher(new Limited(text, 0, text.length(), new AtomicLong(LOOKS), call));
  }

  /// A text that may be looked at only so often.
  private record Limited(String text, int start, int end, AtomicLong left, Arguments call)
      implements CharSequence {
    @Override
    public int length() {
      return end - start;
    }

    @Override
    public char charAt(int index) {
      if (left.decrementAndGet() < 0) {
        throw call.failure("the pattern needs too many steps");
      }
      return text.charAt(start + index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Limited(text, start + from, start + to, left, call);
    }

    @Override
    public String toString() {
      return text.substring(start, end);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
