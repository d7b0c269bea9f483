package dev.ardennes.estate;

import dev.ardennes.model.Entity;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Standing;
import dev.ardennes.model.Unseen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What credentials are worth inside a network, where policies ask for that: for each principal and
/// each such network a session that stands for the principal there. Whoever has the principal and
/// runs code in the network has it.
///
/// A policy asks for a network by its id or by that of an endpoint of it; of networks that no
/// source shows with an endpoint it stays open whether requests come from there.
public final class Locations {
  private static final Set<String> PRINCIPALS =
      Set.of("aws.iam.user", "aws.iam.role", "external.internet");

  /// Accounts and regions before it may be unknown, with any text for it.
  private static final Pattern ID = Pattern.compile(".*:vpc(?:-endpoint)?/(.+)");

  /// Beyond it nobody is in any network, and what policies ask for stays a condition.
  private static final int MOST = 5_000;

  private final FactBase facts;
  private final List<Entity> entities = new ArrayList<>();
  private final List<Fact> stated = new ArrayList<>();

  private Locations(FactBase facts) {
    this.facts = facts;
  }

  /// The facts with those sessions.
  public static FactBase in(FactBase facts) {
    if (facts.relation("vpc_endpoint").isEmpty()) {
      return facts;
    }
    Locations locations = new Locations(facts);
    Map<String, Fact> asked = locations.asked();
    List<Entity> principals = locations.principals();
    if (asked.isEmpty() || (long) asked.size() * principals.size() > MOST) {
      return facts;
    }
    asked.forEach(
        (network, statement) ->
            locations
                .choices(network)
                .forEach(
                    endpoint ->
                        principals.forEach(
                            principal ->
                                locations.locate(principal, network, endpoint, statement))));
    return facts.withEntities(locations.entities).changed(f -> false, locations.stated);
  }

  /// The networks that an access point or a statement asks for, each with the first that does.
  private Map<String, Fact> asked() {
    Map<String, Set<String>> ids = new LinkedHashMap<>();
    for (Fact endpoint : facts.relation("vpc_endpoint")) {
      Set<String> known = ids.computeIfAbsent(endpoint.args().get(1), key -> new TreeSet<>());
      known.add(id(endpoint.args().get(1)));
      known.add(id(endpoint.args().getFirst()));
      known.remove("");
    }
    Map<String, Fact> asked = new TreeMap<>();
    for (Fact answers : facts.relation("answers_only")) {
      if (ids.containsKey(answers.args().get(1))) {
        asked.putIfAbsent(answers.args().get(1), answers);
      }
    }
    for (Fact statement : facts.relation("policy_statement")) {
      String text = statement.args().get(2);
      if (text.toLowerCase(Locale.ROOT).contains("\"aws:sourcevpc")) {
        ids.forEach(
            (network, known) -> {
              if (known.stream().anyMatch(id -> text.contains("\"" + id + "\""))) {
                asked.putIfAbsent(network, statement);
              }
            });
      }
    }
    return asked;
  }

  private String id(String network) {
    String arn = facts.second("arn", network);
    Matcher id = ID.matcher(arn == null ? "" : arn);
    return id.matches() ? id.group(1) : "";
  }

  private List<Entity> principals() {
    return facts.entities().stream()
        .filter(entity -> PRINCIPALS.contains(entity.kind()) && !Unseen.is(entity.id()))
        .toList();
  }

  /// Of several endpoints to one service whoever sends a request chooses one, by its name or by its
  /// absence; empty for what is the same whichever it is.
  private Set<String> choices(String network) {
    Map<String, Set<String>> byService = new TreeMap<>();
    for (Fact endpoint : facts.relation("vpc_endpoint")) {
      if (endpoint.args().get(1).equals(network)) {
        byService
            .computeIfAbsent(endpoint.args().get(2), key -> new TreeSet<>())
            .add(endpoint.args().getFirst());
      }
    }
    Set<String> choices = new TreeSet<>();
    byService.values().stream().filter(some -> some.size() > 1).forEach(choices::addAll);
    return choices.isEmpty() ? Set.of("") : choices;
  }

  private void locate(Entity principal, String network, String endpoint, Fact statement) {
    Entity vpc = facts.entity(network);
    String through = endpoint.isEmpty() ? "" : "/through/" + endpoint;
    String id = principal.id() + "/in/" + network + through;
    String where =
        (vpc == null ? network : vpc.name()) + (endpoint.isEmpty() ? "" : " through " + endpoint);
    String name = principal.id().equals(EntryPoint.INTERNET) ? "anybody" : principal.name();
    entities.add(new Entity(id, "aws.iam.session", name + " in " + where, List.of()));
    List<Evidence> evidence = statement.evidence();
    state(evidence, "kind", id, "aws.iam.session");
    state(evidence, "session_of", id, principal.id());
    state(evidence, "located_in", id, network);
    if (!endpoint.isEmpty()) {
      state(evidence, "passes", id, endpoint);
    }
    String account = facts.second("in_account", principal.id());
    if (account != null) {
      state(evidence, "in_account", id, account);
    }
  }

  private void state(List<Evidence> evidence, String relation, String... args) {
    stated.add(new Fact(relation, List.of(args), Standing.CONFIGURED, evidence));
  }
}
