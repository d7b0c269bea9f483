package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the evaluation of all templates of one source shares: its limits and what went wrong.
final class Session {
  private static final int MOST_VALUES = 500_000;
  private static final int MOST_VALUES_IN_ALL = 20_000_000;
  private static final int DEEPEST = 300;

  private static final int CHARACTERS_A_VALUE = 32;

  /// Values that wait for each other.
  private static final int LONGEST_CHAIN = 50;

  private static final String TOO_DEEP =
      "this is nested or refers on too deep and is taken as unknown";
  static final int LONGEST_TEXT = 1 << 20;

  private final String source;
  private final Set<Problem> problems = new LinkedHashSet<>();
  private final Map<String, @Nullable Value> known = new HashMap<>();
  private final Set<String> making = new HashSet<>();
  private int values;
  private int valuesInAll;
  private int depth;
  private boolean exhausted;

  Session(String source) {
    this.source = source;
  }

  /// The next stack begins, which has a limit of its own.
  void nextStack() {
    values = 0;
    exhausted = false;
  }

  static Position position(Json json) {
    Json.Place place = json.place();
    return place.line() > 0
        ? Position.at(place.file(), place.line(), place.column())
        : Position.atPointer(place.file(), place.pointer());
  }

  /// One step down; [#leave] ends it. Where a limit is exceeded, a problem says so.
  ///
  /// @return false where nothing more may be evaluated here
  boolean enter(Json at) {
    depth++;
    values++;
    valuesInAll++;
    if (values > MOST_VALUES || valuesInAll > MOST_VALUES_IN_ALL) {
      if (!exhausted) {
        exhausted = true;
        error(
            at,
            "the stack has more values than fit: what follows is taken as unknown",
            "take it apart, or scan parts of the folder");
      }
      return false;
    }
    if (depth > DEEPEST) {
      error(at, TOO_DEEP, "take it apart");
      return false;
    }
    return true;
  }

  /// A long text costs what many values cost.
  void weigh(int characters) {
    values += characters / CHARACTERS_A_VALUE;
    valuesInAll += characters / CHARACTERS_A_VALUE;
  }

  void leave() {
    depth--;
  }

  /// The value under a key, made when it is first asked for. One that depends on itself is a
  /// problem and null, as is `AWS::NoValue`.
  @Nullable Value once(String key, Json at, Supplier<@Nullable Value> made) {
    if (known.containsKey(key)) {
      return known.get(key);
    }
    if (!making.add(key)) {
      error(at, "this depends on itself and is taken as unknown", "take the circle apart");
      return null;
    }
    if (making.size() > LONGEST_CHAIN) {
      making.remove(key);
      error(at, TOO_DEEP, "take it apart");
      return null;
    }
    try {
      Value value = made.get();
      known.put(key, value);
      return value;
    } finally {
      making.remove(key);
    }
  }

  void error(Json at, String says, String help) {
    problems.add(Problem.error(says, help, position(at).evidence(source)));
  }

  void warning(Json at, String says, String help) {
    problems.add(Problem.warning(says, help, position(at).evidence(source)));
  }

  void problem(Problem problem) {
    problems.add(problem);
  }

  String source() {
    return source;
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }
}
