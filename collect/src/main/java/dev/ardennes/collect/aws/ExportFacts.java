package dev.ardennes.collect.aws;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.json.Json;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the elements of an account export say. Names that only another page explains are kept until
/// [#finish].
final class ExportFacts {
  private static final Set<String> EACH =
      Set.of(
          "UserDetailList",
          "GroupDetailList",
          "RoleDetailList",
          "Policies",
          "ResourcePolicies",
          "CredentialReport");
  private static final Set<String> NO_PRINCIPALS = Set.of("ResourcePolicies", "CredentialReport");
  private static final Set<String> WHOLE = Set.of("AccessKeys", "LoginProfiles", "IsTruncated");

  private record Membership(String user, String account, String group, Evidence at) {}

  private record Named(String account, String name, int count, Evidence at) {}

  private final CollectedBuilder out;
  private final PolicyFacts policies;
  private final Outsiders outsiders;
  private final Map<String, String> groupsByName = new TreeMap<>();
  private final Map<String, String> usersByName = new TreeMap<>();
  private final List<Membership> memberships = new ArrayList<>();
  private final List<Named> keys = new ArrayList<>();
  private final List<Named> passwords = new ArrayList<>();
  private final Set<String> accountsWithKeys = new LinkedHashSet<>();
  private final Set<String> accounts = new LinkedHashSet<>();
  private final Map<String, Evidence> accountsWithRoles = new LinkedHashMap<>();
  private final Map<String, Evidence> accountsWithPolicies = new LinkedHashMap<>();
  private final Map<String, Evidence> users = new LinkedHashMap<>();
  private @Nullable Evidence truncated;
  private boolean complete;

  ExportFacts(CollectedBuilder out) {
    this.out = out;
    this.policies = new PolicyFacts(out);
    this.outsiders = new Outsiders(out);
  }

  boolean readsEach(String key) {
    return EACH.contains(key);
  }

  boolean readsWhole(String key) {
    return WHOLE.contains(key);
  }

  /// A list begins; an account without any principal is an account all the same.
  void begins(String key, @Nullable String account) {
    if (account != null && EACH.contains(key) && !NO_PRINCIPALS.contains(key)) {
      accounts.add(account);
    }
  }

  void element(String key, Json element, @Nullable String account) {
    switch (key) {
      case "UserDetailList" -> user(element);
      case "GroupDetailList" -> group(element);
      case "RoleDetailList" -> role(element);
      case "Policies" -> policy(element);
      case "ResourcePolicies" -> resourcePolicy(element, account);
      case "CredentialReport" -> ReportedCredentials.state(out, element, at(element.place()));
      default -> throw new IllegalArgumentException(key);
    }
  }

  void whole(String key, Json value, @Nullable String account) {
    switch (key) {
      case "AccessKeys" -> accessKeys(value, account);
      case "LoginProfiles" -> loginProfiles(value, account);
      case "IsTruncated" -> truncation(value);
      default -> throw new IllegalArgumentException(key);
    }
  }

  void endOfPages(String file, int document) {
    if (truncated == null) {
      complete = true;
    }
  }

  private void truncation(Json value) {
    if (value instanceof Json.Bool bool && bool.value()) {
      truncated = at(value.place());
    } else {
      complete = true;
    }
  }

  private Evidence at(Json.Place place) {
    return new Evidence(out.source(), place.file(), place.line(), place.column(), place.pointer());
  }

  /// The entity of a principal or policy; null where the element has no ARN.
  private @Nullable String declared(Json element, String kind, String nameKey) {
    String arn = element.textAt("Arn");
    Arn parts = arn == null ? null : Arn.parse(arn);
    if (arn == null || parts == null || !hasOwner(parts)) {
      out.problem(
          Problem.warning(
              "an entry without a complete `Arn` is left out",
              "export the account again",
              at(element.place())));
      return null;
    }
    String name = element.textAt(nameKey);
    out.entity(arn, kind, name == null ? parts.name() : name, List.of());
    Evidence at = at(element.place());
    out.fact(at, "kind", arn, kind);
    out.fact(at, "arn", arn, arn);
    if (parts.accountKnown()) {
      out.fact(at, "in_account", arn, outsiders.account(parts.account(), at, true));
      accounts.add(parts.account());
      if (kind.equals("aws.iam.role")) {
        accountsWithRoles.putIfAbsent(parts.account(), at);
      }
    }
    tags(element, arn);
    return arn;
  }

  private static boolean hasOwner(Arn arn) {
    return arn.accountKnown() || arn.account().equals("aws");
  }

  private void tags(Json element, String id) {
    for (Json tag : element.listAt("Tags")) {
      String key = tag.textAt("Key");
      String value = tag.textAt("Value");
      if (key != null && value != null) {
        out.fact(at(tag.place()), "tag", id, key, value);
      }
    }
  }

