package dev.ardennes.policy.facts;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What stands in policy documents as a whole: whether they deny anything, whether they allow
/// everything.
final class Denials {
  private static final JsonMapper JSON = new JsonMapper();

  private final FactBase facts;
  private final Map<String, List<String>> denyingStatements = new HashMap<>();

  Denials(FactBase facts) {
    this.facts = facts;
  }

  /// Whether an identity policy denies anything.
  boolean denyAnything() {
    return facts.relation("attached").stream()
        .map(attached -> attached.args().get(1))
        .distinct()
        .anyMatch(document -> !denyingStatements.computeIfAbsent(document, this::denies).isEmpty());
  }

  /// The document that alone of the principal's identity policies denies anything; empty where none
  /// or several do.
  List<String> denying(String principal) {
    List<String> documents = List.copyOf(reasons(principal).keySet());
    return documents.size() == 1 ? documents : List.of();
  }

  Decision onlyDeniedBy(String principal, String document) {
    List<String> why = reasons(principal).get(document);
    return why != null && denying(principal).equals(List.of(document))
        ? Conjunction.because(why)
        : Conjunction.no("it is not the only policy that denies");
  }

  /// The denying documents of the principal, each with the facts that make it one.
  private Map<String, List<String>> reasons(String principal) {
    Map<String, List<String>> reasons = new TreeMap<>();
    collect(principal, List.of(), reasons);
    for (Fact member : facts.relation("member", principal)) {
      collect(member.args().get(1), List.of(member.id()), reasons);
    }
    return reasons;
  }

  private void collect(String holder, List<String> through, Map<String, List<String>> reasons) {
    for (Fact attached : facts.relation("attached", holder)) {
      String document = attached.args().get(1);
      List<String> denies = denyingStatements.computeIfAbsent(document, this::denies);
      if (!denies.isEmpty()) {
        List<String> why = new ArrayList<>(through);
        why.add(attached.id());
        why.addAll(denies);
        reasons.putIfAbsent(document, why);
      }
    }
  }

  private List<String> denies(String document) {
    return facts.relation("policy_statement", document).stream()
        .filter(fact -> statement(fact).path("Effect").asString("").equals("Deny"))
        .map(Fact::id)
        .toList();
  }

  Decision allowsEverything(String document) {
    for (Fact fact : facts.relation("policy_statement", document)) {
      JsonNode statement = statement(fact);
      if (statement.path("Effect").asString("").equals("Allow")
          && names(statement.path("Action"), "*")
          && names(statement.path("Resource"), "*")
          && !statement.has("Condition")) {
        return Conjunction.because(List.of(fact.id()));
      }
    }
    return Conjunction.no("it does not allow everything");
  }

  private static boolean names(JsonNode list, String text) {
    for (JsonNode element : list) {
      if (element.asString("").equals(text)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode statement(Fact fact) {
    try {
      return JSON.readTree(fact.args().get(2));
    } catch (JacksonException e) {
      return JSON.createObjectNode(); // what cannot be read is a problem of whoever stated it
    }
  }
}
