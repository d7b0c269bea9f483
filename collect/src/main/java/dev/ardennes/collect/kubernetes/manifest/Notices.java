package dev.ardennes.collect.kubernetes.manifest;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.json.Json;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.util.Map;
import java.util.TreeMap;

/// Problems of reading; what occurs many times is told once, with its number.
public final class Notices {
  private static final class Group {
    int count;
    Evidence first;

    Group(Evidence first) {
      this.first = first;
    }
  }

  private record Words(Problem.Severity severity, String one, String many, String help)
      implements Comparable<Words> {
    @Override
    public int compareTo(Words other) {
      return one.equals(other.one) ? help.compareTo(other.help) : one.compareTo(other.one);
    }
  }

  private final CollectedBuilder out;
  private final Map<Words, Group> groups = new TreeMap<>();
  private int errors;

  public Notices(CollectedBuilder out) {
    this.out = out;
  }

  /// A place as evidence; pointers count in JSON, whose lines may be very long.
  public Evidence at(Json.Place place) {
    String pointer = place.file().endsWith(".json") ? place.pointer() : "";
    return new Evidence(out.source(), place.file(), place.line(), place.column(), pointer);
  }

  /// How often something was missing so far.
  public int errors() {
    return errors;
  }

  public void error(String says, String help, Json.Place at) {
    errors++;
    out.problem(Problem.error(says, help, at(at)));
  }

  public void warning(String says, String help, Json.Place at) {
    out.problem(Problem.warning(says, help, at(at)));
  }

  /// A problem that may occur many times.
  ///
  /// @param many with `#` where the number stands
  public void counted(String one, String many, String help, Json.Place at) {
    counted(new Words(Problem.Severity.WARNING, one, many, help), at);
  }

  /// As [#counted], where something is missing because of it.
  public void countedError(String one, String many, String help, Json.Place at) {
    errors++;
    counted(new Words(Problem.Severity.ERROR, one, many, help), at);
  }

  private void counted(Words words, Json.Place place) {
    Evidence at = at(place);
    Group group = groups.computeIfAbsent(words, ignored -> new Group(at));
    group.count++;
    if (at.compareTo(group.first) < 0) {
      group.first = at;
    }
  }

  public void all(Iterable<Problem> problems) {
    problems.forEach(out::problem);
  }

  /// Tells what was counted.
  public void close() {
    groups.forEach(
        (words, group) ->
            out.problem(
                new Problem(
                    words.severity,
                    group.count == 1
                        ? words.one
                        : words.many.replace("#", String.valueOf(group.count)),
                    words.help,
                    group.first)));
    groups.clear();
  }
}
