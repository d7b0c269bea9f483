package dev.ardennes.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Catalogue;
import dev.ardennes.rules.Hop;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.datalog.DatalogParser;
import dev.ardennes.rules.datalog.DatalogText;
import dev.ardennes.rules.datalog.Dialect;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.SafetyCheck;
import dev.ardennes.rules.load.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CompiledRulesTest {
  private final Catalogue catalogue = Catalogue.standard();
  private final ChangedStateUnfolding unfolding = new ChangedStateUnfolding(catalogue);

  @Test
  void allDecisionsAboutThePrincipalChangeTogether() {
    assertThat(
            variants(
                "controls(R) :- controls(P), may_pass(P, R, \"lambda.amazonaws.com\"),"
                    + " may_on_new(P, \"lambda:CreateFunction\", F),"
                    + " may_on_new(P, \"lambda:InvokeFunction\", F)."))
        .containsExactly(
            "controls(R) :- controls(P), may_pass(P, R, \"lambda.amazonaws.com\"),"
                + " may_on_new(P, \"lambda:CreateFunction\", F),"
                + " may_on_new(P, \"lambda:InvokeFunction\", F).",
            "controls(R) :- controls(P), policy_writable(P), may_pass_if_granted(P, R,"
                + " \"lambda.amazonaws.com\"), may_on_new_if_granted(P, \"lambda:CreateFunction\","
                + " F), may_on_new_if_granted(P, \"lambda:InvokeFunction\", F).");
  }

  @Test
  void aWitnessChangesInsideItsBlockAndOnItsOwn() {
    assertThat(
            variants(
                "reads(D) :- controls(P), may(P, \"s3:GetObject\", D),"
                    + " some Q: (controls(Q), may(Q, \"kms:Decrypt\", D), same_account(P, Q))."))
        .containsExactly(
            "reads(D) :- controls(P), may(P, \"s3:GetObject\", D), some Q: (controls(Q), may(Q,"
                + " \"kms:Decrypt\", D), same_account(P, Q)).",
            "reads(D) :- controls(P), policy_writable(P), may_if_granted(P, \"s3:GetObject\", D),"
                + " some Q: (controls(Q), may(Q, \"kms:Decrypt\", D), same_account(P, Q)).",
            "reads(D) :- controls(P), may(P, \"s3:GetObject\", D), some Q: (controls(Q),"
                + " policy_writable(Q), may_if_granted(Q, \"kms:Decrypt\", D), same_account(P,"
                + " Q)).",
            "reads(D) :- controls(P), policy_writable(P), may_if_granted(P, \"s3:GetObject\", D),"
                + " some Q: (controls(Q), policy_writable(Q), may_if_granted(Q, \"kms:Decrypt\","
                + " D), same_account(P, Q)).");
  }

  @Test
  void aPrincipalSharedWithABlockChangesInBothAtOnce() {
    assertThat(
            variants(
                    "reads(D) :- controls(P), may(P, \"s3:GetObject\", D),"
                        + " some K: (encrypted_with(D, K), may(P, \"kms:Decrypt\", K)).")
                .getLast())
        .isEqualTo(
            "reads(D) :- controls(P), policy_writable(P), may_if_granted(P, \"s3:GetObject\", D),"
                + " some K: (encrypted_with(D, K), may_if_granted(P, \"kms:Decrypt\", K)).");
  }

  @Test
  void aRuleAboutChangedStateOrWithoutDecisionsHasNoVariant() {
    assertThat(
            variants(
                "controls_account(A) :- controls(P), policy_writable(P), administrator(P, A)."))
        .hasSize(1);
    assertThat(variants("controls(R) :- runs_code_on(W), runs_as(W, R).")).hasSize(1);
  }

  @Test
  void oneLimitOfOnePrincipalIsGoneAtATime() {
    List<String> forms =
        unfolding
            .variants(
                rule(
                    "reads(D) :- controls(P), may(P, \"s3:GetObject\", D),"
                        + " some Q: (controls(Q), may(Q, \"kms:Decrypt\", D))."))
            .stream()
            .map(variant -> text(variant.rule()))
            .toList();

    assertThat(forms)
        .hasSize(32)
        .contains(
            "reads(D) :- controls(P), policy_writable(P), unbounded(P),"
                + " may_if_granted_unbounded(P, \"s3:GetObject\", D), some Q: (controls(Q),"
                + " may(Q, \"kms:Decrypt\", D)).")
        .noneMatch(form -> form.contains("unbounded") && form.contains("undenied"))
        .noneMatch(form -> form.split("unbounded\\(").length > 3);
  }

  @Test
  void variantsAreSafeRules() {
    for (ChangedStateUnfolding.Variant variant :
        unfolding.variants(
            rule(
                "reads(D) :- controls(P), may(P, \"s3:GetObject\", D), some Q: (controls(Q),"
                    + " may(Q, \"kms:Decrypt\", D), some G: (member(Q, G), may(Q, \"x:Y\","
                    + " G)))."))) {
      assertThat(SafetyCheck.check(List.of(variant.rule()))).isEmpty();
    }
  }

  @Test
  void stepsOfAPrincipalAreLimitedByAbsorption() {
    assertThat(limited("controls(R) :- controls(P), may_assume(P, R).", "P", "R"))
        .isEqualTo("controls(R) :- controls(P), may_assume(P, R), not_absorbed(P, R).");
  }

  @Test
  void stepsOfWorkloadsAndTheGainOfAnAccountAreNotLimited() {
    String fromWorkload = "controls(R) :- runs_code_on(W), runs_as(W, R).";
    String account = "controls_account(A) :- controls(P), administrator(P, A).";
    String already = "controls(R) :- controls(P), may_assume(P, R), not_absorbed(P, R).";

    assertThat(limited(fromWorkload, "W", "R")).isEqualTo(fromWorkload);
    assertThat(limited(account, "P", "A")).isEqualTo(account);
    assertThat(limited(already, "P", "R")).isEqualTo(already);
  }

  @Test
  void aFileCompilesIntoItsRuleAndItsVariantsWithAbsorption() {
    List<CompiledRule> rules =
        CompiledRules.of(TechniqueSet.of(List.of(Sample.file(Sample.TECHNIQUE))), catalogue)
            .rules();

    assertThat(rules).extracting(CompiledRule::technique).containsOnly("aws.sample.widen");
    assertThat(rules)
        .extracting(rule -> rule.changes().stream().map(c -> c.state().when()).toList())
        .containsExactly(
            List.of(),
            List.of("policy_writable"),
            List.of("unbounded"),
            List.of("policy_writable", "unbounded"),
            List.of("undenied"),
            List.of("policy_writable", "undenied"),
            List.of("unlimited"),
            List.of("policy_writable", "unlimited"),
            List.of("widened"));
    assertThat(text(rules.get(1).rule()))
        .isEqualTo(
            "policy_writable(R) :- controls(P), kind(R, \"aws.iam.role\"), policy_writable(P),"
                + " may_if_granted(P, \"iam:AttachRolePolicy\", R), not_absorbed_if_granted(P, R).");
  }

  @Test
  void aDeprecatedFileIsNotRun() {
    String text =
        Sample.with("status: stable", "status: deprecated\nreplaced_by: aws.sample.other");
    assertThat(CompiledRules.of(TechniqueSet.of(List.of(Sample.file(text))), catalogue).rules())
        .isEmpty();
  }

  /// The forms in which the attacker decides policies, and takes no limit away.
  private List<String> variants(String text) {
    return unfolding.variants(rule(text)).stream()
        .filter(variant -> variant.changes().stream().noneMatch(change -> change.state().alone()))
        .map(variant -> text(variant.rule()))
        .toList();
  }

  private String limited(String text, String from, String to) {
    return text(Absorption.limit(rule(text), new Hop(from, to, List.of()), List.of(), catalogue));
  }

  private static Rule rule(String text) {
    return DatalogParser.parse(text, Dialect.TECHNIQUE).program().rules().getFirst();
  }

  private static String text(Rule rule) {
    return DatalogText.of(rule, Dialect.TECHNIQUE);
  }
}
