package dev.ardennes.analysis;

import dev.ardennes.engine.attack.Gain;
import dev.ardennes.model.CrownJewel;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What counts as the fall of a crown jewel: which gains about it, by the kind of impact.
public final class Impacts {
  /// The kind of impact of a target named by a user who did not say which: any.
  public static final String ANY = "any";

  private static final Map<String, Set<String>> GAINS =
      Map.of(
          "data read", Set.of("reads", "owns"),
          "data changed", Set.of("writes", "owns"),
          "data destroyed", Set.of("destroys", "owns"),
          "availability lost", Set.of("destroys", "runs_code_on", "owns"),
          "business logic altered", Set.of("writes", "runs_code_on", "owns"),
          "control of an account", Set.of("controls_account"),
          "control of an identity", Set.of("controls"),
          "control of a workload", Set.of("runs_code_on", "owns"),
          "control of a cluster", Set.of("controls_cluster"));
  private static final Set<String> EVERY =
      Set.of(
          "controls",
          "controls_account",
          "controls_cluster",
          "controls_namespace",
          "reads",
          "owns",
          "invokes",
          "runs_code_on",
          "blinds");

  private Impacts() {}

  /// The relations any gain of which means that the target has fallen, in order.
  public static List<String> gains(CrownJewel target) {
    return GAINS.getOrDefault(target.impactKind(), EVERY).stream().sorted().toList();
  }

  /// Whether the target has fallen once the attacker has the gain.
  static boolean falls(CrownJewel target, Gain gain) {
    return GAINS.getOrDefault(target.impactKind(), EVERY).contains(gain.relation());
  }

  /// Whether this is a kind of impact.
  public static boolean isKind(String impactKind) {
    return impactKind.equals(ANY) || GAINS.containsKey(impactKind);
  }
}
