package dev.ardennes.live.aws;

import dev.ardennes.live.wire.CallFailure;
import dev.ardennes.live.wire.Operation;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Whom an organization lets act in all its accounts: services, members that administer these, and
/// whoever its own policy names.
final class OrganizationTrust {
  private static final int MOST = 50_000;

  private final Place place;
  private final Findings findings;
  private final SortedMap<String, ObjectNode> administrators = new TreeMap<>();
  private @Nullable SortedMap<String, ObjectNode> services;
  private @Nullable JsonNode policy;

  OrganizationTrust(Place place, Findings findings) {
    this.place = place;
    this.findings = findings;
  }

  void read() {
    try {
      services = taken(Operation.LIST_AWS_SERVICE_ACCESS_FOR_ORGANIZATION, Map.of());
    } catch (CallFailure failure) {
      findings.gap(failure);
    }
    try {
      administrators();
    } catch (CallFailure failure) {
      findings.gap(failure);
    }
    try {
      policy = place.call(Operation.DESCRIBE_RESOURCE_POLICY, Map.of()).path("ResourcePolicy");
    } catch (CallFailure failure) {
      if (!failure.is("ResourcePolicyNotFoundException")) {
        findings.gap(failure);
      }
    }
  }

  private void administrators() throws CallFailure {
    SortedMap<String, ObjectNode> found = taken(Operation.LIST_DELEGATED_ADMINISTRATORS, Map.of());
    for (Map.Entry<String, ObjectNode> administrator : found.entrySet()) {
      ArrayNode delegated = JsonNodeFactory.instance.arrayNode();
      taken(
              Operation.LIST_DELEGATED_SERVICES_FOR_ACCOUNT,
              Map.of("AccountId", administrator.getKey()))
          .values()
          .forEach(delegated::add);
      administrator.getValue().set("DelegatedServices", delegated);
      administrators.put(administrator.getKey(), administrator.getValue());
    }
  }

  /// The elements of the answer's only list, by what names them.
  private SortedMap<String, ObjectNode> taken(Operation operation, Map<String, String> parameters)
      throws CallFailure {
    SortedMap<String, ObjectNode> found = new TreeMap<>();
    place.pages(
        operation,
        parameters,
        page -> {
          for (String list :
              List.of("EnabledServicePrincipals", "DelegatedAdministrators", "DelegatedServices")) {
            take(page.path(list), found);
          }
        });
    if (found.size() > MOST) {
      throw CallFailure.malformed(operation, "more than " + MOST + " elements");
    }
    return found;
  }

  private static void take(JsonNode list, Map<String, ObjectNode> into) {
    for (JsonNode element : list) {
      String name = element.path("Id").asString(element.path("ServicePrincipal").asString(""));
      if (element instanceof ObjectNode object && !name.isEmpty()) {
        object.remove("Email");
        into.putIfAbsent(name, object);
      }
    }
  }

  void write(Map<String, String> members) {
    if (services != null) {
      members.put("EnabledServicePrincipals", list(services));
    }
    members.put("DelegatedAdministrators", list(administrators));
    if (policy instanceof ObjectNode object) {
      members.put("ResourcePolicy", Written.lines(object));
    }
  }

  private static String list(SortedMap<String, ObjectNode> elements) {
    return Written.list(elements.values().stream().map(Written::lines).toList());
  }
}
