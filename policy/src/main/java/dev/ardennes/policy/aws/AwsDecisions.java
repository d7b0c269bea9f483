package dev.ardennes.policy.aws;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Explanation;
import dev.ardennes.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Answers what AWS would allow, from an immutable model.
///
/// Every answer is a pure function of the model and the question. Instances keep intermediate
/// results and may be shared by threads. Unless a method says otherwise, one answer costs time
/// linear in the statements that can cover the action.
///
/// ```java
/// var aws = new AwsDecisions(model, AwsServices.bundled());
/// aws.may(user, "iam:CreateAccessKey", otherUser).verdict(); // YES
/// ```
public final class AwsDecisions {
  private static final String ADMINISTRATOR_ACCESS = "arn:aws:iam::aws:policy/AdministratorAccess";

  /// The action by which a key's users are told to AWS.
  public static final String CREATE_GRANT = "kms:CreateGrant";

  private final AwsPolicyModel model;
  private final AwsServices services;
  private final StatementIndex index = new StatementIndex();
  private final ConcurrentHashMap<String, Trusting> trusted = new ConcurrentHashMap<>();
  private final IdentityGrants grants;

  public AwsDecisions(AwsPolicyModel model, AwsServices services) {
    this.model = model;
    this.services = services;
    this.grants = new IdentityGrants(model, index);
  }

  /// The answer to a request, exactly as it stands.
  public Decision decide(AwsRequest request) {
    return decide(request, Hypothesis.NONE);
  }

  /// The answer to a request under changed state.
  public Decision decide(AwsRequest request, Hypothesis hypothesis) {
    Evaluation evaluation = evaluation(request, hypothesis, false);
    Formula formula = evaluation.decide();
    List<Alternative> alternatives = Alternatives.of(formula, evaluation.resource().names());
    return decision(formula, alternatives, evaluation);
  }

  /// The answer to a request that also has to meet what the formula says.
  Decision decide(AwsRequest request, Formula also) {
    Evaluation evaluation = evaluation(request, Hypothesis.NONE, false);
    Formula formula = evaluation.decide().and(also);
    return decision(formula, Alternatives.of(formula, null), evaluation);
  }

  /// Whether the principal may perform the action on the resource, with the request parameters that
  /// serve an attacker best: attaching a policy means attaching `AdministratorAccess`.
  public Decision may(String principal, String action, String resource) {
    return may(principal, action, resource, Hypothesis.NONE);
  }

  /// As [#may(String, String, String)] under changed state.
  public Decision may(String principal, String action, String resource, Hypothesis hypothesis) {
    AwsRequest request = AwsRequest.of(principal, action, resource).withContext(best(action));
    return decide(request, hypothesis);
  }

  /// As `may`, if the principal's identity policies allowed everything; all other layers hold.
  public Decision mayIfGranted(String principal, String action, String resource) {
    return may(principal, action, resource, Hypothesis.granted(idOf(principal)));
  }

  /// As `may`, if the user were in the group.
  public Decision mayAsMember(String user, String group, String action, String resource) {
    return may(user, action, resource, Hypothesis.member(idOf(user), idOf(group)));
  }

  /// Whether the principal may assume the role: its own permissions and the role's trust together.
  public Decision mayAssume(String principal, String role) {
    return mayAssume(principal, role, Hypothesis.NONE);
  }

  /// As [#mayAssume(String, String)] under changed state. An identity provider as principal assumes
  /// with its own action.
  public Decision mayAssume(String principal, String role, Hypothesis hypothesis) {
    Subject subject = Subject.of(principal, model);
    boolean saml = subject.arn().contains(":saml-provider/");
    String action =
        subject.kind() != Subject.Kind.FEDERATED
            ? "sts:AssumeRole"
            : saml ? "sts:AssumeRoleWithSAML" : "sts:AssumeRoleWithWebIdentity";
    return decide(AwsRequest.of(principal, action, role), hypothesis);
  }

  /// Whether the principal may assume the role once the role's trust policy names it.
  public Decision mayAssumeIfTrusted(String principal, String role) {
    return mayAssume(principal, role, Hypothesis.trusting(idOf(role), idOf(principal)));
  }

