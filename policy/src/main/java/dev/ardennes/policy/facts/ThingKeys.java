package dev.ardennes.policy.facts;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.aws.Telling;
import dev.ardennes.policy.aws.ThingPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The keys under which some things lie, as far as they tell the things apart: whoever reads a
/// thing has to be allowed its key as well.
final class ThingKeys {
  /// Where no thing has a key.
  static final Told NOTHING = new Told(null, List.of());

  private final Map<String, List<String>> thingsOf = new LinkedHashMap<>();
  private final Map<String, List<String>> naming = new HashMap<>();
  private final ThingFits fits;

  /// What the statements about one principal tell of keys.
  ///
  /// @param telling null where they tell keys apart by more than names
  /// @param named the keys whose own policies name the principal
  record Told(@Nullable Telling telling, List<String> named) {}

  /// Takes what is told of a thing by its key.
  interface Sink {
    /// @param fit null where the thing is to be looked at by itself
    void tell(String thing, @Nullable String fit);
  }

  ThingKeys(FactBase facts, Likeness likeness, List<String> things) {
    for (String thing : things) {
      for (Fact encrypted : facts.relation("encrypted_with", thing)) {
        thingsOf.computeIfAbsent(encrypted.args().get(1), key -> new ArrayList<>()).add(thing);
      }
    }
    Map<String, String> arns = new LinkedHashMap<>();
    for (String key : thingsOf.keySet()) {
      String arn = facts.second("arn", key);
      arns.put(key, arn == null ? Unknown.part("key") : arn);
      for (String principal : likeness.named(key)) {
        naming.computeIfAbsent(principal, added -> new ArrayList<>()).add(key);
      }
    }
    fits = new ThingFits(new ArnIndex(arns), Set.of());
  }

  boolean isEmpty() {
    return thingsOf.isEmpty();
  }

  /// The keys whose own policies name the principal.
  List<String> naming(String principalArn) {
    return naming.getOrDefault(principalArn, List.of());
  }

  /// Tells of each thing whose key something speaks of.
  void tell(Told told, Sink sink) {
    if (told.telling == null) {
      thingsOf.values().forEach(things -> things.forEach(thing -> sink.tell(thing, null)));
      return;
    }
    told.named.forEach(key -> tell(key, null, sink));
    int number = 0;
    for (ThingPattern pattern : patterns(told.telling)) {
      for (ThingFits.Fit fit : fits.of(pattern)) {
        tell(fit.thing(), fit.fit() == null ? null : "key " + number + fit.fit(), sink);
      }
      number++;
    }
  }

  private static List<ThingPattern> patterns(Telling telling) {
    return Stream.concat(telling.limiting().stream(), telling.allowing().stream()).toList();
  }

  private void tell(String key, @Nullable String fit, Sink sink) {
    thingsOf.getOrDefault(key, List.of()).forEach(thing -> sink.tell(thing, fit));
  }
}
