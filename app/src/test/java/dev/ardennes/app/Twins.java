package dev.ardennes.app;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes one permission of one principal out of an estate, as the outside twins describe.
final class Twins {
  private static final JsonMapper JSON = new JsonMapper();

  private Twins() {}

  /// The estate without the permission: the action is taken out of every allow statement that names
  /// it.
  static Estate without(Estate estate, String principal, String permission) {
    Set<String> removed = new HashSet<>();
    List<Fact> changed = new ArrayList<>();
    for (String holder : holders(estate.facts(), principal)) {
      for (Fact attached : estate.facts().relation("attached", holder)) {
        String document = attached.args().get(1);
        for (Fact statement : estate.facts().relation("policy_statement", document)) {
          take(statement, permission, removed, changed);
        }
      }
    }
    return estate.with(estate.facts().changed(f -> removed.contains(f.id()), changed));
  }

  private static Set<String> holders(FactBase facts, String principal) {
    Set<String> holders = new HashSet<>();
    for (Entity entity : facts.entities()) {
      if (entity.kind().startsWith("aws.iam.") && entity.name().equals(principal)) {
        holders.add(entity.id());
        facts.relation("member", entity.id()).forEach(member -> holders.add(member.args().get(1)));
      }
    }
    return holders;
  }

  private static void take(Fact fact, String permission, Set<String> removed, List<Fact> changed) {
    JsonNode statement = JSON.readTree(fact.args().get(2));
    if (!statement.isObject() || !statement.path("Effect").asString("").equals("Allow")) {
      return;
    }
    ArrayNode kept = JSON.createArrayNode();
    for (JsonNode action : statement.path("Action")) {
      if (!action.asString().equalsIgnoreCase(permission)) {
        kept.add(action);
      }
    }
    if (kept.size() == statement.path("Action").size()) {
      return;
    }
    removed.add(fact.id());
    if (!kept.isEmpty()) {
      ObjectNode narrowed = ((ObjectNode) statement).deepCopy();
      narrowed.set("Action", kept);
      List<String> args =
          List.of(fact.args().get(0), fact.args().get(1), JSON.writeValueAsString(narrowed));
      changed.add(new Fact(fact.relation(), args, fact.standing(), fact.evidence()));
    }
  }
}
