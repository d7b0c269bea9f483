package dev.ardennes.policy.kubernetes.podsecurity;

import dev.ardennes.model.Unknown;
import dev.ardennes.policy.kubernetes.podsecurity.PodSecurityResult.Violation;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Collects what one control finds.
final class PodReport {
  private final PodSecurityControl control;
  private final boolean maybeExempt;
  private final List<Violation> failed;
  private final List<Violation> open;

  /// @param maybeExempt whether the pod may be one that the control leaves alone
  PodReport(
      PodSecurityControl control,
      boolean maybeExempt,
      List<Violation> failed,
      List<Violation> open) {
    this.control = control;
    this.maybeExempt = maybeExempt;
    this.failed = failed;
    this.open = open;
  }

  void fails(Place place, String says) {
    (maybeExempt ? open : failed).add(new Violation(control, place.pointer(), says));
  }

  void unknown(Place place) {
    open.add(new Violation(control, place.pointer(), "`" + place.text() + "` is not known"));
  }

  /// A switch that must not be on.
  void notTrue(Place place) {
    if (place.isAbsent()) {
      return;
    }
    if (!place.node().isBoolean()) {
      unknown(place);
    } else if (place.node().asBoolean()) {
      fails(place, "is `true`");
    }
  }

  /// A text that, where it is there, must be one of these.
  void oneOf(Place place, Set<String> allowed) {
    if (!place.isAbsent()) {
      text(place, allowed, text -> false);
    }
  }

  /// A text that must be one of these; a missing one is empty.
  void text(Place place, Set<String> allowed, Predicate<String> alsoAllowed) {
    if (place.isAbsent()) {
      if (!allowed.contains("")) {
        fails(place, "is missing");
      }
      return;
    }
    String text = place.text();
    if (!place.node().isString()) {
      unknown(place);
    } else if (alsoAllowed.test(text)) {
      return;
    } else if (place.isUnknown()) {
      maybe(place, text, allowed);
    } else if (!allowed.contains(text)) {
      fails(place, "is `" + text + "`");
    }
  }

  private void maybe(Place place, String text, Set<String> allowed) {
    Pattern pattern = pattern(text);
    boolean possible = allowed.stream().anyMatch(one -> pattern.matcher(one).matches());
    boolean whole = text.indexOf(Unknown.OPEN) == 0;
    if (possible || whole) {
      unknown(place);
    } else {
      fails(place, "is `" + text + "`");
    }
  }

  private static Pattern pattern(String text) {
    StringBuilder pattern = new StringBuilder();
    for (String part : Unknown.asGlob(text).split("\\*", -1)) {
      pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(pattern.toString());
  }
}
