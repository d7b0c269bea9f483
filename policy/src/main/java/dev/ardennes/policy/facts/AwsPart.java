package dev.ardennes.policy.facts;

import dev.ardennes.model.Entity;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.DecisionPart;
import dev.ardennes.policy.Explanation;
import dev.ardennes.policy.Remembered;
import dev.ardennes.policy.Scope;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.AwsAction;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.AwsPolicyModel;
import dev.ardennes.policy.aws.AwsRequest;
import dev.ardennes.policy.aws.AwsServices;
import dev.ardennes.policy.aws.Hypothesis;
import dev.ardennes.policy.aws.NamedAlternative;
import dev.ardennes.policy.aws.NamedDecision;
import dev.ardennes.policy.facts.RelationDecisions.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides the computed relations about AWS. Not safe for several threads.
final class AwsPart implements DecisionPart {
  /// How many times more a principal may do whose policies allow everything.
  private static final int MORE_IF_GRANTED = 10;

  private static final String ABSORPTION = "not_absorbed";
  private static final Set<String> GUARDED =
      Set.of("may", "may_pass", "may_assume", "may_assume_if_trusted");
  private static final Set<String> PROVIDERS =
      Set.of("aws.iam.saml-provider", "aws.iam.oidc-provider");

  private final FactBase facts;
  private final AwsServices services;
  private final AwsDecisions aws;
  private final ActionTargets targets;
  private final AwsListing listing;
  private final Remembered decided = new Remembered(this::decideWithReasons);
  private final Accounts accounts;
  private final Denials denials;
  private final Organisations organisations;
  private final Widening widening;
  private final Retrusting retrusting;
  private final ArgumentFacts arguments;
  private final NetworkDemands demands;
  private final KeyUse keys;

  /// @param asOf the time against which conditions about the time are decided; null leaves them
  ///   open
  AwsPart(FactBase facts, @Nullable Instant asOf, AwsServices services) {
    this.facts = facts;
    this.services = services;
    AwsPolicyModel model = FactModel.of(facts, asOf);
    this.aws = new AwsDecisions(model, services);
    this.targets = new ActionTargets(facts, services);
    this.denials = new Denials(facts);
    this.arguments = new ArgumentFacts(facts);
    this.demands = new NetworkDemands(facts);
    this.keys = new KeyUse(facts, aws, arguments, this::may);
    this.accounts = new Accounts(facts);
    this.widening = new Widening(facts, aws);
    this.retrusting = new Retrusting(aws);
    this.organisations = new Organisations(facts, model, aws, this::decide);
    this.listing =
        new AwsListing(
            facts, services, aws, targets, new AwsListing.Others(denials, organisations, widening));
  }

  @Override
  public Set<String> relations() {
    return AwsQuestions.relations();
  }

  @Override
  public String engine(String relation) {
    return "policy.aws";
  }

  @Override
  public boolean answers(String relation) {
    return switch (relation) {
      case "only_denied_by" -> denials.denyAnything();
      case "may_widen" -> widening.isPossible();
      case "is_limited", "restricted", "may_lift_limits" -> organisations.limitAnything();
      case "allows_everything" -> !facts.relation("older_version").isEmpty();
      default -> true;
    };
  }

  @Override
  public boolean mayHold(String relation, List<String> args) {
    return listing.mayHold(relation, args);
  }

  @Override
  public List<Integer> openColumns(String relation) {
    return AwsQuestions.openColumns(relation);
  }

  @Override
  public Decision decide(String relation, List<String> args) {
    if (relation.startsWith(ABSORPTION)) {
      // asked about every pair, and told by the principal and the account alone
      return decideAnew(relation, args);
    }
    return decided.decide(relation, args);
  }

  private Decision decideWithReasons(String relation, List<String> args) {
    return arguments.with(demands.inside(relation, args, () -> decideAnew(relation, args)), args);
  }