  /// Whether the principal may perform the action on the key once it has made a grant to itself: it
  /// may make one for this action and itself, and nothing denies it the action.
  ///
  /// A grant allows what an `Allow` of the key's policy does, and an explicit deny ends it.
  public Decision mayWithGrant(String principal, String action, String key, Hypothesis hypothesis) {
    Subject subject = Subject.of(principal, model);
    AwsRequest.Context making =
        best(CREATE_GRANT).with("kms:GrantOperations", action.substring(action.indexOf(':') + 1));
    if (subject.kind() != Subject.Kind.ACCOUNT) {
      making = making.with("kms:GranteePrincipal", subject.arn());
    }
    AwsRequest request = AwsRequest.of(principal, CREATE_GRANT, key).withContext(making);
    String id = model.resource(key).map(AwsResource::id).orElse(key);
    return Conjunction.and(
        decide(request, hypothesis),
        may(principal, action, key, hypothesis.andGrantOf(id, subject.id())));
  }

  /// Whether the role's trust policy lets the service (or `*`, or an identity provider) assume the
  /// role.
  public Decision trusts(String role, String service) {
    return trusts(role, service, Hypothesis.NONE);
  }

  /// As [#trusts(String, String)] under changed state.
  public Decision trusts(String role, String service, Hypothesis hypothesis) {
    return mayAssume(service, role, hypothesis);
  }

  /// Whether the principal may pass the role to the service: it may perform `iam:PassRole` with
  /// that service, the role trusts the service, and both are of one account.
  public Decision mayPass(String principal, String role, String service) {
    return mayPass(principal, role, service, Hypothesis.NONE);
  }

  /// As [#mayPass(String, String, String)] under changed state.
  public Decision mayPass(String principal, String role, String service, Hypothesis hypothesis) {
    AwsRequest pass =
        AwsRequest.of(principal, "iam:PassRole", role)
            .withContext(AwsRequest.Context.of(Map.of("iam:PassedToService", service)));
    Evaluation passing = evaluation(pass, hypothesis, false);
    Trusting trusting = trusting(role, service, hypothesis);
    Formula formula = passing.decide().and(trusting.formula());
    List<Alternative> alternatives = Alternatives.of(formula, null);
    Verdict verdict = verdict(alternatives, formula.complete());
    Set<Control> controls = new TreeSet<>();
    if (verdict == Verdict.NO) {
      controls.addAll(passing.controls());
      controls.addAll(trusting.controls());
    }
    return new Decision(verdict, alternatives, formula.complete(), List.copyOf(controls));
  }

  /// When a role trusts a service, and what says no where it does not.
  private record Trusting(Formula formula, List<Control> controls) {}

  /// What the attacker has done to a principal changes nothing about whom a role trusts, so that
  /// the answer is the same for all who would pass the role.
  private Trusting trusting(String role, String service, Hypothesis hypothesis) {
    boolean asItStands = hypothesis.trusting().isEmpty() && hypothesis.removed().isEmpty();
    return asItStands
        ? trusted.computeIfAbsent(
            service + " " + role, key -> trustingAnew(role, service, Hypothesis.NONE))
        : trustingAnew(role, service, hypothesis);
  }

  private Trusting trustingAnew(String role, String service, Hypothesis hypothesis) {
    Evaluation evaluation =
        evaluation(AwsRequest.of(service, "sts:AssumeRole", role), hypothesis, false);
    Formula formula = evaluation.decide();
    return new Trusting(formula, evaluation.controls());
  }

  /// Whether the principal has full control of its account: every request of [AdministratorProfile]
  /// is allowed on `*`, under all layers.
  public Decision administrator(String principal) {
    return administrator(principal, Hypothesis.NONE);
  }

  /// As [#administrator(String)] under changed state.
  public Decision administrator(String principal, Hypothesis hypothesis) {
    return performs(principal, AdministratorProfile.ACTIONS, hypothesis);
  }

