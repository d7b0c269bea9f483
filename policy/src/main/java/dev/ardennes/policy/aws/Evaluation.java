package dev.ardennes.policy.aws;

import dev.ardennes.policy.Control;
import dev.ardennes.policy.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One request, evaluated through all layers as AWS documents it: an explicit deny anywhere ends
/// it; every limiting layer must allow it; and identity and resource policies together must grant
/// it.
///
/// Source of the order of layers: "Policy evaluation logic" in the IAM user guide.
final class Evaluation {
  /// The account that identities of CloudFront's own lie in.
  private static final String OWN_IDENTITIES = "cloudfront";

  private final AwsPolicyModel model;
  private final Hypothesis hypothesis;
  private final boolean controlsMayFail;
  private final boolean explained;
  private final boolean resourceControlled;
  private final Names names;
  private final Subject subject;
  private final Resource resource;
  private final AwsRequest request;
  private final Passages.@Nullable Way way;
  private final Documents documents;
  private final ResourceGrants grants;

  Evaluation(
      AwsPolicyModel model,
      AwsServices services,
      StatementIndex index,
      AwsRequest request,
      Hypothesis hypothesis,
      boolean controlsMayFail,
      @Nullable List<Explanation.Line> lines) {
    this.model = model;
    this.hypothesis = hypothesis;
    this.controlsMayFail = controlsMayFail;
    this.explained = lines != null;
    String service = request.action().substring(0, Math.max(0, request.action().indexOf(':')));
    this.resourceControlled =
        services.service(service).map(AwsService::resourceControlPolicies).orElse(true);
    this.names = model.names();
    this.subject = Subject.of(request.principal(), model);
    String action = request.action().toLowerCase(Locale.ROOT);
    AwsAction known = services.action(request.action()).orElse(null);
    this.resource = resource(request, known, model);
    this.way = model.passages().way(request.principal(), request.action());
    this.request = way == null ? request : request.withContext(request.context().passing(way));
    ContextKeys keys = new ContextKeys(model, services, subject, resource, this.request);
    StatementMatch matcher = new StatementMatch(action, resource, names, keys);
    String shownAction = known == null ? request.action() : known.fullName();
    this.documents =
        new Documents(
            model, index, hypothesis, subject, resource, action, shownAction, matcher, lines);
    this.grants = new ResourceGrants(model, hypothesis, subject, resource, action, documents);
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
    return List.copyOf(documents.controls());
  }

