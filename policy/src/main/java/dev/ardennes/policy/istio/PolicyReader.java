package dev.ardennes.policy.istio;

import dev.ardennes.model.Problem;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.istio.Policies.Action;
import dev.ardennes.policy.istio.Policies.Authorization;
import dev.ardennes.policy.istio.Policies.Enforced;
import dev.ardennes.policy.istio.Policies.Issuer;
import dev.ardennes.policy.istio.Policies.PeerAuthentication;
import dev.ardennes.policy.istio.Policies.RequestAuthentication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads policies. What cannot be read becomes a problem, and what it would say counts as not
/// known.
final class PolicyReader {
  private static final String HELP = "the policy's effect counts as not known";
  private static final String DRY_RUN = "istio.io/dry-run";

  private final Mesh mesh;
  private final List<Problem> problems = new ArrayList<>();

  PolicyReader(Mesh mesh) {
    this.mesh = mesh;
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  Authorization authorization(int number, IstioModel.RawPolicy raw) {
    List<Rule> rules = raw.rules().stream().map(rule -> rule(raw, rule)).toList();
    try {
      JsonNode node = object(raw.json());
      String action = Json.text(node.path("action"), "action");
      return new Authorization(
          number,
          raw.id(),
          raw.namespace(),
          raw.factId(),
          selection(node),
          action(action),
          Json.text(node.path("provider").path("name"), "provider"),
          enforced(node),
          rules);
    } catch (Json.Unreadable | JacksonException e) {
      String why = problem(raw.id(), e);
      return new Authorization(
          number,
          raw.id(),
          raw.namespace(),
          raw.factId(),
          new Selection(new TreeMap<>(), List.of(), why),
          Action.UNKNOWN,
          "",
          Enforced.UNKNOWN,
          rules);
    }
  }

  private Rule rule(IstioModel.RawPolicy policy, IstioModel.RawRule raw) {
    try {
      return new RuleReader(mesh, policy.namespace()).read(raw.factId(), Json.read(raw.json()));
    } catch (Json.Unreadable | JacksonException e) {
      return Rule.unreadable(raw.factId(), problem(policy.id(), e));
    }
  }

  private static Action action(String text) throws Json.Unreadable {
    if (Unknown.in(text)) {
      return Action.UNKNOWN;
    }
    return switch (text) {
      case "", "ALLOW" -> Action.ALLOW;
      case "DENY" -> Action.DENY;
      case "AUDIT" -> Action.AUDIT;
      case "CUSTOM" -> Action.CUSTOM;
      default -> throw new Json.Unreadable("`" + text + "` is no action");
    };
  }

  private static Enforced enforced(JsonNode node) {
    JsonNode marked = node.path("dryRun");
    if (Json.isAbsent(marked)) {
      marked = node.path("annotations").path(DRY_RUN);
    }
    if (Json.isAbsent(marked)) {
      marked = node.path("metadata").path("annotations").path(DRY_RUN);
    }
    String text = marked.asString("");
    if (Unknown.in(text)) {
      return Enforced.UNKNOWN;
    }
    return List.of("true", "True", "TRUE", "t", "T", "1").contains(text)
        ? Enforced.NO
        : Enforced.YES;
  }

  PeerAuthentication peerAuthentication(IstioModel.RawPolicy raw) {
    try {
      JsonNode node = object(raw.json());
      TreeMap<Integer, MutualTls> ports = new TreeMap<>();
      JsonNode byPort = Json.object(node.path("portLevelMtls"), "portLevelMtls");
      for (Map.Entry<String, JsonNode> port : byPort.properties()) {
        if (!RuleReader.isPort(port.getKey())) {
          throw new Json.Unreadable("`" + port.getKey() + "` is no port");
        }
        ports.put(Integer.parseInt(port.getKey()), mode(port.getValue()));
      }
      return new PeerAuthentication(
          raw.id(),
          raw.namespace(),
          raw.factId(),
          selection(node),
          mode(node.path("mtls")),
          ports,
          true);
    } catch (Json.Unreadable | JacksonException e) {
      Selection unknown = new Selection(new TreeMap<>(), List.of(), problem(raw.id(), e));
      return new PeerAuthentication(
          raw.id(),
          raw.namespace(),
          raw.factId(),
          unknown,
          MutualTls.UNSET,
          new TreeMap<>(),
          false);
    }
  }

  private static MutualTls mode(JsonNode node) throws Json.Unreadable {
    String text = Json.text(Json.object(node, "mtls").path("mode"), "mode");
    return switch (text) {
      case "", "UNSET" -> MutualTls.UNSET;
      case "DISABLE" -> MutualTls.DISABLE;
      case "PERMISSIVE" -> MutualTls.PERMISSIVE;
      case "STRICT" -> MutualTls.STRICT;
      default -> throw new Json.Unreadable("the mode of mutual TLS is `" + text + "`");
    };
  }

  RequestAuthentication requestAuthentication(IstioModel.RawPolicy raw) {
    try {
      JsonNode node = object(raw.json());
      List<Issuer> issuers = new ArrayList<>();
      for (JsonNode rule : Json.items(node.path("jwtRules"), "jwtRules")) {
        issuers.add(
            new Issuer(
                Json.text(Json.object(rule, "jwtRules").path("issuer"), "issuer"),
                Json.texts(rule.path("audiences"), "audiences"),
                rule.path("forwardOriginalToken").asBoolean(false)));
      }
      return new RequestAuthentication(
          raw.id(), raw.namespace(), raw.factId(), selection(node), issuers, true);
    } catch (Json.Unreadable | JacksonException e) {
      Selection unknown = new Selection(new TreeMap<>(), List.of(), problem(raw.id(), e));
      return new RequestAuthentication(
          raw.id(), raw.namespace(), raw.factId(), unknown, List.of(), false);
    }
  }

  private static Selection selection(JsonNode node) throws Json.Unreadable {
    JsonNode selector = node.path("selector");
    TreeMap<String, String> labels = new TreeMap<>();
    if (Json.isUnknown(selector) || Json.isUnknown(selector.path("matchLabels"))) {
      return new Selection(labels, List.of(), "its selector");
    }
    JsonNode wanted = Json.object(selector, "selector").path("matchLabels");
    for (Map.Entry<String, JsonNode> label : Json.object(wanted, "matchLabels").properties()) {
      labels.put(label.getKey(), Json.text(label.getValue(), "matchLabels"));
    }
    if (Json.isUnknown(node.path("targetRefs")) || Json.isUnknown(node.path("targetRef"))) {
      return new Selection(labels, List.of(), "its targets");
    }
    List<JsonNode> references = new ArrayList<>(Json.items(node.path("targetRefs"), "targetRefs"));
    if (!Json.isAbsent(node.path("targetRef"))) {
      references.add(node.path("targetRef"));
    }
    List<Selection.Target> targets = new ArrayList<>();
    for (JsonNode reference : references) {
      Json.object(reference, "targetRefs");
      targets.add(
          new Selection.Target(
              Json.text(reference.path("kind"), "kind"),
              Json.text(reference.path("name"), "name")));
    }
    return new Selection(labels, targets, "");
  }

  private static JsonNode object(String json) throws Json.Unreadable {
    JsonNode node = Json.read(json);
    if (!node.isObject()) {
      throw new Json.Unreadable(Json.isUnknown(node) ? node.asString() : "it is no object");
    }
    return node;
  }

  /// Unknown parts are no mistake of anybody's, so they make no problem.
  private String problem(String id, Exception e) {
    String why =
        e instanceof Json.Unreadable ? String.valueOf(e.getMessage()) : "it is no readable JSON";
    if (!Unknown.in(why)) {
      problems.add(Problem.warning("the policy `" + id + "` cannot be read: " + why, HELP, null));
    }
    return why;
  }
}
