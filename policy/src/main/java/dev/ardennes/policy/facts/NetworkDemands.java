package dev.ardennes.policy.facts;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Which policies ask from which network or through which endpoint a request comes.
final class NetworkDemands {
  private static final Set<String> LINKS =
      Set.of(
          "attached",
          "boundary",
          "limited_by",
          "resource_policy",
          "session_policy",
          "trust_policy");

  /// Questions that go with another one, which has to be another matter in the network.
  private static final Set<String> ASKED_ALONG =
      Set.of("may_decrypt", "may_with_grant", "not_absorbed");

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

  /// Decides a question about a principal in a network: only what policies ask about the network is
  /// another matter there than anywhere else.
  Decision inside(String relation, List<String> args, Supplier<Decision> decision) {
    boolean located = !facts.relation("located_in", args.getFirst()).isEmpty();
    if (!located || ASKED_ALONG.stream().anyMatch(relation::startsWith)) {
      return decision.get();
    }
    List<String> asking = about(args);
    return asking.isEmpty()
        ? Conjunction.no("no policy asks for what requests out of the network show")
        : Conjunction.and(decision.get(), Conjunction.because(asking));
  }

  /// The statements that ask and hold for any of them, with what attaches them, and what says of
  /// access points which network they answer.
  private List<String> about(List<String> things) {
    Set<String> holders = new TreeSet<>(things);
    Set<String> found = new TreeSet<>();
    for (String thing : things) {
      facts.relation("answers_only", thing).forEach(answers -> found.add(answers.id()));
      facts.relation("in_account", thing).forEach(in -> holders.add(in.args().get(1)));
      for (Fact session : facts.relation("session_of", thing)) {
        String principal = session.args().get(1);
        holders.add(principal);
        facts.relation("member", principal).forEach(member -> holders.add(member.args().get(1)));
      }
    }
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
