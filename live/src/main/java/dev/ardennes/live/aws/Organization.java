package dev.ardennes.live.aws;

import dev.ardennes.live.wire.CallFailure;
import dev.ardennes.live.wire.Operation;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The tree of an organization and the policies that limit its accounts, in the shapes in which AWS
/// answers.
final class Organization {
  static final String WHAT = "organization";
  static final String FILE = "organization.json";
  private static final int MOST_PLACES = 50_000;
  private static final List<String> KINDS =
      List.of("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  /// @param name as the organization calls it
  record Member(String id, String name, boolean active) {}

  private final Place place;
  private final Findings findings;
  private final ObjectNode described = JsonNodeFactory.instance.objectNode();
  private final SortedMap<String, ObjectNode> roots = new TreeMap<>();
  private final SortedMap<String, ObjectNode> units = new TreeMap<>();
  private final SortedMap<String, ObjectNode> accounts = new TreeMap<>();
  private final SortedMap<String, ObjectNode> attachments = new TreeMap<>();
  private final SortedMap<String, ObjectNode> policies = new TreeMap<>();
  private final OrganizationTrust trust;

  Organization(Place place, Findings findings) {
    this.place = place;
    this.findings = findings;
    this.trust = new OrganizationTrust(place, findings);
  }

  /// The organization's id; empty before it is read or where there is none.
  String id() {
    return described.path("Id").asString("");
  }

  List<Member> members() {
    List<Member> members = new ArrayList<>();
    if (roots.isEmpty()) {
      return members;
    }
    accounts.forEach(
        (id, account) ->
            members.add(
                new Member(
                    id,
                    account.path("Name").asString(""),
                    account.path("Status").asString("").equals("ACTIVE"))));
    return members;
  }

  int count() {
    return roots.isEmpty() ? 0 : roots.size() + units.size() + accounts.size() + policies.size();
  }

  /// @throws CallFailure where not even its name is known
  void read() throws CallFailure {
    JsonNode answer = place.call(Operation.DESCRIBE_ORGANIZATION, Map.of());
    answer.path("Organization").properties().forEach(m -> described.set(m.getKey(), m.getValue()));
    try {
      tree();
    } catch (CallFailure failure) {
      findings.gap(failure);
      return;
    }
    for (String kind : KINDS) {
      try {
        attached(kind);
      } catch (CallFailure failure) {
        // Half of the attachments would look like all of them.
        attachments.keySet().removeIf(key -> key.startsWith(kind + " "));
        findings.gap(failure);
      }
    }
    trust.read();
  }

  private void tree() throws CallFailure {
    Deque<String> open = new ArrayDeque<>();
    place.pages(Operation.LIST_ROOTS, Map.of(), page -> take(page.path("Roots"), roots, "", open));
    while (!open.isEmpty()) {
      String parent = open.removeFirst();
      Map<String, String> below = Map.of("ParentId", parent);
      place.pages(
          Operation.LIST_ORGANIZATIONAL_UNITS_FOR_PARENT,
          below,
          page -> take(page.path("OrganizationalUnits"), units, parent, open));
      place.pages(
          Operation.LIST_ACCOUNTS_FOR_PARENT,
          below,
          page -> take(page.path("Accounts"), accounts, parent, new ArrayDeque<>()));
    }
    accounts.keySet().removeIf(id -> !ACCOUNT.matcher(id).matches());
  }

  private static void take(
      JsonNode list, Map<String, ObjectNode> into, String parent, Deque<String> open)
      throws CallFailure {
    for (JsonNode element : list) {
      String id = element.path("Id").asString("");
      if (element instanceof ObjectNode object && !id.isEmpty() && !into.containsKey(id)) {
        if (!parent.isEmpty()) {
          object.put("ParentId", parent);
        }
        object.remove("Email");
        into.put(id, object);
        open.addLast(id);
      }
    }
    if (into.size() > MOST_PLACES) {
      throw CallFailure.malformed(
          Operation.LIST_ACCOUNTS_FOR_PARENT, "more than " + MOST_PLACES + " units or accounts");
    }
  }

  private void attached(String kind) throws CallFailure {
    TreeSet<String> targets = new TreeSet<>(roots.keySet());
    targets.addAll(units.keySet());
    targets.addAll(accounts.keySet());
    for (String target : targets) {
      TreeSet<String> found = new TreeSet<>();
      try {
        place.pages(
            Operation.LIST_POLICIES_FOR_TARGET,
            Map.of("TargetId", target, "Filter", kind),
            page ->
                page.path("Policies").forEach(policy -> found.add(policy.path("Id").asString(""))));
      } catch (CallFailure failure) {
        if (failure.is("PolicyTypeNotEnabledException")) {
          return;
        }
        throw failure;
      }
      for (String policy : found) {
        ObjectNode attachment = JsonNodeFactory.instance.objectNode();
        attachment.put("PolicyId", policy).put("TargetId", target).put("Type", kind);
        attachments.put(kind + " " + target + " " + policy, attachment);
        document(policy);
      }
    }
  }

  private void document(String policy) throws CallFailure {
    if (policies.containsKey(policy)) {
      return;
    }
    JsonNode answer = place.call(Operation.DESCRIBE_POLICY, Map.of("PolicyId", policy));
    if (answer.path("Policy") instanceof ObjectNode object) {
      policies.put(policy, object);
    }
  }

  void write(Folder folder) throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("Organization", Written.lines(described));
    members.put("Roots", list(roots));
    members.put("OrganizationalUnits", list(units));
    if (accounts.isEmpty()) {
      // That this account is a member is known all the same.
      accounts.put(
          place.account(), JsonNodeFactory.instance.objectNode().put("Id", place.account()));
    }
    members.put("Accounts", list(accounts));
    members.put("Policies", list(policies));
    members.put("PolicyAttachments", list(attachments));
    trust.write(members);
    folder.write(Written.object(members), FILE);
  }

  private static String list(SortedMap<String, ObjectNode> elements) {
    return Written.list(elements.values().stream().map(Written::lines).toList());
  }
}
