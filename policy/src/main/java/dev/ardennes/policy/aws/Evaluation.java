package dev.ardennes.policy.aws;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One request, evaluated through all layers as AWS documents it: an explicit deny anywhere ends it; every limiting layer must
/// allow it; and identity and resource policies together must grant it.
///
/// Source of the order of layers: "Policy evaluation logic" in the IAM user guide.
final class Evaluation {
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
          "s3", "s3express", "s3-object-lambda", "kms", "lambda", "sqs", "sns", "secretsmanager", "ecr", "es",
          "aoss", "glacier", "events", "backup", "execute-api", "elasticfilesystem", "kinesis", "dynamodb",
          "glue", "logs", "codeartifact", "codebuild", "iot", "mediastore", "ses", "ssm", "ssm-incidents",
          "acm-pca", "athena", "cloudsearch", "ram", "rolesanywhere", "schemas", "serverlessrepo", "signer",
          "vpc-lattice", "bedrock", "bedrock-agentcore", "kafka", "cloudtrail", "lex", "sts", "scheduler");

  private final AwsPolicyModel model;
  private final StatementIndex index;
  private final Hypothesis hypothesis;
  private final boolean controlsMayFail;
  private final Names names;
  private final Subject subject;
  private final Resource resource;
  private final String action;
  private final @Nullable AwsAction known;
  private final AwsRequest request;
  private final StatementMatch matcher;
  private final @Nullable List<Explanation.Line> lines;
  private final List<Deny> denies = new ArrayList<>();
  private final SortedSet<Control> controls = new TreeSet<>();
  private final List<String> unmetConditions = new ArrayList<>();

  /// A deny that may apply, and the facts that are it.
  private record Deny(Formula when, Control control) {}

  /// A layer's name and whose it is, for explanations.
  private record Place(String layer, String holder) {}

  Evaluation(
      AwsPolicyModel model,
      AwsServices services,
      StatementIndex index,
      AwsRequest request,
      Hypothesis hypothesis,
      boolean controlsMayFail,
      @Nullable List<Explanation.Line> lines) {
    this.model = model;
    this.index = index;
    this.hypothesis = hypothesis;
    this.controlsMayFail = controlsMayFail;
    this.names = model.names();
    this.subject = Subject.of(request.principal(), model);
    this.action = request.action().toLowerCase(Locale.ROOT);
    this.known = services.action(request.action()).orElse(null);
    this.resource = resource(request, known, model);
    this.request = request;
    ContextKeys keys = new ContextKeys(model, services, subject, resource, request);
    this.matcher = new StatementMatch(action, resource, names, keys);
    this.lines = lines;
  }

  /// Actions that cannot be scoped to resources are requested on `*`.
  private static Resource resource(
      AwsRequest request, @Nullable AwsAction known, AwsPolicyModel model) {
    Resource resource = Resource.of(request.target(), model);
    boolean unscoped = known != null && !known.resourceLevel();
    return unscoped ? new Resource("*", null, resource.account(), null) : resource;
  }

  Resource resource() {
    return resource;
  }

  /// What decided where the answer is no; only after [#decide()].
  List<Control> controls() {
    return List.copyOf(controls);
  }

  /// When the request is allowed.
  Formula decide() {
    Formula identity = identity();
    Formula limits = boundary().and(sessions());
    PrincipalMatch grant = resourceGrant();
    Formula granted = combine(identity, limits, grant);
    Formula allowed = granted.and(endpoints()).and(serviceControl()).and(resourceControl());
    for (Deny deny : denies) {
      allowed = allowed.and(unless(deny));
    }
    if (allowed.isFalse() && controls.isEmpty()) {
      control(Control.Kind.CONDITION, "the conditions cannot hold together", unmetConditions);
    }
    return allowed;
  }

  // --- layers ---------------------------------------------------------------------------------------

  private Formula identity() {
    return switch (subject.kind()) {
      case ACCOUNT -> Formula.TRUE;
      case SERVICE, FEDERATED, ANYBODY -> Formula.FALSE;
      case USER, ROLE -> {
        Formula collected = subject.declared() == null ? uncollected() : ofPrincipal();
        Formula identity = hypothesis.granted().contains(subject.id()) ? Formula.TRUE : collected;
        if (identity.isFalse()) {
          missingAllow();
        }
        yield identity;
      }
    };
  }

  private void missingAllow() {
    if (unmetConditions.isEmpty()) {
      control(
          Control.Kind.MISSING_ALLOW,
          "no identity policy of `" + subject.arn() + "` allows " + question(),
          List.of());
    } else {
      control(
          Control.Kind.CONDITION,
          "the condition of what would allow " + question() + " cannot hold",
          unmetConditions);
    }
  }

  private Formula uncollected() {
    if (model.covers(subject.account(), Layer.IDENTITY)) {
      return Formula.FALSE;
    }
    return notCollected("an identity policy of `" + subject.arn() + "` allows " + question());
  }

  private Formula ofPrincipal() {
    Formula result = attached(subject.id(), "", new Place("identity policy", subject.arn()));
    for (AwsPolicyModel.Link membership : model.memberships(subject.id())) {
      if (!removed(membership.factId())) {
        result = result.or(ofGroup(membership.to(), membership.factId()));
      }
    }
    for (String group : hypothesis.joined().getOrDefault(subject.id(), new TreeSet<>())) {
      result = result.or(ofGroup(group, ""));
    }
    return result;
  }

  private Formula ofGroup(String group, String membershipFact) {
    String arn = model.principal(group).map(AwsPrincipal::arn).orElse(group);
    return attached(group, membershipFact, new Place("policy of a group", arn));
  }

  private Formula attached(String holder, String through, Place place) {
    List<Formula> allows = new ArrayList<>();
    for (AwsPolicyModel.Link link : model.attachments(holder)) {
      if (!removed(link.factId())) {
        allows.add(document(link, through, place));
      }
    }
    return Formula.any(allows);
  }

  private Formula boundary() {
    if (hypothesis.unbounded().contains(subject.id())) {
      return Formula.TRUE;
    }
    Formula result = Formula.TRUE;
    for (AwsPolicyModel.Link link : model.boundaries(subject.id())) {
      if (!removed(link.factId())) {
        Formula allows = document(link, "", new Place("permissions boundary", subject.arn()));
        String says = "the permissions boundary of `" + subject.arn() + "` does not allow " + question();
        result =
            result.and(limit(allows, Control.Kind.BOUNDARY, says, List.of(link.factId())));
      }
    }
    return result;
  }

  private Formula sessions() {
    return limiting(
        request.context().sessionPolicies(), Control.Kind.SESSION_POLICY, "session policy");
  }

  private Formula endpoints() {
    return limiting(
        request.context().endpointPolicies(), Control.Kind.SESSION_POLICY, "VPC endpoint policy");
  }

  /// Several documents of one layer grant together.
  private Formula limiting(List<String> documents, Control.Kind kind, String layer) {
    if (documents.isEmpty()) {
      return Formula.TRUE;
    }
    List<Formula> allows = new ArrayList<>();
    for (String id : documents) {
      Place place = new Place(layer, subject.arn());
      allows.add(document(new AwsPolicyModel.Link(id, ""), "", place));
    }
    String says = "the " + layer + " does not allow " + question();
    return limit(Formula.any(allows), kind, says, List.of());
  }

  private Formula serviceControl() {
    String account = subject.account();
    boolean exempt =
        !subject.isIam()
            || account.isEmpty()
            || model.managementAccount(account)
            || (subject.declared() != null && subject.declared().serviceLinked());
    List<List<AwsPolicyModel.Link>> levels = model.serviceControls(account);
    if (exempt || (levels == null && model.covers(account, Layer.SERVICE_CONTROL))) {
      return Formula.TRUE;
    }
    if (levels == null) {
      return Formula.of(
          Literal.unseenLayer("no service control policy of account `" + account + "` denies this", ""));
    }
    Formula result = Formula.TRUE;
    for (List<AwsPolicyModel.Link> level : levels) {
      List<Formula> allows = new ArrayList<>();
      for (AwsPolicyModel.Link link : level) {
        if (!removed(link.factId())) {
          allows.add(document(link, "", new Place("service control policy", account)));
        }
      }
      String says = "no service control policy of account `" + account + "` allows " + question();
      List<String> facts = level.stream().map(AwsPolicyModel.Link::factId).toList();
      result =
          result.and(
              limit(Formula.any(allows), Control.Kind.SERVICE_CONTROL_POLICY, says, facts));
    }
    return result;
  }

  /// AWS attaches an allow of everything to every level, which cannot be taken away: only denies count.
  private Formula resourceControl() {
    List<List<AwsPolicyModel.Link>> levels = model.resourceControls(resource.account());
    boolean serviceLinked = subject.declared() != null && subject.declared().serviceLinked();
    if (levels != null && !serviceLinked) {
      for (List<AwsPolicyModel.Link> level : levels) {
        for (AwsPolicyModel.Link link : level) {
          document(link, "", new Place("resource control policy", resource.account()));
        }
      }
    }
    return Formula.TRUE;
  }

  // --- resource policies ----------------------------------------------------------------------------

  private boolean needsTrust() {
    return TRUST_ACTIONS.contains(action) && !resource.isEverything();
  }

  private boolean needsKeyPolicy() {
    return action.startsWith("kms:")
        && resource.service().equals("kms")
        && Arns.resourcePart(resource.text()).startsWith("key/");
  }

  private PrincipalMatch resourceGrant() {
    String id = resource.declaredId();
    if (needsTrust()) {
      return trust(id);
    }
    if (id == null || model.resource(id).isEmpty()) {
      return undeclared();
    }
    List<AwsPolicyModel.Link> policies =
        model.resourcePolicies(id).stream().filter(link -> !removed(link.factId())).toList();
    if (policies.isEmpty() && needsKeyPolicy()) {
      return delegating(names.same(resource.account(), subject.account(), ""));
    }
    PrincipalMatch result = PrincipalMatch.NONE;
    for (AwsPolicyModel.Link link : policies) {
      result = result.or(resourceDocument(link, new Place("resource policy", resource.text())));
    }
    return result;
  }

  private PrincipalMatch trust(@Nullable String role) {
    if (role == null || model.principal(role).isEmpty()) {
      boolean covered = model.covers(resource.account(), Layer.IDENTITY);
      return covered
          ? PrincipalMatch.NONE
          : PrincipalMatch.direct(
              notCollected("the trust policy of `" + resource.text() + "` lets `" + subject.arn() + "` in"));
    }
    PrincipalMatch result = PrincipalMatch.NONE;
    for (AwsPolicyModel.Link link : model.trusts(role)) {
      if (!removed(link.factId())) {
        result = result.or(resourceDocument(link, new Place("trust policy", resource.text())));
      }
    }
    boolean edited =
        hypothesis.trusting().getOrDefault(role, new TreeSet<>()).contains(subject.id());
    if (!edited) {
      return result;
    }
    return subject.kind() == Subject.Kind.ROLE
        ? result.or(new PrincipalMatch(Formula.FALSE, Formula.TRUE, Formula.FALSE))
        : result.or(PrincipalMatch.EVERYBODY);
  }

  private PrincipalMatch undeclared() {
    boolean mayHavePolicy = RESOURCE_POLICY_SERVICES.contains(action.split(":", 2)[0]);
    if (resource.isEverything() || resource.names() != null || !mayHavePolicy) {
      return PrincipalMatch.NONE;
    }
    if (model.covers(resource.account(), Layer.RESOURCE)) {
      return PrincipalMatch.NONE;
    }
    boolean outsider = !sameAccountText();
    if (!outsider && !needsKeyPolicy()) {
      return PrincipalMatch.NONE;
    }
    return delegating(
        notCollected("the policy of `" + resource.text() + "` allows " + question() + " to `" + subject.arn() + "`"));
  }

  private boolean sameAccountText() {
    return resource.account().isEmpty()
        || names.same(resource.account(), subject.account(), "").isCertain();
  }

  private static PrincipalMatch delegating(Formula formula) {
    return new PrincipalMatch(Formula.FALSE, Formula.FALSE, formula);
  }

  // --- putting the layers together --------------------------------------------------------------------

  private Formula combine(Formula identity, Formula limits, PrincipalMatch grant) {
    if (!subject.isIam()) {
      if (grant.direct().isFalse()) {
        missingGrant();
      }
      return grant.direct();
    }
    Formula same = sameAccount();
    boolean required = needsTrust() || needsKeyPolicy();
    Formula own = identity.and(limits);
    Formula inside = grant.direct().or(grant.role().and(limits)).or(required ? grant.account().and(own) : own);
    boolean crosses = RESOURCE_POLICY_SERVICES.contains(action.split(":", 2)[0]);
    Formula outside = crosses ? grant.any().and(own) : Formula.FALSE;
    boolean grantNeeded = same.isFalse() || required;
    if (grantNeeded && grant.any().isFalse()) {
      missingGrant();
    }
    if (grantNeeded) {
      // what the identity lacks does not decide where the grant alone suffices, and is named where it does
    } else if (!grant.any().isFalse()) {
      controls.removeIf(control -> control.kind() == Control.Kind.MISSING_ALLOW && !inside.isFalse());
    }
    return same.and(inside).or(same.not().and(outside));
  }

  private void missingGrant() {
    boolean trust = needsTrust();
    control(
        trust || needsKeyPolicy() ? Control.Kind.TRUST : Control.Kind.MISSING_RESOURCE_ALLOW,
        "the " + (trust ? "trust" : "resource") + " policy of `" + resource.text() + "` does not let `" + subject.arn() + "` in",
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

  /// A resource without an account in its ARN belongs to the principal's, but for buckets, of which that is not known.
  private Formula sameAccount() {
    String account = resource.account();
    if (account.isEmpty() && resource.service().equals("s3") && !sameOwnerIsGiven()) {
      return notCollected(
          "`" + resource.text() + "` belongs to account `" + subject.account() + "`");
    }
    boolean own = account.isEmpty() || account.equals("aws") || account.equals("*");
    return own ? Formula.TRUE : names.same(account, subject.account(), "");
  }

  private boolean sameOwnerIsGiven() {
    return resource.text().indexOf('*') >= 0;
  }

  private Formula unless(Deny deny) {
    Formula spared = deny.when().not();
    if (spared.isFalse()) {
      controls.add(deny.control());
    }
    return controlsMayFail ? spared.or(Formula.of(Literal.failing(deny.control()))) : spared;
  }

  private Formula limit(Formula allows, Control.Kind kind, String says, List<String> facts) {
    if (allows.isFalse()) {
      control(kind, says, facts);
    }
    boolean mayFail = controlsMayFail && !allows.isCertain();
    Control control = new Control(kind, says, sorted(facts));
    return mayFail ? allows.or(Formula.of(Literal.failing(control))) : allows;
  }

  private void control(Control.Kind kind, String says, List<String> facts) {
    controls.add(new Control(kind, says, sorted(facts)));
  }

  private static List<String> sorted(List<String> facts) {
    return facts.stream().filter(fact -> !fact.isEmpty()).sorted().distinct().toList();
  }

  // --- documents ------------------------------------------------------------------------------------

  /// When an identity-like document allows the request; its denies are kept for later.
  private Formula document(AwsPolicyModel.Link link, String through, Place place) {
    Document document = model.document(link.to());
    Formula prefix = Formula.fact(through).and(Formula.fact(link.factId()));
    if (document.unknown() != null) {
      return unknownDocument(document, link, place).and(prefix);
    }
    List<Formula> allows = new ArrayList<>();
    for (Document.Numbered numbered : statements(document)) {
      StatementMatch.Parts parts = matcher.match(numbered);
      Formula when = parts.all();
      PolicyStatement.PrincipalElement named = numbered.statement().principal();
      if (named != null) {
        when = when.and(PrincipalMatch.of(named, subject, names, true, numbered.factId()).any());
      }
      explain(place, document, numbered, parts, when);
      if (!numbered.statement().allow()) {
        deny(when, link, numbered, place);
      } else {
        unmet(parts, numbered);
        allows.add(when.and(prefix).and(Formula.fact(numbered.factId())));
      }
    }
    return Formula.any(allows);
  }

  /// How the statements of a resource policy let the subject in; its denies are kept for later.
  private PrincipalMatch resourceDocument(AwsPolicyModel.Link link, Place place) {
    Document document = model.document(link.to());
    Formula prefix = Formula.fact(link.factId());
    if (document.unknown() != null) {
      return PrincipalMatch.direct(unknownDocument(document, link, place).and(prefix));
    }
    PrincipalMatch result = PrincipalMatch.NONE;
    for (Document.Numbered numbered : statements(document)) {
      StatementMatch.Parts parts = matcher.match(numbered);
      PrincipalMatch match = named(numbered).and(parts.all());
      explain(place, document, numbered, parts, match.any());
      if (!numbered.statement().allow()) {
        deny(match.any(), link, numbered, place);
      } else {
        unmet(parts, numbered);
        result = result.or(match.and(prefix.and(Formula.fact(numbered.factId()))));
      }
    }
    return result;
  }

  private PrincipalMatch named(Document.Numbered numbered) {
    PolicyStatement.PrincipalElement element = numbered.statement().principal();
    if (element == null) {
      return numbered.statement().unknown() != null ? PrincipalMatch.EVERYBODY : PrincipalMatch.NONE;
    }
    String id = resource.declaredId();
    String block = id == null ? null : model.publicAccessBlock(id);
    boolean blocked =
        block != null
            && !removed(block)
            && numbered.statement().allow()
            && numbered.statement().conditions().isEmpty()
            && (!subject.isIam() || !sameAccountText());
    if (blocked) {
      control(
          Control.Kind.PUBLIC_ACCESS_BLOCK,
          "the public access block of `" + resource.text() + "` takes grants to everybody away",
          List.of(block));
    }
    return PrincipalMatch.of(element, subject, names, !blocked, numbered.factId());
  }

  private List<Document.Numbered> statements(Document document) {
    List<Document.Numbered> all =
        lines == null ? index.candidates(document, action) : document.statements();
    return hypothesis.removed().isEmpty()
        ? all
        : all.stream().filter(numbered -> !removed(numbered.factId())).toList();
  }

  private Formula unknownDocument(Document document, AwsPolicyModel.Link link, Place place) {
    String what = document.unknown() == null ? document.id() : document.unknown();
    Literal silent = Literal.unseenLayer(what + " denies nothing", link.factId());
    denies.add(
        new Deny(
            Formula.of(silent.negate()),
            new Control(Control.Kind.EXPLICIT_DENY, what + " denies it", List.of(link.factId()))));
    if (lines != null) {
      lines.add(
          new Explanation.Line(
              place.layer(), place.holder(), document.id(), "", Explanation.Outcome.MAY_ALLOW, "was not collected"));
    }
    return notCollected(what + " allows " + question());
  }

  private void deny(
      Formula when, AwsPolicyModel.Link link, Document.Numbered numbered, Place place) {
    if (when.isFalse()) {
      return;
    }
    String sid = numbered.statement().sid();
    String says =
        "a deny" + (sid.isEmpty() ? "" : " `" + sid + "`") + " in the " + place.layer() + " of `" + place.holder() + "`";
    Control control =
        new Control(
            Control.Kind.EXPLICIT_DENY, says, sorted(List.of(link.factId(), numbered.factId())));
    denies.add(new Deny(when.withoutFacts(), control));
  }

  private void unmet(StatementMatch.Parts parts, Document.Numbered numbered) {
    if (!parts.action().isFalse() && !parts.resource().isFalse() && parts.condition().isFalse()) {
      unmetConditions.add(numbered.factId());
    }
  }

  private boolean removed(String factId) {
    return hypothesis.removed().contains(factId);
  }

  private Formula notCollected(String says) {
    return Formula.of(
        Literal.assumed(
            Assumption.Kind.NOT_COLLECTED, says, "it is not so that " + says, ""));
  }

  private String question() {
    String name = known == null ? request.action() : known.fullName();
    return "`" + name + "` on `" + resource.text() + "`";
  }

  private void explain(
      Place place,
      Document document,
      Document.Numbered numbered,
      StatementMatch.Parts parts,
      Formula when) {
    if (lines != null) {
      lines.add(
          ExplanationLines.line(
              place.layer(), place.holder(), document.id(), numbered, parts, when));
    }
  }
}
