package dev.ardennes.policy.facts;

import dev.ardennes.model.Entity;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.aws.Arns;
import dev.ardennes.policy.aws.AwsPolicyModel;
import dev.ardennes.policy.aws.AwsPrincipal;
import dev.ardennes.policy.aws.AwsResource;
import dev.ardennes.policy.aws.Layer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the facts of an estate say of AWS, as the decision engine takes it.
final class FactModel {
  private static final Map<String, AwsPrincipal.Kind> PRINCIPALS =
      Map.of(
          "aws.iam.user", AwsPrincipal.Kind.USER,
          "aws.iam.role", AwsPrincipal.Kind.ROLE,
          "aws.iam.group", AwsPrincipal.Kind.GROUP);

  /// What decisions about anything in an account rest on.
  static final List<String> ABOUT_ACCOUNTS =
      List.of(
          "kind", "in_organisation", "manages_organisation", "no_organisation", "not_collected");

  private final FactBase facts;
  private final AwsPolicyModel.Builder builder = AwsPolicyModel.builder();

  private FactModel(FactBase facts) {
    this.facts = facts;
  }

  /// @param asOf the time against which conditions about the time are decided; null leaves them
  ///   open
  static AwsPolicyModel of(FactBase facts, @Nullable Instant asOf) {
    FactModel model = new FactModel(facts);
    model.entities();
    model.documents();
    model.links();
    new AccessLists(facts, model.builder).state();
    new OrganisationModel(facts, model.builder).state();
    model.symbols();
    model.accounts();
    model.ownParts();
    model.coverage();
    model.builder.passages(new Networks(facts).passages());
    if (asOf != null) {
      model.builder.asOf(asOf);
    }
    return model.builder.build();
  }

  /// The text of the account in which an entity lies; null where that is not known.
  static @Nullable String accountText(FactBase facts, String entity) {
    String account = facts.second("in_account", entity);
    String named = account == null ? entity : account;
    String arn = Objects.requireNonNullElse(facts.second("arn", named), named);
    List<String> parts = Arns.segments(arn);
    return parts.size() < 6 || !parts.getFirst().equals("arn") ? null : parts.get(4);
  }

  private void entities() {
    for (Entity entity : facts.entities()) {
      String arn = facts.second("arn", entity.id());
      AwsPrincipal.Kind principal = PRINCIPALS.get(entity.kind());
      if (arn == null) {
        continue;
      }
      String account = Optional.ofNullable(accountText(facts, entity.id())).orElse("");
      if (principal != null) {
        builder.principal(
            new AwsPrincipal(
                entity.id(), principal, arn, account, tags(entity.id()), isServiceLinked(arn)));
      } else if (!entity.kind().equals("aws.account")) {
        builder.resource(new AwsResource(entity.id(), arn, account, tags(entity.id())));
      }
    }
  }

  private static boolean isServiceLinked(String arn) {
    return arn.contains(":role/aws-service-role/");
  }

  private Optional<Map<String, String>> tags(String entity) {
    Map<String, String> tags = new TreeMap<>();
    facts.relation("tag", entity).forEach(tag -> tags.put(tag.args().get(1), tag.args().get(2)));
    return Optional.of(tags);
  }

  /// Every document that something refers to; one without statements allows nothing. Whoever could
  /// not collect a document states that it is not known, as a statement.
  private void documents() {
    Map<String, String> languages = new HashMap<>();
    facts
        .relation("policy_language")
        .forEach(fact -> languages.put(fact.args().getFirst(), fact.args().get(1)));
    Set<String> documents = new TreeSet<>();
    facts.relation("policy_statement").forEach(fact -> documents.add(fact.args().getFirst()));
    for (String link :
        List.of(
            "attached",
            "boundary",
            "session_policy",
            "trust_policy",
            "resource_policy",
            "control_policy")) {
      facts.relation(link).forEach(fact -> documents.add(fact.args().get(1)));
    }
    for (String document : documents) {
      builder.document(document, languages.getOrDefault(document, "2012-10-17"));
      List<Fact> statements = new ArrayList<>(facts.relation("policy_statement", document));
      statements.sort(Comparator.comparing((Fact fact) -> order(fact.args().get(1))));
      statements.forEach(fact -> builder.statement(document, fact.id(), fact.args().get(2)));
    }
  }