  private void user(Json element) {
    String user = declared(element, "aws.iam.user", "UserName");
    if (user == null) {
      return;
    }
    String account = accountOf(user);
    usersByName.put(account + "/" + nameOf(user), user);
    users.put(user, at(element.place()));
    for (Json group : element.listAt("GroupList")) {
      if (group instanceof Json.Text text) {
        memberships.add(new Membership(user, account, text.value(), at(text.place())));
      }
    }
    policiesOf(user, element, "UserPolicyList");
    boundary(user, element);
  }

  private void group(Json element) {
    String group = declared(element, "aws.iam.group", "GroupName");
    if (group != null) {
      groupsByName.put(accountOf(group) + "/" + nameOf(group), group);
      policiesOf(group, element, "GroupPolicyList");
    }
  }

  private void role(Json element) {
    String role = declared(element, "aws.iam.role", "RoleName");
    if (role == null) {
      return;
    }
    if (Safeguards.isReserved(role)) {
      out.fact(at(element.place()), Safeguards.RESERVED, role);
    }
    policiesOf(role, element, "RolePolicyList");
    boundary(role, element);
    Json trust = element.at("AssumeRolePolicyDocument");
    if (trust != null) {
      String document =
          document(role + "/trust", "aws.iam.trust-policy", nameOf(role), trust, role);
      out.fact(at(trust.place()), "trust_policy", role, document);
    }
    for (Json profile : element.listAt("InstanceProfileList")) {
      String id = declared(profile, "aws.iam.instance-profile", "InstanceProfileName");
      if (id != null) {
        out.fact(at(profile.place()), "instance_profile", id, role);
      }
    }
  }

  private void policiesOf(String holder, Json element, String inlineKey) {
    for (Json attachment : element.listAt("AttachedManagedPolicies")) {
      String arn = attachment.textAt("PolicyArn");
      if (arn != null) {
        policies.refersTo(arn, arn, at(attachment.place()));
        out.fact(at(attachment.place()), "attached", holder, arn);
      }
    }
    for (Json inline : element.listAt(inlineKey)) {
      String name = inline.textAt("PolicyName");
      Json policy = inline.at("PolicyDocument");
      if (name != null && policy != null) {
        String id =
            document(holder + "/inline/" + name, "aws.iam.inline-policy", name, policy, holder);
        out.fact(at(inline.place()), "attached", holder, id);
      }
    }
  }

  private void boundary(String principal, Json element) {
    Json boundary = element.at("PermissionsBoundary");
    String arn = boundary == null ? null : boundary.textAt("PermissionsBoundaryArn");
    if (boundary != null && arn != null) {
      policies.refersTo(arn, arn, at(boundary.place()));
      out.fact(at(boundary.place()), "boundary", principal, arn);
    }
  }

  private String document(String id, String kind, String name, Json value, String owner) {
    Evidence at = at(value.place());
    out.entity(id, kind, name, List.of());
    out.fact(at, "kind", id, kind);
    Arn arn = Arn.parse(owner);
    if (arn != null && arn.accountKnown()) {
      out.fact(at, "in_account", id, outsiders.account(arn.account(), at, true));
    }
    statements(id, value);
    return id;
  }

  private void statements(String document, Json value) {
    policies.statements(document, value, this::at);
    Json parsed = PolicyDocument.parsed(value);
    if (parsed != null) {
      for (Json statement : parsed.listAt("Statement")) {
        Mentions.in(statement)
            .forEach(mention -> outsiders.mentioned(mention, at(mention.place())));
      }
    }
  }

  private void policy(Json element) {
    String policy = declared(element, PolicyFacts.MANAGED_KIND, "PolicyName");
    if (policy == null) {
      return;
    }
    policies.refersTo(policy, policy, at(element.place()));
    if (Arn.isAccountId(accountOf(policy))) {
      out.fact(at(element.place()), "policy_versioned", policy);
    }
    for (Json version : element.listAt("PolicyVersionList")) {
      Json document = version.at("Document");
      if (document != null) {
        version(policy, version, document);
      }
    }
  }

  private void version(String policy, Json version, Json document) {
    if (version.at("IsDefaultVersion") instanceof Json.Bool bool && !bool.value()) {
      String name = version.textAt("VersionId");
      if (name != null && Arn.isAccountId(accountOf(policy))) {
        String id = document(policy + "@" + name, "aws.iam.policy-version", name, document, policy);
        out.fact(at(version.place()), "older_version", policy, id);
      }
    } else {
      statements(policy, document);
    }
  }

