package dev.ardennes.policy.facts;

import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Disjunction;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.AwsRequest;
import dev.ardennes.policy.aws.Hypothesis;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Who may reach the objects of a bucket through an access point.
///
/// Both must permit the request: the access point as the resource that the request names, and the
/// bucket, whose policy sees through which access point it came. An identity policy that allows the
/// action on the access point speaks for the bucket too, unless the bucket's policy denies it or
/// the bucket lies in another account.
///
/// Source: "Configuring IAM policies for using access points" in the Amazon S3 user guide, which
/// says of access point policies that the bucket must allow the same; of identity policies it says
/// nothing.
final class AccessPoints {
  private final FactBase facts;
  private final AwsDecisions aws;
  private final ArgumentFacts arguments;

  AccessPoints(FactBase facts, AwsDecisions aws, ArgumentFacts arguments) {
    this.facts = facts;
    this.aws = aws;
    this.arguments = arguments;
  }

  Decision through(String principal, String action, String point) {
    List<Fact> insides = facts.relation("inside", point);
    if (insides.isEmpty() || facts.second("arn", point) == null) {
      return Conjunction.no("its bucket is not known");
    }
    List<String> because = new ArrayList<>(List.of(insides.getFirst().id()));
    for (Fact origin : facts.relation("answers_only", point)) {
      Fact located = facts.fact("located_in", principal, origin.args().get(1));
      if (located == null) {
        return Conjunction.no("it answers requests from its network only");
      }
      because.add(origin.id());
      because.add(located.id());
    }
    Decision decision = through(principal, action, point, insides.getFirst().args().get(1));
    return Conjunction.and(decision, Conjunction.because(because));
  }

  private Decision through(String principal, String action, String point, String bucket) {
    AwsRequest.Context context = context(point);
    AwsRequest named = request(principal, action, point, "/object/*", context);
    AwsRequest behind = request(principal, action, bucket, "/*", context);
    Decision at = aws.decide(named, Hypothesis.NONE);
    if (at.verdict() == Verdict.NO) {
      return at;
    }
    List<Decision> ways = new ArrayList<>();
    ways.add(aws.decide(behind, Hypothesis.NONE));
    if (!principal.equals(EntryPoint.INTERNET)) {
      Decision trusting = aws.decide(behind, Hypothesis.granted(aws.acting(principal)));
      ways.add(Conjunction.and(byIdentity(principal, named, point), trusting));
    }
    return arguments.with(Conjunction.and(at, Disjunction.of(ways)), List.of(bucket));
  }

  /// Whether the principal's own policies allow it at the access point; in another account they
  /// must do so anyway.
  private Decision byIdentity(String principal, AwsRequest named, String point) {
    String own = FactModel.accountText(facts, principal);
    if (own == null || !own.equals(FactModel.accountText(facts, point))) {
      return Conjunction.TRUE;
    }
    Set<String> policies = new TreeSet<>();
    facts.relation("resource_policy", point).forEach(policy -> policies.add(policy.id()));
    return aws.decide(named, Hypothesis.without(policies));
  }

  private AwsRequest request(
      String principal, String action, String whole, String parts, AwsRequest.Context context) {
    String arn = Objects.requireNonNullElse(facts.second("arn", whole), whole);
    String account = Objects.requireNonNullElse(FactModel.accountText(facts, whole), "");
    String sender = principal.equals(EntryPoint.INTERNET) ? "*" : principal;
    return new AwsRequest(sender, action, new AwsRequest.Any(arn + parts, account), context);
  }

  private AwsRequest.Context context(String point) {
    boolean confined = !facts.relation("answers_only", point).isEmpty();
    AwsRequest.Context context =
        AwsRequest.Context.NONE
            .with("s3:DataAccessPointArn", String.valueOf(facts.second("arn", point)))
            .with("s3:AccessPointNetworkOrigin", confined ? "VPC" : "Internet");
    String account = FactModel.accountText(facts, point);
    return account == null ? context : context.with("s3:DataAccessPointAccount", account);
  }
}
