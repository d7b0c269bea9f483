package dev.ardennes.policy.kubernetes.rbac;

import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/// Whether something fits: never, always, or if what it says holds of texts that no source gave.
record Match(boolean possible, List<String> says) {
  static final Match NO = new Match(false, List.of());
  static final Match YES = new Match(true, List.of());

  static Match of(boolean fits) {
    return fits ? YES : NO;
  }

  static Match onlyIf(String says) {
    return new Match(true, List.of(says));
  }

  boolean certain() {
    return possible && says.isEmpty();
  }

  Match and(Match other) {
    if (!possible || other.certain()) {
      return this;
    }
    if (!other.possible || certain()) {
      return other;
    }
    List<String> both = new ArrayList<>(says);
    other.says.stream().filter(text -> !both.contains(text)).forEach(both::add);
    return new Match(true, List.copyOf(both));
  }

  /// Whether one of the patterns fits what is wanted. Unknown ones that could fit make one
  /// statement together, since any of them suffices.
  static Match any(List<String> patterns, String wanted, BiPredicate<String, String> known) {
    List<String> open = new ArrayList<>();
    for (String pattern : patterns) {
      if (pattern.equals(wanted) || known.test(pattern, wanted)) {
        return YES;
      }
      if (couldEqual(pattern, wanted)) {
        open.add("`" + pattern + "`");
      }
    }
    return open.isEmpty() ? NO : onlyIf(String.join(" or ", open) + " stands for `" + wanted + "`");
  }

  /// Whether a text is another; both may have unknown parts.
  static Match same(String text, String wanted) {
    return any(List.of(text), wanted, (one, other) -> false);
  }

  /// Whether texts of which at least one has unknown parts could be equal. An unknown part may be
  /// any text, the empty one too.
  static boolean couldEqual(String one, String other) {
    if (!Unknown.in(one)) {
      return Unknown.in(other) && fits(Unknown.asGlob(other), one);
    }
    if (!Unknown.in(other)) {
      return fits(Unknown.asGlob(one), other);
    }
    return endsAgree(one, other);
  }

  private static boolean endsAgree(String one, String other) {
    String before = one.substring(0, one.indexOf(Unknown.OPEN));
    String otherBefore = other.substring(0, other.indexOf(Unknown.OPEN));
    String after = one.substring(one.lastIndexOf(Unknown.CLOSE) + 1);
    String otherAfter = other.substring(other.lastIndexOf(Unknown.CLOSE) + 1);
    return (before.startsWith(otherBefore) || otherBefore.startsWith(before))
        && (after.endsWith(otherAfter) || otherAfter.endsWith(after));
  }

  /// Whether a text fits a pattern in which `*` is any text; linear, greedy from the left.
  private static boolean fits(String glob, String text) {
    int first = glob.indexOf('*');
    if (first < 0) {
      return glob.equals(text);
    }
    int last = glob.lastIndexOf('*');
    String end = glob.substring(last + 1);
    if (text.length() < first + end.length()
        || !text.startsWith(glob.substring(0, first))
        || !text.endsWith(end)) {
      return false;
    }
    int at = first;
    int limit = text.length() - end.length();
    for (String part : glob.substring(first, last + 1).split("\\*", -1)) {
      int found = text.indexOf(part, at);
      if (found < 0 || found + part.length() > limit) {
        return false;
      }
      at = found + part.length();
    }
    return true;
  }
}
