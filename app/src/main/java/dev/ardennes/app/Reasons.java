package dev.ardennes.app;

import dev.ardennes.analysis.Sentences;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collected facts in words with their places, as reasons of a decision.
final class Reasons {
  /// What every thing has, and no reason that anybody would look for.
  private static final Set<String> ORDINARY =
      Set.of("kind", "arn", "in_account", "tag", "same_symbol", "network_source", "covered");

  private final FactBase facts;
  private final Sentences sentences;

  Reasons(FactBase facts) {
    this.facts = facts;
    this.sentences = new Sentences(facts);
  }

  /// One line for each fact that says something: statements first, then what ties them.
  List<String> lines(Collection<String> factIds) {
    Set<String> statements = new LinkedHashSet<>();
    Set<String> ties = new LinkedHashSet<>();
    for (String id : factIds) {
      Fact fact = facts.fact(id);
      if (fact != null && !ORDINARY.contains(fact.relation())) {
        String line = "%s%s%n".formatted(sentences.of(fact), place(fact));
        (fact.relation().equals("policy_statement") ? statements : ties).add(line);
      }
    }
    List<String> lines = new ArrayList<>(statements);
    lines.addAll(ties);
    return lines;
  }

  /// A statement with its place; empty where the fact is not known.
  String statement(String factId) {
    Fact fact = facts.fact(factId);
    return fact == null ? "" : sentences.of(fact) + place(fact);
  }

  private static String place(Fact fact) {
    return fact.evidence().isEmpty() ? "" : "  " + fact.evidence().getFirst().place();
  }
}
