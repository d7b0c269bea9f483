package dev.ardennes.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Catalogue;
import dev.ardennes.rules.load.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TechniqueChecksTest {
  private static final AttackList ATTACK =
      AttackList.parse("# a list\nT1098.003 Additional Cloud Roles\n");

  private static final String RULE_END = "      may(P, \"iam:AttachRolePolicy\", R).\n";
  private static final String SECOND_RULE =
      RULE_END + "  policy_writable(R) :- controls(P), may(P, \"iam:PutRolePolicy\", R).\n";
  private static final String SECOND_CASES =
      """
          - name: the other way
            without: ['may(dev, "iam:AttachRolePolicy", admin)']
            with: ['may(dev, "iam:PutRolePolicy", admin)']
            expect: ["policy_writable(admin)"]
          - name: both ways
            with: ['may(dev, "iam:PutRolePolicy", admin)']
            expect: ["policy_writable(admin)"]
      """;

  @Test
  void aGoodFileHasNoProblem() {
    assertThat(check(Sample.TECHNIQUE)).isEmpty();
  }

  @Test
  void aCaseThatComesOutDifferentlyIsReportedWithBothOutcomes() {
    assertThat(
            check(
                Sample.with(
                    "{name: widens, expect: [\"policy_writable(admin)\"]}",
                    "{name: widens, expect: [\"policy_writable(eve)\"]}")))
        .containsExactly(
            "30:7 case `widens`: expected `policy_writable(eve)`, found `policy_writable(admin)`"
                + " (mend the rule, or the case)");
  }

  @Test
  void aPremiseThatNoCaseNeedsIsReportedAtItsPlace() {
    assertThat(
            check(
                Sample.with(
                    "    - {name: no role, without: ['kind(admin, \"aws.iam.role\")'], expect: []}\n",
                    "")))
        .containsExactly(
            "14:7 no case needs the premise `kind(R, \"aws.iam.role\")` (add a case that stays"
                + " silent for want of it, or remove the premise)");
    assertThat(check(Sample.with("controls(P),", "controls(P), controls(P),")))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("no case needs the premise `controls(P)`"));
  }

  @Test
  void aPremiseInsideSomeHasToBeNeededToo() {
    String block = "some Q: (controls(Q), same_account(P, Q)), kind(R, \"aws.iam.role\"),";
    String text =
        Sample.with("kind(R, \"aws.iam.role\"),", block)
            .replace("controls(dev).\n", "controls(dev).\n    same_account(dev, dev).\n");

    assertThat(check(text))
        .contains(
            "14:16 no case needs the premise `controls(Q)` (add a case that stays silent for want"
                + " of it, or remove the premise)",
            "14:29 no case needs the premise `same_account(P, Q)` (add a case that stays silent"
                + " for want of it, or remove the premise)");
  }

  @Test
  void aNegatedPremiseAndAComparisonHaveToBeNeeded() {
    String text =
        Sample.with(
            "kind(R, \"aws.iam.role\"),", "kind(R, \"aws.iam.role\"), not boundary(R, _), P != R,");
    assertThat(check(text))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("`not boundary(R, _)`"))
        .anySatisfy(line -> assertThat(line).contains("`P != R`"));

    String needed =
        text
            + """
                  - {name: bounded, with: ["boundary(admin, d)"], expect: []}
                  - name: itself
                    without: ['may(dev, "iam:AttachRolePolicy", admin)']
                    with: ['kind(dev, "aws.iam.role")', 'may(dev, "iam:AttachRolePolicy", dev)']
                    expect: []
              """;
    assertThat(check(needed)).isEmpty();
  }

  @Test
  void aMitigationThatLeavesAnotherWayIsReported() {
    String text = Sample.with(RULE_END, SECOND_RULE);
    assertThat(check(text + SECOND_CASES))
        .contains(
            "22:5 after `Limit it` the case `both ways` still gains `policy_writable(admin)` (have it"
                + " remove what every rule of the file needs, or split the file)");
    String both =
        text.replace(
            "removes: 'may(P, \"iam:AttachRolePolicy\", R)'",
            "removes: ['may(P, \"iam:AttachRolePolicy\", R)', 'may(P, \"iam:PutRolePolicy\", R)']");
    assertThat(check(both + SECOND_CASES)).noneMatch(line -> line.contains("still gains"));
  }

  @Test
  void aMitigationThatNoFiringCaseShowsIsReported() {
    String text =
        Sample.with(RULE_END, SECOND_RULE)
            .replace(
                "R)'}", "R)'}\n  - {do: Stop it, removes: 'may(P, \"iam:PutRolePolicy\", R)'}");
    assertThat(check(text))
        .anySatisfy(line -> assertThat(line).contains("no case shows that `Stop it` works"));
  }

  @Test
  void addingANegatedFactIsAMitigation() {
    String text =
        Sample.with("kind(R, \"aws.iam.role\"),", "kind(R, \"aws.iam.role\"), not boundary(R, _),")
                .replace("R)'}", "R)'}\n  - {do: Bound it, adds: 'boundary(R, _)'}")
            + "    - {name: bounded, with: [\"boundary(admin, d)\"], expect: []}\n";
    assertThat(check(text)).isEmpty();
  }

  @Test
  void aFileThatOnlyFiresOrIsOnlySilentIsReported() {
    String silent = Sample.with("    - {name: widens, expect: [\"policy_writable(admin)\"]}\n", "");
    assertThat(check(silent)).contains("1:1 no case fires (add a case that expects a gain)");

    String fires = Sample.TECHNIQUE.substring(0, Sample.TECHNIQUE.indexOf("    - {name: not held"));
    assertThat(check(fires)).contains("1:1 no case stays silent (add a case with `expect: []`)");
  }

  @Test
  void anUnknownAttackIdIsReportedAtItsPlace() {
    assertThat(check(Sample.with("T1098.003", "T1098.999")))
        .containsExactly(
            "5:5 `T1098.999` is not in the list of ATT&CK techniques (use an id of"
                + " `techniques/attack.lock`, which lists those that are not revoked)");
  }

  @Test
  void absorptionHoldsUnlessACaseSaysWhoIsNotAbsorbed() {
    String text =
        Sample.TECHNIQUE
            + "    - {name: an administrator, with: [\"not_absorbed(eve, admin)\"], expect: []}\n";
    assertThat(check(text)).isEmpty();
  }

  @Test
  void setsOfNamesJoinWhereTheyShareAName() {
    String text =
        Sample.with(
                    RULE_END,
                    """
                      may(P, "iam:AttachRolePolicy", R),
                      may_on_new(P, "iam:CreatePolicy", D),
                      may_on_new(P, "iam:TagPolicy", D).
                """)
                .replace(
                    "    controls(dev).\n",
                    """
                    controls(dev).
                    may_on_new(dev, "iam:CreatePolicy", "{a,b}").
                    may_on_new(dev, "iam:TagPolicy", b).
                """)
            + """
                  - name: other names
                    without: ['may_on_new(dev, "iam:TagPolicy", b)']
                    with: ['may_on_new(dev, "iam:TagPolicy", c)']
                    expect: []
                  - name: no creation
                    without: ['may_on_new(dev, "iam:CreatePolicy", "{a,b}")']
                    expect: []
              """;
    assertThat(check(text)).isEmpty();
  }

  private static List<String> check(String text) {
    TechniqueChecks checks =
        new TechniqueChecks(new PlainEvaluator(), ATTACK, Catalogue.standard());
    return Sample.lines(checks.check(Sample.file(text)));
  }
}