  /// A list beside the export: `{"Resource": arn, "Policy": document}`; where it is not known
  /// whether there is a policy `{"Resource": arn, "NotCollected": action}`.
  private void resourcePolicy(Json element, @Nullable String account) {
    String arn = element.textAt("Resource");
    Json policy = element.at("Policy");
    Arn parts = arn == null ? null : Arn.parse(arn);
    boolean missing = element.textAt("NotCollected") != null;
    if (arn == null || parts == null || (policy == null && !missing)) {
      return;
    }
    Evidence at = at(element.place());
    String kind = ResourceTypes.standard().kindOf(parts);
    out.entity(arn, kind, parts.name(), List.of());
    out.fact(at, "kind", arn, kind);
    out.fact(at, "arn", arn, arn);
    String owner = parts.accountKnown() ? parts.account() : account;
    String id = arn + "/policy";
    out.entity(id, "aws.resource-policy", parts.name(), List.of());
    out.fact(at, "kind", id, "aws.resource-policy");
    if (owner != null) {
      String accountId = outsiders.account(owner, at, true);
      accountsWithPolicies.putIfAbsent(accountId, at);
      out.fact(at, "in_account", arn, accountId);
      out.fact(at, "in_account", id, accountId);
    }
    out.fact(at, "resource_policy", arn, id);
    if (policy == null || missing) {
      String unknown = Unknown.part("policy of " + arn);
      out.fact(at, "policy_statement", id, "0", "\"" + unknown + "\"");
    } else {
      statements(id, policy);
    }
  }

  private void accessKeys(Json value, @Nullable String account) {
    if (account == null || !(value instanceof Json.Obj object)) {
      return;
    }
    accountsWithKeys.add(account);
    object
        .members()
        .forEach(
            (user, count) -> {
              if (count instanceof Json.Num number) {
                keys.add(new Named(account, user, small(number), at(count.place())));
              }
            });
  }

  private static int small(Json.Num number) {
    try {
      return Math.clamp(Long.parseLong(number.value()), 0, 2);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void loginProfiles(Json value, @Nullable String account) {
    if (account == null || !(value instanceof Json.Arr list)) {
      return;
    }
    accountsWithKeys.add(account);
    for (Json element : list.elements()) {
      if (element instanceof Json.Text text) {
        passwords.add(new Named(account, text.value(), 1, at(text.place())));
      }
    }
  }

  /// Joins what several pages said.
  void finish() {
    for (Membership member : memberships) {
      String known = groupsByName.get(member.account + "/" + member.group);
      String group =
          known != null ? known : "arn:aws:iam::" + member.account + ":group/" + member.group;
      if (known == null) {
        out.entity(group, "aws.iam.group", member.group, List.of());
      }
      out.fact(member.at, "member", member.user, group);
    }
    credentials();
    outsiders.finish();
    policies.finish();
    coverage();
  }

  private void credentials() {
    Set<String> full = new LinkedHashSet<>();
    for (Named key : keys) {
      String user = usersByName.get(key.account + "/" + key.name);
      if (user == null) {
        continue;
      }
      for (int i = 1; i <= key.count; i++) {
        String id = user + "/access-key/" + i;
        out.entity(id, "aws.iam.access-key", key.name, List.of());
        out.fact(key.at, "kind", id, "aws.iam.access-key");
        out.fact(key.at, "access_key", user, id);
      }
      if (key.count >= 2) {
        full.add(user);
      }
    }
    for (Named password : passwords) {
      String user = usersByName.get(password.account + "/" + password.name);
      if (user != null) {
        out.fact(password.at, "login_profile", user);
      }
    }
    users.forEach(
        (user, at) -> {
          if (full.contains(user)) {
            return;
          }
          if (accountsWithKeys.contains(accountOf(user))) {
            out.fact(at, "key_slots", user);
          } else {
            out.assume(at, "key_slots", user);
          }
        });
  }

  /// What every page shows of what it holds, whether or not the others are there.
  private void said() {
    accountsWithRoles.forEach(
        (account, at) -> {
          String id = outsiders.account(account, at, true);
          out.fact(at, "covered", id, Safeguards.RESERVED);
          out.fact(at, "covered", id, TokenSources.PINS);
        });
    accountsWithPolicies.forEach(
        (account, at) -> out.fact(at, "covered", account, ManagedKeys.RELATION));
  }

  private void coverage() {
    said();
    if (truncated != null && !complete) {
      out.problem(
          Problem.warning(
              "the export is one page of several and the last one is missing",
              "export without `--max-items`, or give all pages",
              truncated));
      return;
    }
    for (String account : accounts) {
      out.covers("aws.iam of account " + Arn.ofAccount(account));
      Evidence roles = accountsWithRoles.get(account);
      if (roles != null) {
        out.fact(roles, "covered", outsiders.account(account, roles, true), "trust_policy");
      }
      if (accountsWithKeys.contains(account)) {
        out.covers("aws.iam.credentials of account " + Arn.ofAccount(account));
      }
    }
  }

  private static String accountOf(String arn) {
    Arn parts = Arn.parse(arn);
    return parts == null ? "" : parts.account();
  }

  private static String nameOf(String arn) {
    Arn parts = Arn.parse(arn);
    return parts == null ? arn : parts.name();
  }
}
