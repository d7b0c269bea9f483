package dev.ardennes.policy.aws;

import dev.ardennes.policy.Control;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the policies of the requested resource grant: trust policies of roles, key policies, and
/// all others.
final class ResourceGrants {
  private static final Set<String> TRUST_ACTIONS =
      Set.of(
          "sts:assumerole",
          "sts:assumerolewithsaml",
          "sts:assumerolewithwebidentity",
          "sts:tagsession",
          "sts:setsourceidentity");

  /// Services whose resources may carry policies; for all others a request never crosses accounts.
  private static final Set<String> RESOURCE_POLICY_SERVICES =
      Set.of(
          "s3",
          "s3express",
          "s3-object-lambda",
          "kms",
          "lambda",
          "sqs",
          "sns",
          "secretsmanager",
          "ecr",
          "es",
          "aoss",
          "glacier",
          "events",
          "backup",
          "execute-api",
          "elasticfilesystem",
          "kinesis",
          "dynamodb",
          "glue",
          "logs",
          "codeartifact",
          "codebuild",
          "iot",
          "mediastore",
          "ses",
          "ssm",
          "ssm-incidents",
          "acm-pca",
          "athena",
          "cloudsearch",
          "ram",
          "rolesanywhere",
          "schemas",
          "serverlessrepo",
          "signer",
          "vpc-lattice",
          "bedrock",
          "bedrock-agentcore",
          "kafka",
          "cloudtrail",
          "lex",
          "organizations",
          "sts",
          "scheduler");

  private final AwsPolicyModel model;
  private final Hypothesis hypothesis;
  private final Names names;
  private final Subject subject;
  private final Resource resource;
  private final String action;
  private final Documents documents;

  /// @param action in lower case
  ResourceGrants(
      AwsPolicyModel model,
      Hypothesis hypothesis,
      Subject subject,
      Resource resource,
      String action,
      Documents documents) {
    this.model = model;
    this.hypothesis = hypothesis;
    this.names = model.names();
    this.subject = subject;
    this.resource = resource;
    this.action = action;
    this.documents = documents;
  }

  /// Whether a grant by the resource's policy is needed in the same account too.
  boolean required() {
    return needsTrust() || needsKeyPolicy();
  }

  /// Whether resources of the action's service may let other accounts in.
  boolean crossesAccounts() {
    return RESOURCE_POLICY_SERVICES.contains(action.split(":", 2)[0]);
  }

  private boolean needsTrust() {
    return TRUST_ACTIONS.contains(action) && !resource.isEverything();
  }

  private boolean needsKeyPolicy() {
    return action.startsWith("kms:")
        && resource.service().equals("kms")
        && Arns.resourcePart(resource.text()).startsWith("key/");
  }

  PrincipalMatch grant() {
    String id = resource.declaredId();
    if (needsTrust()) {
      return trust(id);
    }
    PrincipalMatch policies = ofPolicies(id);
    return needsKeyPolicy() && isNamed(Objects.requireNonNullElse(id, resource.text()))
        ? policies.or(named())
        : policies;
  }

  private PrincipalMatch ofPolicies(@Nullable String id) {
    if (id == null || model.resource(id).isEmpty()) {
      return undeclared();
    }
    List<AwsPolicyModel.Link> policies =
        model.resourcePolicies(id).stream()
            .filter(link -> !documents.removed(link.factId()))
            .toList();
    if (policies.isEmpty() && needsKeyPolicy()) {
      return PrincipalMatch.account(names.same(resource.account(), subject.account(), ""));
    }
    PrincipalMatch result = PrincipalMatch.NONE;
    for (AwsPolicyModel.Link link : policies) {
      result =
          result.or(
              documents.resourceDocument(
                  link, new Documents.Place("resource policy", resource.text())));
    }
    if (!result.any().isFalse()) {
      publicAccessBlock(id, policies);
    }
    return result;
  }