  /// When the request is allowed.
  ///
  /// Where the resource's policy must let the subject in and does not, nothing else is looked at,
  /// unless it is to be explained.
  Formula decide() {
    PrincipalMatch early = grants.required() && !explained ? grants.grant() : null;
    if (early != null && early.any().isFalse()) {
      grants.noteMissing();
      return Formula.FALSE;
    }
    Formula identity = identity();
    Formula boundary = boundary();
    Formula sessions = sessions();
    Formula granted = combine(identity, boundary, sessions, early != null ? early : grants.grant());
    Formula allowed = granted.and(endpoints()).and(serviceControl()).and(resourceControl());
    if (way != null) {
      allowed = allowed.and(Formula.facts(way.factIds()));
    }
    for (Documents.Deny deny : documents.denies()) {
      allowed = allowed.and(unless(deny));
    }
    if (allowed.isFalse() && documents.controls().isEmpty()) {
      documents.control(
          Control.Kind.CONDITION,
          "the conditions cannot hold together",
          documents.unmetConditions());
    }
    return allowed;
  }

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
    if (documents.unmetConditions().isEmpty()) {
      documents.control(
          Control.Kind.MISSING_ALLOW,
          "no identity policy of `" + subject.arn() + "` allows " + documents.question(),
          List.of());
    } else {
      documents.control(
          Control.Kind.CONDITION,
          "the condition of what would allow " + documents.question() + " cannot hold",
          documents.unmetConditions());
    }
  }

  private Formula uncollected() {
    if (model.covers(subject.account(), Layer.IDENTITY)) {
      return Formula.FALSE;
    }
    return documents.notCollected(
        "an identity policy of `" + subject.arn() + "` allows " + documents.question());
  }

  private Formula ofPrincipal() {
    Formula result =
        attached(subject.id(), "", new Documents.Place("identity policy", subject.arn()));
    for (AwsPolicyModel.Link membership : model.memberships(subject.id())) {
      if (!documents.removed(membership.factId())) {
        result = result.or(ofGroup(membership.to(), membership.factId()));
      }
    }
    for (String group : hypothesis.joined().getOrDefault(subject.id(), new TreeSet<>())) {
      result = result.or(ofGroup(group, ""));
    }
    for (String document : hypothesis.attached().getOrDefault(subject.id(), new TreeSet<>())) {
      AwsPolicyModel.Link link = new AwsPolicyModel.Link(document, "");
      Documents.Place place = new Documents.Place("identity policy", subject.arn());
      result = result.or(documents.identityDocument(link, "", place));
    }
    return result;
  }

  private Formula ofGroup(String group, String membershipFact) {
    String arn = model.principal(group).map(AwsPrincipal::arn).orElse(group);
    return attached(group, membershipFact, new Documents.Place("policy of a group", arn));
  }

  private Formula attached(String holder, String through, Documents.Place place) {
    List<Formula> allows = new ArrayList<>();
    for (AwsPolicyModel.Link link : model.attachments(holder)) {
      if (!documents.removed(link.factId()) && !isTakenOff(link)) {
        allows.add(documents.identityDocument(link, through, place));
      }
    }
    return Formula.any(allows);
  }

  private boolean isTakenOff(AwsPolicyModel.Link link) {
    return hypothesis.undenied().contains(subject.id()) && model.document(link.to()).denies();
  }

  private Formula boundary() {
    if (hypothesis.unbounded().contains(subject.id())) {
      return Formula.TRUE;
    }
    Formula result = Formula.TRUE;
    for (AwsPolicyModel.Link link : model.boundaries(subject.id())) {
      if (!documents.removed(link.factId())) {
        Formula allows =
            documents.identityDocument(
                link, "", new Documents.Place("permissions boundary", subject.arn()));
        String says =
            "the permissions boundary of `"
                + subject.arn()
                + "` does not allow "
                + documents.question();
        result = result.and(limit(allows, Control.Kind.BOUNDARY, says, List.of(link.factId())));
      }
    }
    return result;
  }

  private Formula sessions() {
    List<AwsPolicyModel.Link> asked = links(request.context().sessionPolicies());
    List<AwsPolicyModel.Link> declared = model.sessionPolicies(request.principal());
    Formula given = asked.isEmpty() ? Formula.TRUE : limiting(asked, "session policy");
    return declared == null ? given : given.and(limiting(declared, "session policy"));
  }

  private Formula endpoints() {
    List<AwsPolicyModel.Link> asked = links(request.context().endpointPolicies());
    return asked.isEmpty() ? Formula.TRUE : limiting(asked, "VPC endpoint policy");
  }

  private static List<AwsPolicyModel.Link> links(List<String> documents) {
    return documents.stream().map(id -> new AwsPolicyModel.Link(id, "")).toList();
  }

  /// Several documents of one layer grant together.
  private Formula limiting(List<AwsPolicyModel.Link> links, String layer) {
    List<Formula> allows = new ArrayList<>();
    for (AwsPolicyModel.Link link : links) {
      if (!documents.removed(link.factId())) {
        Documents.Place place = new Documents.Place(layer, subject.arn());
        allows.add(documents.identityDocument(link, "", place));
      }
    }
    Control.Kind kind = Control.Kind.SESSION_POLICY;
    String says = "the " + layer + " does not allow " + documents.question();
    return limit(Formula.any(allows), kind, says, List.of());
  }

  private Formula serviceControl() {
    String account = subject.account();
    boolean exempt =
        hypothesis.unlimited().contains(subject.id())
            || !subject.isIam()
            || account.isEmpty()
            || account.equals(OWN_IDENTITIES)
            || (subject.declared() != null && subject.declared().serviceLinked());
    List<List<AwsPolicyModel.Link>> levels = model.serviceControls(account);
    if (exempt || (levels == null && model.covers(account, Layer.SERVICE_CONTROL))) {
      return Formula.TRUE;
    }
    List<String> managing = model.managementAccount(account);
    if (managing != null && managing.stream().noneMatch(documents::removed)) {
      documents.note(
          new Documents.Place("service control policy", account),
          "the account manages its organization, which such policies do not limit");
      return Formula.facts(managing);
    }
    return ServiceControls.allow(
        levels, account, model.controlPlace(account), documents, this::limit);
  }

  /// AWS attaches an allow of everything to every level, which cannot be taken away: only denies
  /// count.
  private Formula resourceControl() {
    List<List<AwsPolicyModel.Link>> levels = model.resourceControls(resource.account());
    boolean exempt =
        (subject.declared() != null && subject.declared().serviceLinked())
            || (hypothesis.unlimited().contains(subject.id())
                && subject.account().equals(resource.account()));
    if (levels != null && !exempt && resourceControlled) {
      for (List<AwsPolicyModel.Link> level : levels) {
        for (AwsPolicyModel.Link link : level) {
          documents.identityDocument(
              link, "", new Documents.Place("resource control policy", resource.account()));
        }
      }
    }
    return Formula.TRUE;
  }

  private Formula combine(
      Formula identity, Formula boundary, Formula sessions, PrincipalMatch grant) {
    boolean required = grants.required();
    Formula same = subject.isIam() ? sameAccount() : Formula.TRUE;
    if (grant.any().isFalse() && (required || same.isFalse() || !subject.isIam())) {
      grants.noteMissing();
    }
    if (!subject.isIam()) {
      return grant.direct().or(grant.everybody());
    }
    Formula limits = boundary.and(sessions);
    Formula own = identity.and(limits);
    Formula inside =
        grant
            .direct()
            .and(required ? sessions : Formula.TRUE)
            .or(grant.everybody().and(sessions))
            .or(grant.role().and(limits))
            .or(required ? grant.account().and(own) : own);
    Formula outside = grants.crossesAccounts() ? grant.any().and(own) : Formula.FALSE;
    return same.and(inside).or(same.not().and(outside));
  }

  /// A resource without an account in its ARN belongs to the principal's, but for buckets, of which
  /// that is not known.
  private Formula sameAccount() {
    String account = resource.account();
    if (account.isEmpty() && resource.service().equals("s3") && !sameOwnerIsGiven()) {
      return documents.notCollected(
          "`" + resource.text() + "` belongs to account `" + subject.account() + "`");
    }
    boolean own = account.isEmpty() || account.equals("aws") || account.equals("*");
    return own ? Formula.TRUE : names.same(account, subject.account(), "");
  }

  private boolean sameOwnerIsGiven() {
    return resource.text().indexOf('*') >= 0;
  }

  private Formula unless(Documents.Deny deny) {
    Formula spared = deny.when().not();
    if (spared.isFalse()) {
      documents.controls().add(deny.control());
    }
    return controlsMayFail ? spared.or(Formula.of(Literal.failing(deny.control()))) : spared;
  }

  private Formula limit(Formula allows, Control.Kind kind, String says, List<String> facts) {
    if (allows.isFalse()) {
      documents.control(kind, says, facts);
    }
    boolean mayFail = controlsMayFail && !allows.isCertain();
    Control control = new Control(kind, says, Documents.sorted(facts));
    return mayFail ? allows.or(Formula.of(Literal.failing(control))) : allows;
  }
}