  private Decision decideAnew(String relation, List<String> args) {
    String first = args.getFirst();
    StateChange change = AwsQuestions.change(relation);
    if (change != StateChange.NONE) {
      return change(change.plain(relation), args, change);
    }
    return switch (relation) {
      case "may_as_member" ->
          Narrowing.through(
              facts,
              args.get(1),
              question(
                  "may",
                  List.of(first, args.get(2), args.get(3)),
                  Hypothesis.member(first, args.get(1))));
      case "administrator_as_member" ->
          Narrowing.through(
              facts,
              args.get(1),
              question(
                  "administrator",
                  List.of(first, args.get(2)),
                  Hypothesis.member(first, args.get(1))));
      case "may_assume_if_trusted" -> retrusting.assume(first, args.get(1));
      case "barred_from_role" -> retrusting.barred(first, args.get(1));
      default -> question(relation, args, Hypothesis.NONE);
    };
  }

  private Decision change(String plain, List<String> args, StateChange change) {
    String first = args.getFirst();
    if (change == StateChange.WIDENED && !plain.equals(ABSORPTION)) {
      return widening.decide(first, hypothesis -> question(plain, args, hypothesis));
    }
    return plain.equals(ABSORPTION)
        ? notAbsorbed("administrator" + change.suffix(), first, args.get(1))
        : question(plain, args, change.about(aws.acting(first)));
  }

  private Decision question(String relation, List<String> args, Hypothesis hypothesis) {
    String first = args.getFirst();
    return switch (relation) {
      case "may" -> may(first, args.get(1), args.get(2), hypothesis);
      case "may_any" -> mayAny(first, args.get(1), hypothesis);
      case "may_on_new" -> mayOnNew(first, args.get(1), args.get(2), hypothesis);
      case "may_pass" -> aws.mayPass(first, args.get(1), args.get(2), hypothesis);
      case "may_assume" -> aws.mayAssume(principal(first), args.get(1), hypothesis);
      case "may_decrypt" -> keys.mayDecrypt(first, args.get(1), hypothesis);
      case "may_with_grant" -> aws.mayWithGrant(first, args.get(1), args.get(2), hypothesis);
      case "trusts_service" -> aws.trusts(first, args.get(1), hypothesis);
      case "administrator" -> accounts.administrator(aws, first, args.get(1), hypothesis);
      case "same_account" -> accounts.same(first, args.get(1));
      case "role_abroad" -> accounts.different(first, args.get(1));
      case "acts_for" -> accounts.actsFor(first, args.get(1));
      case "url_lets_everybody_in" -> FunctionUrls.letsEverybodyIn(aws, first);
      case "may_through" ->
          new AccessPoints(facts, aws, arguments).through(first, args.get(1), args.get(2));
      case "trusts_anchor" -> new TrustAnchors(facts, aws).trusts(first, args.get(1));
      case "trusts_new_anchor" -> new TrustAnchors(facts, aws).trustsNew(first, args.get(1));
      case "may_hand_out" -> new HandedOut(facts, aws).decide(first, args.get(1));
      case "serves_strangers" -> aws.deputies().decide(args.get(1), args.get(2), first);
      case ABSORPTION -> notAbsorbed("administrator", first, args.get(1));
      case "only_denied_by" -> denials.onlyDeniedBy(first, args.get(1));
      case "allows_everything" -> denials.allowsEverything(first);
      case "uncovered" -> accounts.uncovered(first, args.get(1));
      case "unseen" -> accounts.unseen(first);
      case "may_widen" -> widening.mayWiden(first, args.get(1));
      case "is_limited" -> organisations.isLimited(first);
      case "unrestricted" -> organisations.unrestricted(first);
      case "restricted" -> organisations.restricted(first);
      case "lies_below" -> new Places(facts).liesBelow(first, args.get(1), args.get(2));
      case "may_lift_limits" -> organisations.mayLift(first, args.get(1), args.get(2));
      case "permission_names" ->
          Narrowing.naming(
              facts, args.get(2), may(first, args.get(1), args.get(2), Hypothesis.NONE));
      default -> throw new IllegalArgumentException("no computed relation: " + relation);
    };
  }

  // --- actions
  // ----------------------------------------------------------------------------------------

  /// As requests name it: identity providers by their ARN.
  private String principal(String id) {
    if (id.equals(EntryPoint.INTERNET)) {
      return "*";
    }
    Entity entity = facts.entity(id);
    String arn =
        entity != null && PROVIDERS.contains(entity.kind()) ? facts.second("arn", id) : null;
    return arn == null ? id : arn;
  }

