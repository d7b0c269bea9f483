package dev.ardennes.policy.aws;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects the patterns by which the statements about one principal tell things apart.
final class TellingPatterns {
  private final AwsPrincipal principal;
  private final Set<ThingPattern> allowing = new LinkedHashSet<>();
  private final Set<ThingPattern> limiting = new LinkedHashSet<>();

  TellingPatterns(AwsPrincipal principal) {
    this.principal = principal;
  }

  /// Takes the patterns of a statement; false where it tells things apart by more than names and
  /// may be about all of them.
  ///
  /// @param allows whether it is an identity policy's that allows
  /// @param byNames whether nothing else in it depends on the thing
  boolean add(PolicyStatement statement, boolean allows, boolean byNames) {
    PolicyStatement.Element resource = statement.resource();
    if (resource == null || (resource.not() && !byNames)) {
      return false;
    }
    for (int i = 0; i < resource.patterns().size(); i++) {
      Glob glob = resource.globs().get(i);
      if (byNames && glob.isEverything()) {
        continue;
      }
      ThingPattern pattern = pattern(statement, resource.patterns().get(i), glob, byNames);
      if (pattern == null) {
        continue;
      }
      if (isAboutAll(pattern)) {
        return false;
      }
      (allows && !resource.not() ? allowing : limiting).add(pattern);
    }
    return true;
  }

  private static boolean isAboutAll(ThingPattern pattern) {
    return !pattern.isSure()
        && pattern.beginning().text().isEmpty()
        && !pattern.beginning().whole();
  }

  /// Null where it fits nothing that the principal can do.
  private @Nullable ThingPattern pattern(
      PolicyStatement statement, String text, Glob glob, boolean byNames) {
    boolean variable = statement.variables() && Variables.in(text);
    if (byNames && !variable && !glob.hasSymbols()) {
      return ThingPattern.of(glob, Beginning.of(text));
    }
    Optional<Beginning> beginning = Beginning.of(text, statement.variables(), principal);
    return beginning.map(ThingPattern::unsure).orElse(null);
  }

  Telling telling() {
    return new Telling(List.copyOf(allowing), List.copyOf(limiting));
  }
}
