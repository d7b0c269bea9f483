package dev.ardennes.collect.code.program;

import dev.ardennes.collect.code.program.Expression.Constant;
import dev.ardennes.collect.code.program.Expression.Joined;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Formatted strings as texts put together.
public final class Formats {
  private static final Pattern PLACE =
      Pattern.compile("%(?:\\d+\\$|\\([^)]*\\))?[-+#0, ]*\\d*(?:\\.\\d+)?[a-zA-Z]|\\{[^{}]*}|%v");

  private Formats() {}

  /// `http://%s/a` with a value, or `http://{}/a`: the pieces in order. Values for which the format
  /// has no place follow at the end.
  public static Joined filled(String format, List<Expression> values, int at) {
    List<Expression> parts = new ArrayList<>();
    Matcher places = PLACE.matcher(format);
    int from = 0;
    int used = 0;
    while (used < values.size() && places.find()) {
      parts.add(new Constant(format.substring(from, places.start()), at));
      parts.add(values.get(used++));
      from = places.end();
    }
    parts.add(new Constant(format.substring(from), at));
    parts.addAll(values.subList(used, values.size()));
    parts.removeIf(part -> part instanceof Constant constant && constant.text().isEmpty());
    return new Joined(parts, at);
  }
}
