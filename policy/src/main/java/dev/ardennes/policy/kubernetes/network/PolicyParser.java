package dev.ardennes.policy.kubernetes.network;

import static dev.ardennes.policy.kubernetes.network.SelectorParser.array;
import static dev.ardennes.policy.kubernetes.network.SelectorParser.object;
import static dev.ardennes.policy.kubernetes.network.SelectorParser.text;
import static dev.ardennes.policy.kubernetes.network.SelectorParser.unknown;

import dev.ardennes.model.Problem;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads policies. One that the API server would refuse is left out whole, for then it is not in
/// the cluster either.
final class PolicyParser {
  private static final String HELP = "check it with `kubectl apply --dry-run=server`";

  private final List<PolicySpec> policies = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /// A policy as it arrives, without its rules.
  record Head(String id, String namespace, String factId, String json) {}

  /// One rule as it arrives.
  record Piece(String factId, Direction direction, String json) {}

  List<PolicySpec> policies() {
    return List.copyOf(policies);
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  void read(Head head, List<Piece> rules) {
    try {
      policies.add(policy(head, rules));
    } catch (BadSpec e) {
      String says = "network policy `" + head.id() + "` is left out: " + e.reason();
      problems.add(Problem.warning(says, HELP, null));
    }
  }

  /// Notes rules that no policy has.
  void stray(String policy) {
    String says = "rules of network policy `" + policy + "` are left out: its selector is missing";
    problems.add(Problem.warning(says, "", null));
  }

  private PolicySpec policy(Head head, List<Piece> pieces) throws BadSpec {
    JsonNode node = json(head.json());
    List<RuleSpec> rules = new ArrayList<>();
    for (Piece piece : pieces) {
      rules.add(RuleParser.parse(piece.factId(), piece.direction(), json(piece.json())));
    }
    if (unknown(node)) {
      return spec(head, Selector.unknown(node.asString()), List.of(node.asString()), rules);
    }
    JsonNode selector = object(node, "the specification").path("podSelector");
    Selector pods = SelectorParser.parse(selector, "`podSelector`");
    return spec(head, pods, types(node.path("policyTypes"), rules), rules);
  }

  private PolicySpec spec(Head head, Selector pods, List<String> types, List<RuleSpec> rules) {
    return new PolicySpec(
        policies.size(),
        head.id(),
        head.namespace(),
        head.factId(),
        pods,
        restricts(head, Direction.INGRESS, types),
        restricts(head, Direction.EGRESS, types),
        rules);
  }

  /// Without types, a policy restricts ingress, and egress if it has a rule for it.
  private static List<String> types(JsonNode node, List<RuleSpec> rules) throws BadSpec {
    if (unknown(node)) {
      return List.of(node.asString());
    }
    List<String> types = new ArrayList<>();
    for (JsonNode item : array(node, "`policyTypes`")) {
      String type = text(item, "an entry of `policyTypes`");
      if (!type.equals("Ingress") && !type.equals("Egress") && !Unknown.in(type)) {
        throw new BadSpec("`" + type + "` is not one of the types `Ingress` and `Egress`");
      }
      types.add(type);
    }
    if (types.isEmpty()) {
      types.add(Direction.INGRESS.type());
      boolean egress = rules.stream().anyMatch(rule -> rule.direction() == Direction.EGRESS);
      types.addAll(egress ? List.of(Direction.EGRESS.type()) : List.of());
    }
    return types;
  }

  private static Condition restricts(Head head, Direction direction, List<String> types) {
    Set<String> all = new HashSet<>(types);
    boolean unclear = types.stream().anyMatch(Unknown::in);
    if (all.contains(direction.type()) || !unclear) {
      return Condition.of(all.contains(direction.type()));
    }
    String end = " " + direction.word() + " of the pods that it selects";
    String name = "network policy `" + head.id() + "`";
    Variable variable =
        Variable.unseen(name + " restricts" + end, name + " does not restrict" + end);
    return Condition.claim(variable).about(head.factId());
  }

  private static JsonNode json(String json) throws BadSpec {
    try {
      JsonNode node = Json.read(json);
      if (node.isMissingNode()) {
        throw new BadSpec("a part of it is empty or too long");
      }
      return node;
    } catch (JacksonException e) {
      throw new BadSpec("a part of it is no JSON, or nested too deep");
    }
  }
}
