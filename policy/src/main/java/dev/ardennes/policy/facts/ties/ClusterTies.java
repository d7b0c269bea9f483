package dev.ardennes.policy.facts.ties;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.TokenTrust;
import java.util.ArrayList;
import java.util.List;

/// What ties a cluster known from manifests to a cloud account: which cluster of the account it is,
/// and which roles trust the tokens of its service accounts.
final class ClusterTies {
  static final String IS_CLOUD_CLUSTER = "is_cloud_cluster";
  static final String TRUSTS_TOKEN = "trusts_token";
  static final String ASSOCIATED = "associated";
  private static final String CLOUD_CLUSTER = "aws.eks.cluster";
  private static final String ROLE = "aws.iam.role";

  /// Issuers of tokens for pipelines and people, by a part of their address.
  private static final List<String> OTHER_ISSUERS =
      List.of(
          "githubusercontent.com",
          "gitlab.com",
          "bitbucket.org",
          "circleci.com",
          "buildkite.com",
          "terraform.io",
          "accounts.google.com",
          "microsoftonline.com",
          "sts.windows.net",
          "okta.com",
          "auth0.com");

  private final FactBase facts;
  private final TokenTrust trust;
  private final List<Entity> cloudClusters;

  ClusterTies(FactBase facts, TokenTrust trust) {
    this.facts = facts;
    this.trust = trust;
    this.cloudClusters =
        facts.entities().stream().filter(entity -> entity.kind().equals(CLOUD_CLUSTER)).toList();
  }

  /// Manifests do not say to which cluster they are applied.
  Decision isCloudCluster(String cluster, String resource) {
    return cloudClusters.stream()
        .filter(entity -> entity.id().equals(resource))
        .findFirst()
        .map(entity -> Conjunction.assuming(applied(cluster, entity), kind(entity)))
        .orElseGet(() -> Conjunction.no("it is no cluster of a cloud account"));
  }

  private Assumption applied(String cluster, Entity cloud) {
    return Assumption.of(
        Assumption.Kind.SAME_ENTITY,
        "the manifests of cluster `" + name(cluster) + "` are applied to `" + cloud.name() + "`");
  }

  /// The fact that there is such a cluster.
  private List<String> kind(Entity cloud) {
    return facts.relation("kind", cloud.id()).stream().map(Fact::id).toList();
  }

  private String name(String entity) {
    Entity known = facts.entity(entity);
    return known == null ? entity : known.name();
  }

  List<String> cloudClusters() {
    return cloudClusters.stream().map(Entity::id).toList();
  }

  /// Whether pods of the service account get the role of the association.
  Decision associated(String account, String association) {
    List<Fact> places = facts.relation("in_namespace", account);
    List<Fact> clusters = facts.relation("in_kubernetes", account);
    List<Fact> identities = facts.relation("pod_identity", association);
    if (places.isEmpty() || clusters.isEmpty() || identities.isEmpty()) {
      return Conjunction.no("nothing is known of the service account's namespace");
    }
    Fact identity = identities.getFirst();
    boolean named =
        identity.args().get(2).equals(name(places.getFirst().args().get(1)))
            && identity.args().get(3).equals(name(account));
    if (!named) {
      return Conjunction.no("it is for pods of another service account");
    }
    List<String> because = List.of(places.getFirst().id(), clusters.getFirst().id(), identity.id());
    Decision where = isCloudCluster(clusters.getFirst().args().get(1), identity.args().get(1));
    return Conjunction.and(where, Conjunction.because(because));
  }

  List<String> associations() {
    return facts.relation("pod_identity").stream().map(fact -> fact.args().getFirst()).toList();
  }

  /// Whether the role lets in whoever shows a token of the service account for the audience.
  Decision trustsToken(String role, String account, String audience) {
    List<Fact> places = facts.relation("in_namespace", account);
    List<Fact> clusters = facts.relation("in_kubernetes", account);
    if (places.isEmpty() || clusters.isEmpty()) {
      return Conjunction.no("nothing is known of the service account's namespace");
    }
    String namespace = name(places.getFirst().args().get(1));
    String subject = "system:serviceaccount:" + namespace + ":" + name(account);
    String cluster = clusters.getFirst().args().get(1);
    List<String> because = new ArrayList<>(names(role));
    because.add(places.getFirst().id());
    because.add(clusters.getFirst().id());
    Decision where = Conjunction.because(because);
    Decision best = Conjunction.no("the role's trust policy names no provider of tokens");
    for (TokenTrust.Trusted trusted : trust.of(role, subject, audience)) {
      Decision issued = issues(cluster, TokenTrust.issuer(trusted.provider()));
      Decision decision = Conjunction.and(trusted.decision(), Conjunction.and(where, issued));
      if (best.verdict() == Verdict.NO) {
        best = decision;
      }
    }
    return best.verdict() == Verdict.NO ? refused(role, subject, audience) : best;
  }

  /// With the statements that say whom the role lets in.
  private Decision refused(String role, String subject, String audience) {
    List<String> statements = new ArrayList<>();
    for (Fact trusts : facts.relation("trust_policy", role)) {
      facts
          .relation("policy_statement", trusts.args().get(1))
          .forEach(statement -> statements.add(statement.id()));
    }
    statements.sort(null);
    String says =
        "the trust policy of `%s` lets in no token of `%s` for `%s`"
            .formatted(name(role), subject, audience);
    Control control = new Control(Control.Kind.TRUST, says, statements);
    return new Decision(Verdict.NO, List.of(), true, List.of(control));
  }

  private List<String> names(String role) {
    return names(facts, role);
  }

  /// The facts that say which ARN the role has and in which account it lies: without them its trust
  /// would be decided otherwise.
  static List<String> names(FactBase facts, String role) {
    List<String> names = new ArrayList<>();
    facts.relation("arn", role).forEach(arn -> names.add(arn.id()));
    for (Fact in : facts.relation("in_account", role)) {
      names.add(in.id());
      String account = in.args().get(1);
      facts.relation("arn", account).forEach(arn -> names.add(arn.id()));
      facts.relation("kind", account).forEach(kind -> names.add(kind.id()));
    }
    return names;
  }

  /// Whether the cluster's tokens come from this issuer.
  private Decision issues(String cluster, String issuer) {
    if (!mayBeCluster(issuer)) {
      return Conjunction.no("`" + issuer + "` issues no tokens of a cluster");
    }
    for (Entity cloud : cloudClusters) {
      if (Unknown.in(issuer) && cloud.aliases().stream().anyMatch(issuer::contains)) {
        return Conjunction.assuming(applied(cluster, cloud), kind(cloud));
      }
    }
    Assumption issues =
        Assumption.of(
            Assumption.Kind.SAME_ENTITY,
            "the tokens of cluster `" + name(cluster) + "` are issued by `" + issuer + "`");
    return Conjunction.assuming(issues, List.of());
  }

  /// Providers whose tokens are those of pipelines or people are no cluster's.
  private static boolean mayBeCluster(String issuer) {
    return Unknown.in(issuer) || OTHER_ISSUERS.stream().noneMatch(issuer::contains);
  }

  List<String> roles() {
    List<String> roles = new ArrayList<>();
    for (Entity entity : facts.entities()) {
      if (entity.kind().equals(ROLE) && trust.namesProvider(entity.id())) {
        roles.add(entity.id());
      }
    }
    return roles;
  }
}
