package dev.ardennes.policy.facts;

import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.DecisionPart;
import dev.ardennes.policy.Disjunction;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.AwsAction;
import dev.ardennes.policy.aws.AwsRequest;
import dev.ardennes.policy.aws.Hypothesis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Decides what somebody may do by requests that take a certain way: through an access point, or
/// out of a network through its endpoint. Not safe for several threads.
final class PassagePart implements DecisionPart {
  private static final String FROM = "may_from";
  private static final String THROUGH = "may_through";
  private static final String THROUGH_FROM = "may_through_from";
  private static final int RESOURCE = 2;

  private final FactBase facts;
  private final AwsPart aws;
  private final ArgumentFacts arguments;
  private final AccessPoints points;
  private final Networks networks;
  private final NetworkDemands demands;
  private final ActionTargets targets;
  private final Map<List<Object>, Decision> decided = new HashMap<>();

  PassagePart(FactBase facts, AwsPart aws) {
    this.facts = facts;
    this.aws = aws;
    this.arguments = new ArgumentFacts(facts);
    this.points = new AccessPoints(facts, aws.aws(), arguments);
    this.networks = new Networks(facts);
    this.demands = new NetworkDemands(facts);
    this.targets = new ActionTargets(facts, aws.services());
  }

  @Override
  public Set<String> relations() {
    return Set.of(FROM, THROUGH, THROUGH_FROM);
  }

  @Override
  public String engine(String relation) {
    return "policy.aws";
  }

  @Override
  public boolean answers(String relation) {
    return !relation.equals(FROM)
        || !(demands.none() || facts.relation("vpc_endpoint").isEmpty());
  }

  @Override
  public List<Integer> openColumns(String relation) {
    return relation.equals(FROM) ? List.of(RESOURCE) : List.of();
  }

  @Override
  public List<String> candidates(String relation, int open, List<String> args) {
    return aws.candidates("may", RESOURCE, args.subList(0, RESOURCE + 1));
  }

  @Override
  public Decision decide(String relation, List<String> args) {
    List<Object> key = List.of(relation, args);
    Decision known = decided.get(key);
    if (known == null) {
      known = arguments.with(decideAnew(relation, args), args);
      decided.put(key, known);
    }
    return known;
  }

  private Decision decideAnew(String relation, List<String> args) {
    String first = args.getFirst();
    return switch (relation) {
      case THROUGH -> points.through(first, args.get(1), args.get(2), null);
      case THROUGH_FROM -> points.through(first, args.get(1), args.get(2), args.get(3));
      case FROM -> from(first, args.get(1), args.get(2), args.get(3));
      default -> throw new IllegalArgumentException("no computed relation: " + relation);
    };
  }

  /// What is allowed from anywhere is no matter of networks.
  private Decision from(String principal, String action, String resource, String network) {
    List<String> asking = demands.about(principal, resource);
    List<Networks.Way> ways = asking.isEmpty() ? List.of() : networks.ways(network, action);
    if (ways.isEmpty()
        || aws.decide("may", List.of(principal, action, resource)).verdict() == Verdict.YES) {
      return Conjunction.no("no policy asks for what requests from there show");
    }
    List<Decision> decisions = new ArrayList<>();
    for (Networks.Way way : ways) {
      AwsRequest request = request(principal, action, resource, way.context());
      Decision decision = aws.aws().decide(request, Hypothesis.NONE);
      decisions.add(Conjunction.and(decision, Conjunction.because(way.because())));
    }
    return Conjunction.and(Disjunction.of(decisions), Conjunction.because(asking));
  }

  private AwsRequest request(
      String principal, String action, String resource, AwsRequest.Context context) {
    String sender = principal.equals(EntryPoint.INTERNET) ? "*" : principal;
    String arn = Objects.requireNonNullElse(facts.second("arn", resource), resource);
    AwsAction known = aws.services().action(action).orElse(null);
    ActionTargets.Fit fit = known == null ? null : targets.fit(known, arn);
    String account = Objects.requireNonNullElse(FactModel.accountText(facts, resource), "");
    AwsRequest.Target target =
        fit != null && fit.inside()
            ? new AwsRequest.Any(arn + "/*", account)
            : new AwsRequest.One(resource, Optional.empty());
    return new AwsRequest(sender, action, target, context);
  }
}
