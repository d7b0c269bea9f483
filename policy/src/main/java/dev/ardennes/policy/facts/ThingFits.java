package dev.ardennes.policy.facts;

import dev.ardennes.policy.aws.ThingPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What resource patterns make of some things: the statements of many principals share theirs.
final class ThingFits {
  private final ArnIndex things;
  private final Set<String> inside;
  private final Map<ThingPattern, List<Fit>> known = new HashMap<>();

  /// A thing that a pattern may fit.
  ///
  /// @param fit see [ThingPattern#fit]; null where the thing is to be looked at by itself
  record Fit(String thing, @Nullable String fit) {}

  /// @param inside those of the things inside of which lies what the action is about
  ThingFits(ArnIndex things, Set<String> inside) {
    this.things = things;
    this.inside = inside;
  }

  List<Fit> of(ThingPattern pattern) {
    return known.computeIfAbsent(pattern, this::ofAnew);
  }

  private List<Fit> ofAnew(ThingPattern pattern) {
    List<Fit> fits = new ArrayList<>();
    for (String thing : things.fitting(List.of(pattern.beginning()))) {
      String fit = pattern.isSure() ? pattern.fit(things.arn(thing), inside.contains(thing)) : null;
      if (!ThingPattern.NOTHING.equals(fit)) {
        fits.add(new Fit(thing, fit));
      }
    }
    return List.copyOf(fits);
  }
}
