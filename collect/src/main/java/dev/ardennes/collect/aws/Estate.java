package dev.ardennes.collect.aws;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the facts of one Terraform source are made with: the resources, the accounts, and whatever
/// is only mentioned.
final class Estate {
  private static final Map<String, String> NAMED_KINDS =
      Map.of(
          "aws_iam_role", "role",
          "aws_iam_user", "user",
          "aws_iam_group", "group",
          "aws_iam_policy", "policy",
          "aws_iam_instance_profile", "instance-profile");

  private record Mentioned(Mentions.Mention mention, AwsAccount from, Evidence at) {}

  private final CollectedBuilder out;
  private final Directory directory;
  private final AccountSymbols symbols;
  private final PolicyFacts policies;
  private final List<Mentioned> mentions = new ArrayList<>();
  private final Set<String> same = new LinkedHashSet<>();
  private final Map<String, Evidence> outsideUsers = new TreeMap<>();

  Estate(CollectedBuilder out, Directory directory, AccountSymbols symbols) {
    this.out = out;
    this.directory = directory;
    this.symbols = symbols;
    this.policies = new PolicyFacts(out);
  }

  CollectedBuilder out() {
    return out;
  }

  Directory directory() {
    return directory;
  }

  AccountSymbols symbols() {
    return symbols;
  }

  /// Users that nothing declares, with the place that names them.
  Map<String, Evidence> outsideUsers() {
    return outsideUsers;
  }

  void fact(Evidence at, String relation, String... args) {
    out.fact(at, relation, args);
  }

  /// The entity that the value names: a declared one, or for principals and policies one that lies
  /// outside.
  ///
  /// @return its id; null where the value names nothing that can be known
  @Nullable String named(Value value, AwsResource from, String type) {
    AwsResource found = directory.find(value, from.account(), type);
    if (found != null) {
      return found.entity();
    }
    String text = Attributes.text(value);
    return text == null ? null : outside(text, from, type, from.evidence(value));
  }

  /// The entity that a literal name or ARN means.
  @Nullable String named(String text, AwsResource from, String type, Evidence at) {
    AwsResource found = directory.find(text, from.account(), type);
    return found != null ? found.entity() : outside(text, from, type, at);
  }

  private @Nullable String outside(String text, AwsResource from, String type, Evidence at) {
    String kind = NAMED_KINDS.get(type);
    if (kind == null || text.isEmpty()) {
      return null;
    }
    String normal = symbols.normalised(text);
    Arn arn = Arn.parse(normal);
    if (arn != null) {
      return arn.service().equals("iam") && arn.type().equals(kind) ? byArn(arn, kind, at) : null;
    }
    if (normal.startsWith(String.valueOf(Unknown.OPEN)) || normal.indexOf('/') > 0) {
      return null;
    }
    AwsResource elsewhere = directory.elsewhere(normal, type);
    if (elsewhere != null) {
      sameAccount(from.account(), elsewhere.account(), kind + " `" + normal + "`", at);
      return elsewhere.entity();
    }
    String partition = from.account().partition();
    return byArn(
        new Arn(partition, "iam", "", from.account().account(), kind + "/" + normal), kind, at);
  }

  /// A thing that nothing in this source declares. It has no `kind` fact, which tells it from
  /// declared ones.
  private String byArn(Arn arn, String kind, Evidence at) {
    AwsAccount own = symbols.accountOf(arn.account());
    String id = entityOf(arn, own);
    if (out.knows(id)) {
      return id;
    }
    out.entity(id, "aws.iam." + kind, arn.name(), List.of(Unknown.asGlob(arn.toString())));
    out.fact(at, "arn", id, arn.toString());
    out.fact(at, "in_account", id, account(arn.account(), own, at));
    if (kind.equals("user")) {
      outsideUsers.putIfAbsent(id, at);
    }
    return id;
  }

  private static String entityOf(Arn arn, @Nullable AwsAccount own) {
    String text = arn.toString();
    if (!Unknown.in(text)) {
      return text;
    }
    String label = own != null ? own.label() : "aws/" + inner(arn.account());
    return label + "/" + arn.resource();
  }

  private static String inner(String part) {
    return part.replace(String.valueOf(Unknown.OPEN), "")
        .replace(String.valueOf(Unknown.CLOSE), "");
  }

  /// The entity of an account that an id names.
  String account(String accountId, Evidence at) {
    return account(accountId, symbols.accountOf(accountId), at);
  }

  private String account(String account, @Nullable AwsAccount own, Evidence at) {
    if (own != null) {
      return own.entity();
    }
    boolean known = Arn.isAccountId(account);
    String id = known ? Arn.ofAccount(account) : "aws/" + inner(account);
    if (!out.knows(id)) {
      String arn = Arn.ofAccount(account);
      String name = known ? account : lastWord(inner(account));
      out.entity(id, "aws.account", name, List.of(Unknown.asGlob(arn)));
      out.fact(at, "arn", id, arn);
    }
    return id;
  }