  private Decision may(String principal, String action, String resource, Hypothesis hypothesis) {
    AwsAction known = services.action(action).orElse(null);
    String arn = facts.second("arn", resource);
    if (known == null || known.resources().isEmpty()) {
      return aws.may(principal(principal), action, "*", hypothesis);
    }
    ActionTargets.Fit fit = arn == null ? null : targets.fit(known, arn);
    if (fit == null || arn == null) {
      return Conjunction.no("the action is about other things");
    }
    Decision decision = about(principal, action, resource, arn, fit, hypothesis);
    return withRequired(principal, known, fit.type(), hypothesis, decision);
  }

  private Decision about(
      String principal,
      String action,
      String resource,
      String arn,
      ActionTargets.Fit fit,
      Hypothesis hypothesis) {
    if (!fit.inside()) {
      return aws.may(principal(principal), action, resource, hypothesis);
    }
    String account = Optional.ofNullable(FactModel.accountText(facts, resource)).orElse("");
    return Names.plain(
        aws.mayNamesLike(principal(principal), action, arn + "/*", account, hypothesis));
  }

  private Decision withRequired(
      String principal, AwsAction action, String type, Hypothesis hypothesis, Decision decision) {
    Decision all = decision;
    String account = FactModel.accountText(facts, principal);
    for (String other : ActionTargets.alsoRequired(action, type)) {
      if (all.verdict() == Verdict.NO || account == null) {
        break;
      }
      all = Conjunction.and(all, onSome(principal, action, other, account, hypothesis));
    }
    return all;
  }

  /// About some resource of the type: one of the account, or one that AWS itself offers to
  /// everybody.
  private Decision onSome(
      String principal, AwsAction action, String type, String account, Hypothesis hypothesis) {
    String name = action.fullName();
    Decision own = Names.plain(aws.mayNames(principal(principal), name, type, account, hypothesis));
    if (own.verdict() == Verdict.YES || !ActionTargets.alsoOffered(action, type)) {
      return own;
    }
    Decision offered = Names.plain(aws.mayNames(principal(principal), name, type, "", hypothesis));
    return own.verdict() == Verdict.NO || offered.verdict() == Verdict.YES ? offered : own;
  }

  private Decision mayAny(String principal, String action, Hypothesis hypothesis) {
    AwsAction known = services.action(action).orElse(null);
    String account = FactModel.accountText(facts, principal);
    if (known == null || known.resources().isEmpty() || account == null) {
      return aws.may(principal(principal), action, "*", hypothesis);
    }
    List<String> required = ActionTargets.alsoRequired(known, "");
    if (required.isEmpty()) {
      return Names.plain(aws.mayNamesLike(principal(principal), action, "*", account, hypothesis));
    }
    return withRequired(principal, known, "", hypothesis, Conjunction.TRUE);
  }

  private Decision mayOnNew(String principal, String action, String name, Hypothesis hypothesis) {
    AwsAction known = services.action(action).orElse(null);
    String account = FactModel.accountText(facts, principal);
    if (known == null || account == null) {
      return Conjunction.no("the action is not known");
    }
    AwsRequest request = AwsRequest.of(principal(principal), action, name).inAccount(account);
    Decision decision = aws.decide(request, hypothesis);
    String type = ActionTargets.named(known).orElse("");
    return withRequired(principal, known, type, hypothesis, decision);
  }

  /// See [RelationDecisions#names].
  List<Named> names(String relation, String principal, String action) {
    AwsAction known = services.action(action).orElse(null);
    String account = FactModel.accountText(facts, principal);
    if (known == null || account == null) {
      return List.of();
    }
    StateChange change = AwsQuestions.change(relation);
    if (!listing.mayBeGranted(principal, action, change)) {
      return List.of();
    }
    Hypothesis hypothesis = change.about(aws.acting(principal));
    String type = ActionTargets.named(known).orElse("");
    NamedDecision decision =
        type.isEmpty()
            ? aws.mayNamesLike(principal(principal), action, "*", account, hypothesis)
            : aws.mayNames(principal(principal), action, type, account, hypothesis);
    Decision others = withRequired(principal, known, type, hypothesis, Conjunction.TRUE);
    if (others.verdict() == Verdict.NO) {
      return List.of();
    }
    List<Named> named = new ArrayList<>();
    for (NamedAlternative alternative : decision.alternatives()) {
      named.add(new Named(alternative.names(), Conjunction.and(Names.plain(alternative), others)));
    }
    return named;
  }