  /// Statements are numbered; what is no number comes last, as text.
  private static String order(String index) {
    return "%8s".formatted(index);
  }

  private void links() {
    facts
        .relation("attached")
        .forEach(fact -> builder.attach(fact.args().get(0), fact.args().get(1), fact.id()));
    facts
        .relation("member")
        .forEach(fact -> builder.member(fact.args().get(0), fact.args().get(1), fact.id()));
    facts
        .relation("boundary")
        .forEach(fact -> builder.boundary(fact.args().get(0), fact.args().get(1), fact.id()));
    facts.relation("session_of").forEach(this::session);
    facts
        .relation("session_policy")
        .forEach(
            fact -> builder.sessions().policy(fact.args().get(0), fact.args().get(1), fact.id()));
    facts
        .relation("trust_policy")
        .forEach(fact -> builder.trust(fact.args().get(0), fact.args().get(1), fact.id()));
    facts
        .relation("resource_policy")
        .forEach(fact -> builder.resourcePolicy(fact.args().get(0), fact.args().get(1), fact.id()));
    for (Fact fact : facts.relation("blocks_public_access")) {
      if (fact.args().get(1).equals("policy")) {
        block(fact);
      }
    }
  }

  private void session(Fact fact) {
    String session = fact.args().getFirst();
    String principal = fact.args().get(1);
    if (facts.relation("located_in", session).isEmpty()) {
      builder.sessions().session(session, principal);
    } else {
      String known = principal.equals(EntryPoint.INTERNET) ? "*" : principal;
      builder.sessions().unlimited(session, known);
    }
  }

  private void block(Fact fact) {
    String whose = fact.args().getFirst();
    Entity entity = facts.entity(whose);
    String account = accountText(facts, whose);
    if (entity != null && entity.kind().equals("aws.account") && account != null) {
      builder.accountPublicAccessBlock(account, fact.id());
    } else {
      builder.publicAccessBlock(whose, fact.id());
    }
  }

  private void symbols() {
    for (Fact fact : facts.relation("same_symbol")) {
      String reason = fact.args().get(2);
      String symbol = Unknown.part(fact.args().get(0));
      String other = fact.args().get(1);
      String text = other.matches("[0-9]+") ? other : Unknown.part(other);
      if (reason.isEmpty()) {
        builder.same(symbol, text);
      } else {
        builder.assumeSame(symbol, text, reason);
      }
    }
  }

  /// Accounts whose ids are not known are taken for different ones, unless facts say otherwise;
  /// whoever collects them says so.
  private void accounts() {
    builder.distinct(HandedOut.ACCOUNT);
    builder.distinct(TrustAnchors.NEW);
    for (Entity entity : facts.entities()) {
      String text = entity.kind().equals("aws.account") ? accountText(facts, entity.id()) : null;
      if (text != null && Unknown.in(text)) {
        builder.distinct(text);
      }
    }
  }

  /// What a service makes up for a declared thing, its id or a suffix of its name, is another for
  /// each.
  private void ownParts() {
    for (Fact kind : facts.relation("kind")) {
      Entity entity = facts.entity(kind.args().getFirst());
      String arn = facts.second("arn", kind.args().getFirst());
      if (entity == null || arn == null || arn.indexOf(Unknown.OPEN) < 0) {
        continue;
      }
      String part = arn.substring(arn.lastIndexOf(Unknown.OPEN));
      String symbol = part.substring(1, part.indexOf(Unknown.CLOSE));
      boolean own =
          entity.aliases().stream()
              .anyMatch(
                  address ->
                      symbol.endsWith(":" + address + ".id")
                          || symbol.endsWith(":" + address + ".random"));
      if (own) {
        builder.distinct(Unknown.part(symbol));
      }
    }
  }

  /// A source that declares an account shows that account's identities and resources.
  private void coverage() {
    for (Fact kind : facts.relation("kind")) {
      if (kind.args().get(1).equals("aws.account")) {
        String account = accountText(facts, kind.args().getFirst());
        boolean identities = facts.fact("not_collected", kind.args().getFirst(), "iam") == null;
        if (account != null && identities) {
          builder.covers(account, Layer.IDENTITY);
        }
        if (account != null) {
          builder.covers(account, Layer.RESOURCE);
        }
      }
    }
  }
}
