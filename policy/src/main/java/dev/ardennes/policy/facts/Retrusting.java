package dev.ardennes.policy.facts;

import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.Hypothesis;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Who may assume a role once its trust policy says whatever the attacker wants.
record Retrusting(AwsDecisions aws) {
  Decision assume(String principal, String role) {
    return aws.mayAssume(principal, role, Hypothesis.trusting(role, principal));
  }

  /// The controls that keep the principal out whomever the role trusts; no control, no bar.
  Decision barred(String principal, String role) {
    Decision assume = assume(principal, role);
    Set<String> because = new TreeSet<>();
    assume.controls().forEach(control -> because.addAll(control.factIds()));
    return assume.verdict() == Verdict.NO && !because.isEmpty()
        ? Conjunction.because(List.copyOf(because))
        : Conjunction.no("nothing keeps it from assuming the role");
  }
}
