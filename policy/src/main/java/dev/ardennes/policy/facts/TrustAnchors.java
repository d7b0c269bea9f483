package dev.ardennes.policy.facts;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.AwsRequest;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether roles let in whoever has a certificate of a trust anchor of IAM Roles Anywhere, with
/// whatever subject: for those who can issue certificates.
///
/// Source: "Trust model in IAM Roles Anywhere", its user guide.
final class TrustAnchors {
  /// What the id of an anchor is that does not exist yet.
  static final String NEW = "00000000-0000-0000-0000-000000000000";

  private static final String SERVICE = "rolesanywhere.amazonaws.com";
  private static final Set<String> NAMES =
      Set.of("cn", "c", "o", "ou", "l", "st", "dnqualifier", "serialnumber");

  /// The session's tags, which the certificate says.
  private static final Set<String> CERTIFIED =
      Stream.concat(
              NAMES.stream().map(name -> "x509subject/" + name),
              Stream.concat(
                  NAMES.stream().flatMap(n -> Stream.of("x509issuer/" + n, "x509san/name/" + n)),
                  Stream.of("x509san/dns", "x509san/uri")))
          .flatMap(tag -> Stream.of("aws:principaltag/" + tag, "aws:requesttag/" + tag))
          .collect(Collectors.toUnmodifiableSet());

  private final FactBase facts;
  private final AwsDecisions aws;

  TrustAnchors(FactBase facts, AwsDecisions aws) {
    this.facts = facts;
    this.aws = aws;
  }

  /// Certificates of this anchor.
  Decision trusts(String role, String anchor) {
    String arn = facts.second("arn", anchor);
    return arn == null ? Conjunction.no("the anchor is not known") : ask(role, anchor, arn);
  }

  /// Certificates of an anchor that somebody makes beside the profile.
  Decision trustsNew(String role, String profile) {
    String arn = facts.second("arn", profile);
    int at = arn == null ? -1 : arn.indexOf(":profile/");
    return arn == null || at < 0
        ? Conjunction.no("the profile is not known")
        : ask(role, profile, arn.substring(0, at) + ":trust-anchor/" + NEW);
  }

  private Decision ask(String role, String beside, String anchor) {
    SortedMap<String, List<String>> values = new TreeMap<>();
    values.put("aws:sourcearn", List.of(anchor));
    String account = FactModel.accountText(facts, beside);
    if (account != null) {
      values.put("aws:sourceaccount", List.of(account));
    }
    AwsRequest.Context context =
        new AwsRequest.Context(values, Set.of(), false, List.of(), List.of(), CERTIFIED);
    Decision decision =
        aws.decide(AwsRequest.of(SERVICE, "sts:AssumeRole", role).withContext(context));
    List<String> arns = facts.relation("arn", beside).stream().map(Fact::id).toList();
    return Conjunction.and(decision, Conjunction.because(arns));
  }
}
