package dev.ardennes.collect.code.flow;

import dev.ardennes.collect.code.program.Function;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is known of a value.
///
/// @param traces whose text it holds itself
/// @param fields its parts, by name or by place
/// @param type full name of what it is, or of how it was made; empty where not known
/// @param text as far as known: `${NAME}` for a setting, `{}` for what is not known; null if
///   nothing is
/// @param function what it is to call it; null for anything else
record Value(
    Set<Trace> traces,
    Map<String, Value> fields,
    String type,
    @Nullable String text,
    @Nullable Function function) {
  static final String UNKNOWN_PART = "{}";
  static final Value UNKNOWN = new Value(Set.of(), Map.of(), "", null, null);
  private static final int MOST_TRACES = 24;
  private static final int MOST_FIELDS = 200;
  private static final int LONGEST = 2000;

  static Value of(Trace trace) {
    return new Value(Set.of(trace), Map.of(), "", null, null);
  }

  static Value constant(String text) {
    return new Value(
        Set.of(), Map.of(), "", text.length() > LONGEST ? text.substring(0, LONGEST) : text, null);
  }

  static Value typed(String type) {
    return new Value(Set.of(), Map.of(), type, null, null);
  }

  static Value setting(String name) {
    return new Value(
        Set.of(Trace.of(new Origin(true, name))), Map.of(), "", "${" + name + "}", null);
  }

  boolean isConstant() {
    return traces.isEmpty() && text != null && !text.contains(UNKNOWN_PART);
  }

  String textOrUnknown() {
    return text == null ? UNKNOWN_PART : text;
  }

  /// Its own traces and those of all its parts.
  Set<Trace> all() {
    if (fields.isEmpty()) {
      return traces;
    }
    Set<Trace> all = new LinkedHashSet<>(traces);
    fields.values().forEach(field -> all.addAll(field.all()));
    return all;
  }

  Value withType(String other) {
    return other.isEmpty() ? this : new Value(traces, fields, other, text, function);
  }

  Value withField(String name, Value value) {
    if (fields.size() >= MOST_FIELDS) {
      return this;
    }
    Map<String, Value> more = new LinkedHashMap<>(fields);
    more.put(name, value.flat());
    return new Value(traces, more, type, text, function);
  }

  /// Keeps nesting small: the parts of a part's parts count as the part's own.
  private Value flat() {
    boolean deep = fields.values().stream().anyMatch(field -> !field.fields.isEmpty());
    return deep ? new Value(all(), Map.of(), type, text, function) : this;
  }

  Value mapped(UnaryOperator<Trace> change) {
    Set<Trace> changed = new LinkedHashSet<>();
    all().forEach(trace -> changed.add(change.apply(trace)));
    return new Value(limited(changed), Map.of(), type, text, function);
  }

  /// Only what callers sent: what code not seen makes of settings is not known.
  Value withoutSettings() {
    Set<Trace> inputs = new LinkedHashSet<>();
    all().stream().filter(trace -> !trace.origin().setting()).forEach(inputs::add);
    return new Value(inputs, Map.of(), type, null, null);
  }

  private static Set<Trace> limited(Set<Trace> traces) {
    return traces.size() <= MOST_TRACES
        ? traces
        : new LinkedHashSet<>(List.copyOf(traces).subList(0, MOST_TRACES));
  }

  /// Either of the two.
  Value or(Value other) {
    if (equals(other) || UNKNOWN.equals(other)) {
      return this;
    }
    if (UNKNOWN.equals(this)) {
      return other;
    }
    Set<Trace> both = new LinkedHashSet<>(traces);
    both.addAll(other.traces);
    Map<String, Value> parts = new LinkedHashMap<>(fields);
    other.fields.forEach((name, value) -> parts.merge(name, value, Value::orFlat));
    boolean same = text != null && text.equals(other.text);
    String known = text == null ? other.text : text;
    return new Value(
        limited(both),
        parts,
        type.isEmpty() ? other.type : type,
        same ? text : known,
        function == null ? other.function : function);
  }

  private Value orFlat(Value other) {
    return flat().or(other.flat());
  }
}