  /// Where public access is blocked and the policy is public, nobody but the account itself and AWS
  /// services are let in, by whatever statement.
  private void publicAccessBlock(String bucket, List<AwsPolicyModel.Link> policies) {
    String block = model.publicAccessBlock(bucket);
    if (block == null || documents.removed(block)) {
      block = model.accountPublicAccessBlock(resource.account());
    }
    boolean outsider = subject.kind() != Subject.Kind.SERVICE;
    if (block == null || documents.removed(block) || !outsider) {
      return;
    }
    boolean open =
        policies.stream()
            .filter(link -> !model.isAccessList(link.to()))
            .anyMatch(
                link ->
                    PublicPolicies.anyIn(
                        documents.present(model.document(link.to()).statements())));
    if (open) {
      Formula outside =
          subject.isIam()
              ? names.same(resource.account(), subject.account(), "").not()
              : Formula.TRUE;
      documents.deny(
          outside,
          new Control(
              Control.Kind.PUBLIC_ACCESS_BLOCK,
              "the public access block of `"
                  + resource.text()
                  + "` keeps everybody outside its account away, since its policy is public",
              List.of(block)));
    }
  }

  private PrincipalMatch trust(@Nullable String role) {
    if (role == null || model.principal(role).isEmpty()) {
      boolean covered = model.covers(resource.account(), Layer.IDENTITY);
      return covered
          ? PrincipalMatch.NONE
          : PrincipalMatch.direct(
              documents.notCollected(
                  "the trust policy of `" + resource.text() + "` lets `" + subject.arn() + "` in"));
    }
    PrincipalMatch result = PrincipalMatch.NONE;
    for (AwsPolicyModel.Link link : model.trusts(role)) {
      if (!documents.removed(link.factId())) {
        result =
            result.or(
                documents.resourceDocument(
                    link, new Documents.Place("trust policy", resource.text())));
      }
    }
    return isNamed(role) ? result.or(named()) : result;
  }

  /// Whether the attacker has had the role's trust policy, or a grant of the key, name the subject.
  private boolean isNamed(String target) {
    return hypothesis.trusting().getOrDefault(target, new TreeSet<>()).contains(subject.id());
  }

  private PrincipalMatch named() {
    return subject.kind() == Subject.Kind.ROLE
        ? PrincipalMatch.role(Formula.TRUE)
        : PrincipalMatch.direct(Formula.TRUE);
  }

  private PrincipalMatch undeclared() {
    boolean mayHavePolicy = crossesAccounts();
    if (resource.isEverything() || resource.names() != null || !mayHavePolicy) {
      return PrincipalMatch.NONE;
    }
    if (model.covers(resource.account(), Layer.RESOURCE)) {
      return PrincipalMatch.NONE;
    }
    boolean outsider = !resource.inAccountOf(subject, names);
    if (!outsider && !needsKeyPolicy()) {
      return PrincipalMatch.NONE;
    }
    return PrincipalMatch.account(
        documents.notCollected(
            "the policy of `"
                + resource.text()
                + "` allows "
                + documents.question()
                + " to `"
                + subject.arn()
                + "`"));
  }

  /// Notes that the resource's policies do not let the subject in.
  void noteMissing() {
    boolean trust = needsTrust();
    documents.control(
        trust || needsKeyPolicy() ? Control.Kind.TRUST : Control.Kind.MISSING_RESOURCE_ALLOW,
        "the "
            + (trust ? "trust" : "resource")
            + " policy of `"
            + resource.text()
            + "` does not let `"
            + subject.arn()
            + "` in",
        resourcePolicyFacts());
  }

  private List<String> resourcePolicyFacts() {
    String id = resource.declaredId();
    if (id == null) {
      return List.of();
    }
    List<AwsPolicyModel.Link> links = needsTrust() ? model.trusts(id) : model.resourcePolicies(id);
    return links.stream().map(AwsPolicyModel.Link::factId).toList();
  }
}
