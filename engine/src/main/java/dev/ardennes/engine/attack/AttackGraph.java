package dev.ardennes.engine.attack;

import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything the attacker can come to have from any entry point, and every step by which: one
/// ground graph over all entries. An entry is a world of its own, and so are several that one
/// attacker holds at once; which world holds is decided by whoever walks the graph.
///
/// Immutable. Gains and steps are numbered in an order that does not change between runs.
public final class AttackGraph {
  private final FactBase facts;
  private final List<Gain> gains;
  private final List<Step> steps;
  private final Map<EntryPoint, Gain> entries;
  private final List<List<EntryPoint>> worlds;
  private final Gain outsider;
  private final Map<String, Gain> gainsByFact = new HashMap<>();
  private final List<List<Step>> stepsByGain = new ArrayList<>();

  /// @param entries what each entry point gives the attacker at the start
  /// @param worlds what one attacker holds at the start, each of it in `entries`
  /// @param outsider what every attacker has: to be anyone on the internet
  public AttackGraph(
      FactBase facts,
      List<Gain> gains,
      List<Step> steps,
      Map<EntryPoint, Gain> entries,
      List<List<EntryPoint>> worlds,
      Gain outsider) {
    this.facts = facts;
    this.gains = List.copyOf(gains);
    this.steps = List.copyOf(steps);
    this.entries = new LinkedHashMap<>(entries);
    this.worlds = worlds.stream().map(List::copyOf).toList();
    this.outsider = outsider;
    for (Gain gain : gains) {
      gainsByFact.put(gain.factId(), gain);
      stepsByGain.add(new ArrayList<>());
    }
    steps.forEach(step -> stepsByGain.get(step.gain().number()).add(step));
  }

  public FactBase facts() {
    return facts;
  }

  public List<Gain> gains() {
    return gains;
  }

  public List<Step> steps() {
    return steps;
  }

  /// What each entry point gives, whether it is a world of its own or only held with others.
  public Map<EntryPoint, Gain> entries() {
    return Collections.unmodifiableMap(entries);
  }

  /// What one attacker holds at the start, each a world: entries by themselves, then those held
  /// together.
  public List<List<EntryPoint>> worlds() {
    return worlds;
  }

  /// What the attacker has in every world, whatever the entry: whoever holds a credential can send
  /// requests from the internet too.
  public Gain outsider() {
    return outsider;
  }

  /// The gain with this content; null where the attacker cannot come to have it from any entry.
  public @Nullable Gain gain(String relation, String... args) {
    return gainsByFact.get(Fact.idOf(relation, List.of(args)));
  }

  /// All steps that supply the gain.
  public List<Step> stepsTo(Gain gain) {
    return Collections.unmodifiableList(stepsByGain.get(gain.number()));
  }
}
