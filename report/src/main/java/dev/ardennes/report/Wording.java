package dev.ardennes.report;

import dev.ardennes.analysis.Report;
import dev.ardennes.model.Assumption;
import java.util.List;
import java.util.stream.Collectors;

/// The report's own sentences, the same in every form.
final class Wording {
  private Wording() {}

  /// `1`, `1 and 2`, `1, 2 and 3`.
  static String and(List<?> items) {
    if (items.size() < 2) {
      return items.stream().map(Object::toString).collect(Collectors.joining());
    }
    String before =
        items.subList(0, items.size() - 1).stream()
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    return before + " and " + items.getLast();
  }

  /// What the attacker has at the start, and why it is taken for an entry.
  static String entry(Report.Entry entry) {
    return entry.why().isEmpty() ? holds(entry.kind()) : holds(entry.kind()) + ": " + entry.why();
  }

  /// What each kind of entry gives the attacker.
  static String holds(String kind) {
    return switch (kind) {
      case "credential" -> "the attacker holds its credentials";
      case "login" -> "the attacker holds a password or private key of it";
      case "reach" -> "the attacker can send requests to it";
      case "code" -> "the attacker runs code in it";
      case "content" -> "the attacker writes text that it reads";
      default -> kind;
    };
  }

  /// What has to be true for an assumption of this kind.
  static String title(Assumption.Kind kind) {
    return switch (kind) {
      case EXPLOITABLE -> "exploitable";
      case CONDITION -> "condition holds";
      case SAME_ENTITY -> "same thing";
      case CONTROL_FAILS -> "control fails";
      case NOT_COLLECTED -> "not collected";
      case HUMAN -> "human";
    };
  }

  /// How the paths that changes close were counted.
  static String checked(List<Report.Change> closing) {
    long again = closing.stream().filter(Report.Change::verified).count();
    if (again == closing.size()) {
      return "checked by running again";
    }
    return again == 0
        ? "checked on the attack graph"
        : "checked by running again except where marked";
  }

  /// `2 ways`, or that the limit was hit: `The first 100 of 340 ways`.
  static String ways(Report report) {
    int listed = report.paths().size();
    for (Report.Limit limit : report.limits()) {
      if (limit.what().equals("paths") && limit.hit()) {
        return limit.total() > listed
            ? "The first " + Numbers.grouped(listed) + " of " + Numbers.count(limit.total(), "way")
            : "At least " + Numbers.count(listed, "way");
      }
    }
    return Numbers.count(listed, "way");
  }

  /// Whether an internet-wide entry starts any listed path, and how many other entries do.
  static String from(Lookup lookup, List<String> entries) {
    List<String> labels = entries.stream().map(lookup::label).limit(3).toList();
    int more = entries.size() - labels.size();
    return more > 0 ? String.join(", ", labels) + " and " + more + " more" : and(labels);
  }
}
