package dev.ardennes.policy.facts;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.AwsRequest;
import dev.ardennes.policy.aws.Hypothesis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Whether a distribution may read the objects that it is to serve: the policies of the bucket and
/// of its key decide, for the service on behalf of this distribution, for an identity made for it,
/// or for everybody.
///
/// Source: "Restrict access to an Amazon S3 origin" in the CloudFront developer guide.
final class HandedOut {
  /// In the ARNs of identities that CloudFront makes, where others have an account.
  static final String ACCOUNT = "cloudfront";

  private static final String SERVICE = "cloudfront.amazonaws.com";
  private final FactBase facts;
  private final AwsDecisions aws;

  HandedOut(FactBase facts, AwsDecisions aws) {
    this.facts = facts;
    this.aws = aws;
  }

  /// Neither a distribution nor an identity that is made for one may use a key that AWS manages for
  /// the bucket's service, and whoever asks without credentials may use no key.
  Decision decide(String front, String bucket) {
    if (!facts.relation(KeyUse.OF_AWS, bucket).isEmpty()) {
      return Conjunction.no("the objects lie under a key that serves its own account only");
    }
    Decision found = Conjunction.no("it serves no objects of the bucket");
    for (Fact serves : facts.relation("serves_objects", front)) {
      if (serves.args().get(1).equals(bucket)) {
        Decision one = as(serves.args().get(2), front, bucket);
        found = Conjunction.and(one, Conjunction.because(List.of(serves.id())));
        if (found.verdict() != Verdict.NO) {
          return found;
        }
      }
    }
    return found;
  }

  private Decision as(String identity, String front, String bucket) {
    Decision reads = ask(identity, front, "s3:GetObject", objects(bucket));
    List<String> because = new ArrayList<>();
    facts.relation("arn", identity).forEach(arn -> because.add(arn.id()));
    Decision all = Conjunction.and(reads, Conjunction.because(because));
    for (Fact encrypted : facts.relation("encrypted_with", bucket)) {
      String key = encrypted.args().get(1);
      AwsRequest.Target target = new AwsRequest.One(key, Optional.empty());
      Decision decrypts = ask(identity, front, KeyUse.DECRYPT, target);
      all =
          Conjunction.and(
              all, Conjunction.and(decrypts, Conjunction.because(named(key, encrypted))));
    }
    return all;
  }

  private List<String> named(String key, Fact encrypted) {
    List<String> because = new ArrayList<>(List.of(encrypted.id()));
    for (Fact in : facts.relation("in_account", key)) {
      because.add(in.id());
      facts.relation("arn", in.args().get(1)).forEach(arn -> because.add(arn.id()));
    }
    facts.relation("arn", key).forEach(arn -> because.add(arn.id()));
    return because;
  }

  private AwsRequest.Target objects(String bucket) {
    String arn = Objects.requireNonNullElse(facts.second("arn", bucket), bucket);
    String account = FactModel.accountText(facts, bucket);
    return new AwsRequest.Any(arn + "/*", account == null ? "" : account);
  }

  private Decision ask(String identity, String front, String action, AwsRequest.Target target) {
    return switch (identity) {
      case "itself" -> aws.decide(request(SERVICE, action, target).withContext(onBehalf(front)));
      case "everybody" -> aws.decide(request("*", action, target));
      default -> {
        String arn = Objects.requireNonNullElse(facts.second("arn", identity), identity);
        yield aws.decide(request(arn, action, target), Hypothesis.granted(arn));
      }
    };
  }

  private static AwsRequest request(String principal, String action, AwsRequest.Target target) {
    return new AwsRequest(principal, action, target, AwsRequest.Context.NONE);
  }

  private AwsRequest.Context onBehalf(String front) {
    Map<String, String> values = new TreeMap<>();
    String arn = facts.second("arn", front);
    String account = FactModel.accountText(facts, front);
    if (arn != null) {
      values.put("aws:SourceArn", arn);
    }
    if (account != null) {
      values.put("aws:SourceAccount", account);
    }
    return AwsRequest.Context.of(values);
  }
}
