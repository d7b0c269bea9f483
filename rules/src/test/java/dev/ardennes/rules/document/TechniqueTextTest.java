package dev.ardennes.rules.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ardennes.model.Catalogue;
import dev.ardennes.rules.Technique;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.check.AttackList;
import dev.ardennes.rules.check.PlainEvaluator;
import dev.ardennes.rules.check.TechniqueChecks;
import dev.ardennes.rules.load.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TechniqueTextTest {
  private static final AttackList ATTACK =
      AttackList.parse("T1098.003 Additional Cloud Roles\nT1648 Serverless Execution\n");

  @Test
  void aListHasALineForEachFile() {
    TechniqueSet set = TechniqueSet.of(List.of(Sample.file(Sample.TECHNIQUE)));

    assertThat(TechniqueText.list(set))
        .isEqualTo("aws.sample.widen  escalation   Attach a policy to a role\n");
    assertThat(TechniqueText.list(TechniqueSet.empty())).isEmpty();
  }

  @Test
  void aFileIsShownWithRuleDetectionAndMitigation() {
    Technique technique = (Technique) Sample.file(Sample.TECHNIQUE);

    assertThat(TechniqueText.show(technique, ATTACK))
        .isEqualTo(
            """
            Attach a policy to a role
            aws.sample.widen, stable, DIGEST

              A principal attaches a policy to a role.

              {P} attaches a policy to {R}

              stage       escalation
              STRIDE      elevation of privilege
              ATT&CK      T1098.003 Additional Cloud Roles: the role is given permissions
              simulation  effort seconds, skill low, noise medium

            Rule
              policy_writable(R) :-
                  controls(P),
                  kind(R, "aws.iam.role"),
                  may(P, "iam:AttachRolePolicy", R).

            Not covered
              Conditions stay as assumptions.

            Detection
              aws.cloudtrail.management AttachRolePolicy, when by {P}; blind: many do

            Mitigation
              Limit it

            Cases
              fires   widens
              silent  not held
              silent  no role
              silent  not allowed

            https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction.html
            """
                .replace("DIGEST", technique.digest()));
  }

  @Test
  void aNewFileOnlyLacksWhatItsAuthorHasToSay() {
    TechniqueScaffold scaffold = TechniqueScaffold.of("aws.sample.widen");

    assertThat(scaffold.path()).isEqualTo("aws/sample/widen.yaml");
    assertThat(Sample.lines(Sample.read(scaffold.text()).problems()))
        .hasSize(10)
        .allSatisfy(line -> assertThat(line).contains("still to be filled in"));

    String filled = scaffold.text().replace("FILL IN", "say").replace("FILL-IN", "page");
    TechniqueChecks checks =
        new TechniqueChecks(new PlainEvaluator(), ATTACK, Catalogue.standard());
    assertThat(Sample.lines(checks.check(Sample.file(filled)))).isEmpty();
  }

  @Test
  void aNewFileNeedsAnId() {
    assertThatThrownBy(() -> TechniqueScaffold.of("../evil"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`../evil` is no id");
    assertThatThrownBy(() -> TechniqueScaffold.of("AWS.Lambda"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
