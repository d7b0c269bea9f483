package dev.ardennes.collect.code.flow;

import dev.ardennes.collect.code.flow.Trace.Placed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Texts put together.
final class Texts {
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:/{0,2}");
  private static final Pattern HOST = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]+[/?#].*");
  private static final Pattern BASE = Pattern.compile("(\\$\\{[^}]*}|\\{})[^/?#]*[/?#].*");
  private static final int LONGEST = 2000;

  private Texts() {}

  static Value joined(List<Value> parts) {
    StringBuilder text = new StringBuilder();
    Set<Trace> traces = new LinkedHashSet<>();
    for (Value part : parts) {
      Placed placed = placed(text.toString());
      part.all().forEach(trace -> traces.add(trace.with(placed)));
      if (text.length() < LONGEST) {
        text.append(part.textOrUnknown());
      }
    }
    return new Value(
        Set.copyOf(traces).size() > 24 ? first(traces) : traces,
        Map.of(),
        "",
        text.toString(),
        null);
  }

  private static Set<Trace> first(Set<Trace> traces) {
    return new LinkedHashSet<>(List.copyOf(traces).subList(0, 24));
  }

  /// Where in a URL a text stands that comes after this one.
  static Placed placed(String before) {
    if (before.isEmpty()) {
      return Placed.FIRST;
    }
    if (SCHEME.matcher(before).matches()) {
      return Placed.AFTER_SCHEME;
    }
    boolean fixed =
        HOST.matcher(before).matches()
            || BASE.matcher(before).matches()
            || (before.startsWith("/") && !before.startsWith("//"));
    return fixed ? Placed.AFTER_HOST : Placed.DOUBTFUL;
  }
}
