package dev.ardennes.policy.facts;

import dev.ardennes.policy.Scope;
import dev.ardennes.policy.aws.Telling;
import dev.ardennes.policy.aws.ThingPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sorts things that are alike but for their names by what the patterns of some statements make of
/// them.
final class ThingClasses {
  /// Things of one type and account whose own policies say the same.
  ///
  /// @param letsIn whether their own policies may let in whoever is not named
  record Alike(Scope all, boolean letsIn) {}

  private final Map<List<String>, Scope> scopes;

  /// What the patterns make of each thing that one of them may fit; null where it is to be looked
  /// at by itself.
  private final Map<String, @Nullable String> told = new TreeMap<>();

  private final Set<String> limited = new HashSet<>();
  private final Map<Alike, @Nullable Scope> unlimited = new HashMap<>();
  private final Map<Alike, @Nullable Scope> untold = new HashMap<>();
  private final Map<Alike, List<Scope>> classes = new HashMap<>();

  /// @param fits what patterns make of the things
  /// @param named those whose own policies name the principal
  /// @param keys tells of things by their keys
  /// @param scopes those known, by their members
  ThingClasses(
      ThingFits fits,
      Telling telling,
      List<String> named,
      Consumer<ThingKeys.Sink> keys,
      Map<List<String>, Scope> scopes) {
    this.scopes = scopes;
    named.forEach(thing -> told.put(thing, null));
    limited.addAll(named);
    keys.accept((thing, fit) -> tell(thing, fit, limited));
    int number = 0;
    for (ThingPattern pattern : telling.limiting()) {
      tell(fits.of(pattern), number++, limited);
    }
    for (ThingPattern pattern : telling.allowing()) {
      tell(fits.of(pattern), number++, new HashSet<>());
    }
  }

  private void tell(List<ThingFits.Fit> fits, int number, Set<String> fitted) {
    for (ThingFits.Fit fit : fits) {
      tell(fit.thing(), fit.fit() == null ? null : number + fit.fit(), fitted);
    }
  }

  private void tell(String thing, @Nullable String fit, Set<String> fitted) {
    fitted.add(thing);
    String before = told.containsKey(thing) ? told.get(thing) : "";
    told.put(thing, before == null || fit == null ? null : before + fit + '\n');
  }

  /// What the things share that all patterns fit alike; null where the thing is to be looked at by
  /// itself.
  @Nullable String fit(String thing) {
    return told.containsKey(thing) ? told.get(thing) : "";
  }

  /// One of the things about which no pattern says anything; null where there is none.
  @Nullable String first(Alike alike) {
    for (String member : alike.all().members()) {
      if (!told.containsKey(member)) {
        return member;
      }
    }
    return null;
  }

  /// The things that nothing limits by name; null where they are too few.
  @Nullable Scope unlimited(Alike alike) {
    return unlimited.computeIfAbsent(alike, key -> without(key, limited));
  }

  /// The things about which no pattern says anything; null where they are too few.
  @Nullable Scope untold(Alike alike) {
    return untold.computeIfAbsent(alike, key -> without(key, told.keySet()));
  }

  private @Nullable Scope without(Alike alike, Set<String> others) {
    if (others.stream().noneMatch(alike.all()::has)) {
      return alike.all();
    }
    return scope(
        alike.all().members().stream().filter(member -> !others.contains(member)).toList());
  }

  /// The things that patterns fit, each class of those that they fit alike.
  ///
  /// @param limitedOnly whether only those that something limits by name are wanted
  List<Scope> classes(Alike alike, boolean limitedOnly) {
    List<Scope> all = classes.computeIfAbsent(alike, this::classesAnew);
    return limitedOnly
        ? all.stream().filter(scope -> limited.contains(scope.members().getFirst())).toList()
        : all;
  }

  private List<Scope> classesAnew(Alike alike) {
    Map<String, List<String>> byFit = new TreeMap<>();
    told.forEach(
        (thing, fit) -> {
          if (fit != null && alike.all().has(thing)) {
            byFit.computeIfAbsent(fit, added -> new ArrayList<>()).add(thing);
          }
        });
    List<Scope> found = new ArrayList<>();
    for (List<String> members : byFit.values()) {
      Scope scope = scope(members);
      if (scope != null) {
        found.add(scope);
      }
    }
    return List.copyOf(found);
  }

  private @Nullable Scope scope(List<String> members) {
    return members.size() < Scope.LEAST
        ? null
        : scopes.computeIfAbsent(List.copyOf(members), Scope::new);
  }
}