  /// Whether every one of the actions is allowed on `*`, under all layers.
  public Decision performs(String principal, List<String> actions, Hypothesis hypothesis) {
    Formula all = Formula.TRUE;
    for (String action : actions) {
      AwsRequest request = AwsRequest.of(principal, action, "*").withContext(best(action));
      Evaluation evaluation = evaluation(request, hypothesis, false);
      all = all.and(evaluation.decide());
      if (Alternatives.of(all, null).isEmpty()) {
        return decision(all, List.of(), evaluation);
      }
    }
    return new Decision(
        verdict(Alternatives.of(all, null), all.complete()),
        Alternatives.of(all, null),
        all.complete(),
        List.of());
  }

  /// The names for which the principal may perform the action on resources of a type in an account,
  /// whether they exist or not.
  ///
  /// Each alternative has a set of names of its own; two questions about one name are joined by
  /// [NameSet#intersect].
  ///
  /// @param resourceType a resource type of the action's service, such as `function`
  public NamedDecision mayNames(
      String principal, String action, String resourceType, String account) {
    return mayNames(principal, action, resourceType, account, Hypothesis.NONE);
  }

  /// As [#mayNames(String, String, String, String)] under changed state.
  public NamedDecision mayNames(
      String principal, String action, String resourceType, String account, Hypothesis hypothesis) {
    String service = action.substring(0, Math.max(0, action.indexOf(':')));
    Optional<AwsResourceType> type =
        services.service(service).flatMap(found -> found.type(resourceType));
    Glob bound =
        type.map(found -> NamePattern.ofType(found, "aws", account)).orElse(Glob.EVERYTHING);
    AwsRequest request =
        new AwsRequest(
            principal, action, new AwsRequest.Any(bound.toString(), account), best(action));
    return names(request, bound, hypothesis);
  }

  /// The names that match a pattern for which the principal may perform the action: the objects of
  /// a bucket, say.
  public NamedDecision mayNamesLike(
      String principal, String action, String pattern, String account, Hypothesis hypothesis) {
    AwsRequest request =
        new AwsRequest(principal, action, new AwsRequest.Any(pattern, account), best(action));
    return names(request, NamePattern.glob(pattern), hypothesis);
  }

  private NamedDecision names(AwsRequest request, Glob bound, Hypothesis hypothesis) {
    Evaluation evaluation = evaluation(request, hypothesis, false);
    Formula formula = evaluation.decide();
    List<NamedAlternative> named = Alternatives.named(formula, model.names().known(bound));
    List<Alternative> plain = named.stream().map(NamedAlternative::alternative).toList();
    Decision decision = decision(formula, plain, evaluation);
    return new NamedDecision(decision.verdict(), named, decision.complete(), decision.controls());
  }

  /// The ways in which the request would be allowed if controls failed; each has assumptions of
  /// kind `control-fails`. Empty where nothing grants it, for then nothing can fail.
  public List<Alternative> ifControlsFail(AwsRequest request, Hypothesis hypothesis) {
    Evaluation evaluation = evaluation(request, hypothesis, true);
    return Alternatives.of(evaluation.decide(), evaluation.resource().names()).stream()
        .filter(
            alternative ->
                alternative.assumptions().stream()
                    .anyMatch(a -> a.kind() == Assumption.Kind.CONTROL_FAILS))
        .toList();
  }

  /// The decision with what came of every statement of every layer, in order of evaluation.
  public Explanation explain(AwsRequest request, Hypothesis hypothesis) {
    List<Explanation.Line> lines = new ArrayList<>();
    Evaluation evaluation =
        new Evaluation(model, services, index, request, hypothesis, false, lines);
    Formula formula = evaluation.decide();
    List<Alternative> alternatives = Alternatives.of(formula, evaluation.resource().names());
    return new Explanation(decision(formula, alternatives, evaluation), lines);
  }

  /// The smallest set of facts without which the request is not allowed in any way, conditions
  /// included; proved by evaluating again. Empty if the request is not allowed anyway, or if no set
  /// of facts suffices.
  ///
  /// Cost: exponential in the size of the answer, which is limited; beyond the limit a set that
  /// suffices, not always the smallest.
  public Optional<Removal> minimalRemovals(AwsRequest request) {
    return Removals.minimal(
        removed -> decide(request, Hypothesis.without(new TreeSet<>(removed))).alternatives());
  }