  /// A step inside an account that the principal controls without condition gains nothing.
  ///
  /// @param control the decision that says it controls the account
  private Decision notAbsorbed(String control, String principal, String entity) {
    String account = facts.second("in_account", principal);
    boolean inside = account != null && account.equals(facts.second("in_account", entity));
    boolean absorbed =
        inside
            && decide(control, List.of(principal, Objects.requireNonNull(account))).verdict()
                == Verdict.YES;
    return absorbed ? Conjunction.no("the principal controls the account") : Conjunction.TRUE;
  }

  /// See [RelationDecisions#explain].
  Explanation explain(String principal, String action, String resource) {
    String arn = facts.second("arn", resource);
    AwsAction known = services.action(action).orElse(null);
    ActionTargets.Fit fit = known == null || arn == null ? null : targets.fit(known, arn);
    AwsRequest request = AwsRequest.of(principal(principal), action, resource);
    if (known != null && known.resources().isEmpty()) {
      request = AwsRequest.of(principal(principal), action, "*");
    } else if (fit != null && fit.inside()) {
      String account = Optional.ofNullable(FactModel.accountText(facts, resource)).orElse("");
      request =
          new AwsRequest(
              principal(principal),
              action,
              new AwsRequest.Any(arn + "/*", account),
              AwsRequest.Context.NONE);
    }
    return aws.explain(request, Hypothesis.NONE);
  }

  // --- what can be asked
  // ------------------------------------------------------------------------------

  @Override
  public List<String> candidates(String relation, int open, List<String> args) {
    return listing.candidates(relation, args, false);
  }

  @Override
  public @Nullable String guard(String relation) {
    return GUARDED.contains(AwsQuestions.plain(relation))
        ? ABSORPTION + AwsQuestions.change(relation).suffix()
        : null;
  }

  @Override
  public List<String> guarded(String relation, int open, List<String> args) {
    return listing.candidates(
        relation, args, isAbsorbed(args.getFirst(), AwsQuestions.change(relation)));
  }

  @Override
  public List<String> beside(
      String relation, List<String> args, List<Scope> scopes, boolean guarded) {
    return guarded && isAbsorbed(args.getFirst(), AwsQuestions.change(relation))
        ? listing.candidates(relation, args, true)
        : listing.beside(relation, args, scopes);
  }

  /// Whether the principal controls its own account, so that steps inside it are absorbed.
  private boolean isAbsorbed(String principal, StateChange change) {
    return notAbsorbed("administrator" + change.suffix(), principal, principal).verdict()
        == Verdict.NO;
  }

  @Override
  public @Nullable String alike(String relation, List<String> args) {
    return listing.alike(relation, args);
  }

  @Override
  public int grantColumn(String relation) {
    return listing.grantColumn(relation);
  }

  @Override
  public String grantGroup(String relation) {
    return listing.grantGroup(relation);
  }

  @Override
  public int expectedAnswers(String relation) {
    Integer known = AwsQuestions.EXPECTED_ANSWERS.get(AwsQuestions.plain(relation));
    int expected = known == null ? DecisionPart.super.expectedAnswers(relation) : known;
    return AwsQuestions.change(relation).opensPolicies() ? expected * MORE_IF_GRANTED : expected;
  }

  @Override
  public boolean listsScopes(String relation) {
    return listing.scopes().areListed(relation);
  }

  @Override
  public boolean isSameInScope(String relation) {
    return AwsQuestions.SAME_IN_SCOPE.contains(AwsQuestions.plain(relation));
  }

  @Override
  public List<Scope.Decided> scopes(String relation, List<String> args) {
    return listing.scopes().of(relation, args, this::decide);
  }

  @Override
  public boolean isAboutListed(String relation, List<String> args) {
    return listing.isAboutListed(relation, args);
  }

  AwsServices services() {
    return services;
  }

  AwsDecisions aws() {
    return aws;
  }
}
