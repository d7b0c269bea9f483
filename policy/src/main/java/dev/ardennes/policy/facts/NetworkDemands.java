package dev.ardennes.policy.facts;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Which policies ask from which network or through which endpoint a request comes.
final class NetworkDemands {
  private static final Set<String> LINKS =
      Set.of(
          "attached", "boundary", "limited_by", "resource_policy", "session_policy", "trust_policy");

  private final FactBase facts;

  /// By document, the statements of it that ask.
  private final Map<String, List<String>> asking = new HashMap<>();

  NetworkDemands(FactBase facts) {
    this.facts = facts;
    for (Fact statement : facts.relation("policy_statement")) {
      String text = statement.args().get(2).toLowerCase(Locale.ROOT);
      if (text.contains("\"aws:sourcevpc") || text.contains("\"aws:vpce")) {
        asking
            .computeIfAbsent(statement.args().getFirst(), key -> new ArrayList<>())
            .add(statement.id());
      }
    }
  }

  boolean none() {
    return asking.isEmpty();
  }

  /// The statements that ask and hold for the principal or the resource, with what attaches them;
  /// empty where none does.
  List<String> about(String principal, String resource) {
    Set<String> holders = new TreeSet<>(List.of(principal, resource));
    holders.add(Objects.requireNonNullElse(facts.second("session_of", principal), principal));
    facts.relation("member", principal).forEach(member -> holders.add(member.args().get(1)));
    for (String thing : List.of(principal, resource)) {
      facts.relation("in_account", thing).forEach(in -> holders.add(in.args().get(1)));
    }
    Set<String> found = new TreeSet<>();
    for (String holder : holders) {
      for (String link : LINKS) {
        for (Fact fact : facts.relation(link, holder)) {
          List<String> statements = asking.getOrDefault(fact.args().get(1), List.of());
          if (!statements.isEmpty()) {
            found.add(fact.id());
            found.addAll(statements);
          }
        }
      }
    }
    return List.copyOf(found);
  }
}