  /// What the identity policies of principals may allow at all.
  public IdentityGrants grants() {
    return grants;
  }

  /// Whether the texts, ids with unknown parts, are of one account.
  public Decision sameAccount(String one, String other) {
    Formula formula = model.names().same(one, other, "");
    return decision(formula, Alternatives.of(formula, null));
  }

  /// Whom the resource's own policies may let in; nobody where it has none.
  public LetIn letIn(String resource) {
    return letIn(model.resourcePolicies(resource));
  }

  /// What the resource's own policies say; null where they depend on more than its name.
  ///
  /// @param account the text of its account
  public @Nullable OwnWords ownWords(String resource, String arn, String account) {
    List<AwsPolicyModel.Link> links = model.resourcePolicies(resource);
    return links.isEmpty()
        ? OwnWords.NONE
        : OwnWords.of(links.stream().map(link -> model.document(link.to())).toList(), arn, account);
  }

  /// Whom the role's trust policies may let in.
  public LetIn trusted(String role) {
    return letIn(model.trusts(role));
  }

  /// Which roles trust the tokens of identity providers.
  public TokenTrust tokenTrust() {
    return new TokenTrust(model, this);
  }

  /// Which services act on resources for strangers.
  public ServiceDeputies deputies() {
    return new ServiceDeputies(model, this);
  }

  private LetIn letIn(List<AwsPolicyModel.Link> links) {
    return LetIn.of(links.stream().map(link -> model.document(link.to())).toList());
  }

  private Evaluation evaluation(
      AwsRequest request, Hypothesis hypothesis, boolean controlsMayFail) {
    return new Evaluation(model, services, index, request, hypothesis, controlsMayFail, null);
  }

  private static Decision decision(
      Formula formula, List<Alternative> alternatives, Evaluation... evaluations) {
    Verdict verdict = verdict(alternatives, formula.complete());
    Set<Control> controls = new TreeSet<>();
    if (verdict == Verdict.NO) {
      for (Evaluation evaluation : evaluations) {
        controls.addAll(evaluation.controls());
      }
    }
    return new Decision(verdict, alternatives, formula.complete(), List.copyOf(controls));
  }

  private static Verdict verdict(List<Alternative> alternatives, boolean complete) {
    if (alternatives.isEmpty()) {
      return complete ? Verdict.NO : Verdict.CONDITIONAL;
    }
    return alternatives.stream().anyMatch(Alternative::unconditional)
        ? Verdict.YES
        : Verdict.CONDITIONAL;
  }

  /// The principal whose session it is; itself where it is no declared session.
  public String acting(String principal) {
    return model.acting(principal);
  }

  private String idOf(String principal) {
    return model.principal(principal).map(AwsPrincipal::id).orElse(principal);
  }

  private static AwsRequest.Context best(String action) {
    String lower = action.toLowerCase(Locale.ROOT);
    if (lower.equals(CREATE_GRANT.toLowerCase(Locale.ROOT))) {
      // No service makes the attacker's grant for it, which is to read what is encrypted.
      return AwsRequest.Context.of(
          Map.of("kms:GrantIsForAWSResource", "false", "kms:GrantOperations", "Decrypt"));
    }
    if (lower.equals("ram:createresourceshare")) {
      // The share is to be used by an account of the attacker's.
      return AwsRequest.Context.of(Map.of("ram:RequestedAllowsExternalPrincipals", "true"));
    }
    if (lower.equals("ram:associateresourceshare")) {
      return AwsRequest.Context.of(Map.of("ram:AllowsExternalPrincipals", "true"));
    }
    boolean attaches = lower.startsWith("iam:attach") && lower.endsWith("policy");
    return attaches
        ? AwsRequest.Context.of(Map.of("iam:PolicyARN", ADMINISTRATOR_ACCESS))
        : AwsRequest.Context.NONE;
  }
}
