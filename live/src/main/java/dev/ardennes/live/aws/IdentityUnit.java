package dev.ardennes.live.aws;

import dev.ardennes.live.wire.CallFailure;
import dev.ardennes.live.wire.Operation;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Users, groups, roles and policies of an account, as `aws iam get-account-authorization-details`
/// writes them, with the long-lived credentials that users have.
final class IdentityUnit {
  static final String WHAT = "iam";
  static final String FILE = "iam.json";
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> LISTS =
      List.of("GroupDetailList", "Policies", "RoleDetailList", "UserDetailList");
  private static final Set<String> DOCUMENTS =
      Set.of("AssumeRolePolicyDocument", "PolicyDocument", "Document");

  private final Map<String, SortedMap<String, String>> entries = new LinkedHashMap<>();
  private final List<String> users = new ArrayList<>();
  private final Place place;
  private final Findings findings;

  IdentityUnit(Place place, Findings findings) {
    this.place = place;
    this.findings = findings;
    LISTS.forEach(list -> entries.put(list, new TreeMap<>()));
  }

  int count() {
    return entries.values().stream().mapToInt(Map::size).sum();
  }

  /// Nothing is written where the list breaks off: half of the identities would look like all.
  void collect(Folder folder) throws CallFailure, IOException {
    place.pages(Operation.GET_ACCOUNT_AUTHORIZATION_DETAILS, Map.of(), this::page);
    Map<String, String> members = new LinkedHashMap<>();
    entries.forEach((list, elements) -> members.put(list, Written.list(elements.values())));
    credentials(members);
    summary(members);
    folder.write(
        Written.object(Map.of(place.account(), Written.object(members).strip())),
        place.account(),
        FILE);
  }

  private void page(JsonNode page) throws CallFailure {
    if (LISTS.stream().noneMatch(page::has)) {
      throw CallFailure.malformed(
          Operation.GET_ACCOUNT_AUTHORIZATION_DETAILS, "the answer holds no identities");
    }
    for (String list : LISTS) {
      for (JsonNode element : page.path(list)) {
        String arn = element.path("Arn").asString("");
        if (element.isObject() && !arn.isEmpty()) {
          SortedMap<String, String> known = entries.get(list);
          if (known != null) {
            known.put(arn, Written.lines(decoded(element)));
          }
          String user = element.path("UserName").asString("");
          if (list.equals("UserDetailList") && !user.isEmpty()) {
            users.add(user);
          }
        }
      }
    }
  }

  /// Documents come as text of a URL, and XML does not tell an empty list from an empty text.
  private static JsonNode decoded(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = NODES.arrayNode();
      array.forEach(element -> copy.add(decoded(element)));
      return copy;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode copy = NODES.objectNode();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String key = member.getKey();
      JsonNode value = member.getValue();
      boolean list = key.endsWith("List") || key.equals("Tags") || key.endsWith("Policies");
      if (value.isString() && DOCUMENTS.contains(key)) {
        copy.set(key, document(value.asString()));
      } else if (key.equals("Tags")) {
        copy.set(key, value.isString() ? NODES.arrayNode() : Redacted.tree(value));
      } else {
        copy.set(key, value.isString() && list ? NODES.arrayNode() : decoded(value));
      }
    }
    return copy;
  }

  private static JsonNode document(String text) {
    try {
      String plain =
          text.startsWith("%")
              ? URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8)
              : text;
      JsonNode parsed = JSON.readTree(plain);
      return parsed == null ? NODES.stringNode(text) : parsed;
    } catch (JacksonException | IllegalArgumentException e) {
      return NODES.stringNode(text);
    }
  }

  /// Keys and passwords of all users or of none: a reader takes what is there for all there is.
  private void credentials(Map<String, String> members) {
    ObjectNode keys = NODES.objectNode();
    ArrayNode passwords = NODES.arrayNode();
    users.sort(null);
    for (String user : users) {
      CallFailure failure = credentialsOf(user, keys, passwords);
      if (failure != null) {
        findings.gap(failure);
        if (failure.denied()) {
          return;
        }
      }
    }
    if (findings.gaps().isEmpty()) {
      members.put("AccessKeys", Written.lines(keys));
      members.put("LoginProfiles", Written.lines(passwords));
    }
  }

  private @Nullable CallFailure credentialsOf(String user, ObjectNode keys, ArrayNode passwords) {
    Map<String, String> named = Map.of("UserName", user);
    try {
      List<String> found = new ArrayList<>();
      place.pages(
          Operation.LIST_ACCESS_KEYS,
          named,
          page -> page.path("AccessKeyMetadata").forEach(key -> found.add(key.toString())));
      if (!found.isEmpty()) {
        keys.put(user, found.size());
      }
      place.call(Operation.GET_LOGIN_PROFILE, named);
      passwords.add(user);
      return null;
    } catch (CallFailure failure) {
      return failure.is("NoSuchEntity", "NoSuchEntityException") ? null : failure;
    }
  }

  private void summary(Map<String, String> members) {
    try {
      JsonNode answer = place.call(Operation.GET_ACCOUNT_SUMMARY, Map.of());
      ObjectNode numbers = NODES.objectNode();
      for (JsonNode entry : answer.path("SummaryMap")) {
        numbers.put(entry.path("key").asString(""), entry.path("value").asInt(0));
      }
      members.put("AccountSummary", Written.lines(numbers));
    } catch (CallFailure failure) {
      findings.gap(failure);
    }
  }
}
