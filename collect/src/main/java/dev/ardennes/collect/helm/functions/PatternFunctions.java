package dev.ardennes.collect.helm.functions;

import static dev.ardennes.collect.helm.value.Value.bool;
import static dev.ardennes.collect.helm.value.Value.text;

import dev.ardennes.collect.helm.template.Call;
import dev.ardennes.collect.helm.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Functions with patterns, which are written in RE2's language. They run with a limit on the
/// characters looked at, as Java's matcher may otherwise take exponential time.
final class PatternFunctions {
  private static final long LOOKS = 2_000_000;
  private static final int LONGEST_PATTERN = 1000;
  private static final Pattern GROUP = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+)|\\$)");
  private static final Pattern SPECIAL = Pattern.compile("[\\\\.+*?()|\\[\\]{}^$]");

  private PatternFunctions() {}

  static void register(HelmLibrary.Registry registry) {
    registry
        .known("regexMatch", 2, 2, call -> bool(found(call, matcher(call, call.text(1)))))
        .known("regexFind", 2, 2, PatternFunctions::first)
        .known("regexFindAll", 3, 3, PatternFunctions::all)
        .known("regexReplaceAll", 3, 3, call -> replaced(call, true))
        .known("regexReplaceAllLiteral", 3, 3, call -> replaced(call, false))
        .known("regexSplit", 3, 3, PatternFunctions::split)
        .known("regexQuoteMeta", 1, 1, PatternFunctions::quoted);
  }

  private static Value first(Call call) {
    Matcher matcher = matcher(call, call.text(1));
    return text(found(call, matcher) ? matcher.group() : "");
  }

  private static Value all(Call call) {
    Matcher matcher = matcher(call, call.text(1));
    long most = Numbers.whole(call.get(2));
    List<String> matches = new ArrayList<>();
    while ((most < 0 || matches.size() < most) && found(call, matcher)) {
      call.budget().step(1);
      call.budget().fits(matches.size());
      matches.add(matcher.group());
    }
    return Value.texts(matches);
  }

  private static Value replaced(Call call, boolean groups) {
    String whole = call.text(1);
    Matcher matcher = matcher(call, whole);
    StringBuilder result = new StringBuilder();
    int at = 0;
    while (found(call, matcher)) {
      call.budget().step(1);
      result.append(whole, at, matcher.start());
      if (groups) {
        appendReplacement(call.text(2), matcher, result);
      } else {
        result.append(call.text(2));
      }
      call.budget().fits(result.length());
      at = matcher.end();
    }
    return text(call.budget().text(result.append(whole.substring(at)).toString()));
  }

  /// Replaces `$1`, `${1}`, `$name` and `$$`: a name is as long as possible, and what names no
  /// group is empty.
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
    if (index == null && name.chars().allMatch(c -> c >= '0' && c <= '9') && name.length() < 4) {
      index = Integer.valueOf(name);
    }
    String text = index == null || index > matched.groupCount() ? null : matched.group(index);
    return text == null ? "" : text;
  }

  private static Value split(Call call) {
    String whole = call.text(1);
    long most = Numbers.whole(call.get(2));
    Matcher matcher = matcher(call, whole);
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (most != 0 && (most < 0 || parts.size() < most - 1) && found(call, matcher)) {
      call.budget().step(1);
      if (matcher.end() > 0
          && !(matcher.end() == matcher.start() && matcher.end() == whole.length())) {
        parts.add(whole.substring(at, matcher.start()));
        at = matcher.end();
      }
    }
    if (most != 0) {
      parts.add(whole.substring(at));
    }
    return Value.texts(parts);
  }

  private static Value quoted(Call call) {
    return text(SPECIAL.matcher(call.text(0)).replaceAll("\\\\$0"));
  }

  private static boolean found(Call call, Matcher matcher) {
    try {
      return matcher.find();
    } catch (StackOverflowError tooDeep) {
      throw call.failure("the pattern needs too many steps");
    }
  }

  private static Matcher matcher(Call call, String text) {
    return pattern(call, call.text(0))
        .matcher(new Limited(text, 0, text.length(), new AtomicLong(LOOKS), call));
  }

  private static Pattern pattern(Call call, String expression) {
    if (expression.length() > LONGEST_PATTERN) {
      throw call.failure("the pattern is too long");
    }
    call.budget().step(expression.length());
    try {
      String java =
          expression
              .replace("(?P<", "(?<")
              .replaceAll("\\[:(\\^?)(\\w+):]", "\\\\p{$1$2}")
              .replace("\\p{^", "\\P{");
      return Pattern.compile(posix(java));
    } catch (PatternSyntaxException invalid) {
      throw call.failure("`" + expression + "` is no pattern");
    } catch (StackOverflowError tooDeep) {
      throw call.failure("the pattern is nested too deep");
    }
  }

  private static String posix(String java) {
    String named = java;
    for (String name : List.of("alpha", "digit", "alnum", "upper", "lower", "space", "punct")) {
      String proper = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
      named = named.replace("{" + name + "}", "{" + proper + "}");
    }
    return named.replace("\\p{word}", "\\w").replace("\\p{xdigit}", "\\p{XDigit}");
  }

  /// A text that may be looked at only so often.
  private record Limited(String text, int start, int end, AtomicLong left, Call call)
      implements CharSequence {
    @Override
    public int length() {
      return end - start;
    }

    @Override
    public char charAt(int index) {
      if (left.decrementAndGet() < 0) {
        call.budget().step(LOOKS / 100);
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
