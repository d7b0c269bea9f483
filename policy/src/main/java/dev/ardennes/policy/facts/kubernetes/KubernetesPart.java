package dev.ardennes.policy.facts.kubernetes;

import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.DecisionPart;
import java.util.List;
import java.util.Set;

/// Decides the computed relations about Kubernetes. Not safe for several threads.
public final class KubernetesPart implements DecisionPart {
  private final FactBase facts;

  public KubernetesPart(FactBase facts) {
    this.facts = facts;
  }

  @Override
  public Set<String> relations() {
    return Set.of();
  }

  @Override
  public String engine(String relation) {
    return "policy.kubernetes";
  }

  @Override
  public Decision decide(String relation, List<String> args) {
    throw new IllegalArgumentException("no computed relation: " + relation);
  }

  @Override
  public List<Integer> openColumns(String relation) {
    return List.of();
  }

  @Override
  public List<String> candidates(String relation, int open, List<String> args) {
    return List.of();
  }
}