  private static String lastWord(String symbol) {
    return symbol.substring(symbol.lastIndexOf('.') + 1);
  }

  private void sameAccount(AwsAccount one, AwsAccount other, String why, Evidence at) {
    if (one.entity().equals(other.entity()) || !same.add(one.entity() + "\n" + other.entity())) {
      return;
    }
    out.fact(
        at,
        "same_symbol",
        inner(one.account()),
        inner(other.account()),
        "only there is a " + why + ", which is referred to here");
  }

  /// Attaches a managed policy, which may be one of AWS's own or lie outside.
  ///
  /// @return the entity of the policy; null where the value does not say which one
  @Nullable String managedPolicy(Value value, AwsResource from) {
    AwsResource found = directory.find(value, from.account(), "aws_iam_policy");
    String text = Attributes.text(value);
    Evidence at = from.evidence(value);
    if (found != null && found.managed()) {
      return found.entity();
    }
    if (text == null) {
      return null;
    }
    return managedPolicy(found == null ? text : found.naming().arn(), from, at);
  }

  /// A managed policy by its ARN.
  String managedPolicy(String text, AwsResource from, Evidence at) {
    String normal = symbols.normalised(text);
    Arn arn = Arn.parse(normal);
    if (arn == null) {
      return unknownPolicy(normal, from, at);
    }
    AwsAccount own = symbols.accountOf(arn.account());
    String id = entityOf(arn, own);
    policies.refersTo(id, normal, at);
    if (!arn.account().equals("aws")) {
      out.fact(at, "in_account", id, account(arn.account(), own, at));
    }
    return id;
  }

  private String unknownPolicy(String text, AwsResource from, Evidence at) {
    String id = from.account().label() + "/policy/" + inner(text);
    policies.refersTo(id, text, at);
    return id;
  }

  /// A policy document that belongs to something else.
  void document(String id, String kind, String name, AwsResource declaring, Evidence at) {
    out.entity(id, kind, name, List.of(declaring.address()));
    out.fact(at, "kind", id, kind);
    out.fact(at, "in_account", id, declaring.account().entity());
  }

  /// The statements of a document, each with its place, and whoever they name.
  void statements(String document, Value value, AwsResource from) {
    statements(document, Documents.json(value), from);
  }

  /// The same for a document that was read already.
  void statements(String document, Json json, AwsResource from) {
    policies.statements(document, json, place -> evidence(place, from));
    Json parsed = PolicyDocument.parsed(json);
    if (parsed == null) {
      return;
    }
    for (Json statement : parsed.listAt("Statement")) {
      for (Mentions.Mention mention : Mentions.in(statement)) {
        mentions.add(new Mentioned(mention, from.account(), evidence(mention.place(), from)));
      }
    }
  }

  /// A statement that no document holds as JSON.
  void statement(String document, String index, Json.Obj statement, AwsResource from) {
    out.fact(
        from.evidence(), "policy_statement", document, index, PolicyDocument.canonical(statement));
    for (Mentions.Mention mention : Mentions.in(statement)) {
      mentions.add(new Mentioned(mention, from.account(), from.evidence()));
    }
  }

  private Evidence evidence(Json.Place place, AwsResource from) {
    return place.line() > 0 || !place.pointer().isEmpty()
        ? Documents.evidence(out.source(), place)
        : from.evidence();
  }

  /// States what was only mentioned, after everything that is declared.
  void finish() {
    Map<String, Mentioned> byArn = new LinkedHashMap<>();
    for (Mentioned mentioned : mentions) {
      byArn.putIfAbsent(symbols.normalised(mentioned.mention.arn().toString()), mentioned);
    }
    byArn.forEach(this::mentioned);
    policies.finish();
    relateSymbols();
  }

  private void mentioned(String normal, Mentioned mentioned) {
    Arn arn = Arn.parse(normal);
    if (arn == null) {
      return;
    }
    AwsAccount own = symbols.accountOf(arn.account());
    if (mentioned.mention.isAccount()) {
      account(arn.account(), own, mentioned.at);
      return;
    }
    AwsResource declared = directory.find(normal, mentioned.from, "aws_iam_role", "aws_iam_user");
    if (declared != null || Unknown.in(arn.name())) {
      return;
    }
    String id = entityOf(arn, own);
    if (out.knows(id)) {
      return;
    }
    String kind = arn.type();
    out.entity(id, "aws.iam." + kind, arn.name(), List.of(Unknown.asGlob(normal)));
    out.fact(mentioned.at, "arn", id, normal);
    out.fact(mentioned.at, "in_account", id, account(arn.account(), own, mentioned.at));
    if (kind.equals("user")) {
      outsideUsers.putIfAbsent(id, mentioned.at);
    }
  }

  private void relateSymbols() {
    for (AccountSymbols.Relation relation : symbols.used(out.texts())) {
      out.fact(
          relation.place(),
          "same_symbol",
          relation.symbol(),
          inner(relation.account().account()),
          relation.reason());
    }
  }
}
