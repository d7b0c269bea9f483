package dev.ardennes.policy.kubernetes.podsecurity;

import static dev.ardennes.policy.kubernetes.podsecurity.NeededPrivilege.HOST_PATH;
import static dev.ardennes.policy.kubernetes.podsecurity.NeededPrivilege.HOST_PROBE;
import static dev.ardennes.policy.kubernetes.podsecurity.NeededPrivilege.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NamespaceAdmissionTest {
  private static NamespaceAdmission shop(@Nullable String enforce, @Nullable String version) {
    return NamespaceAdmission.of("shop", enforce, version, List.of("label"));
  }

  private static Verdict admits(@Nullable String enforce, NeededPrivilege... needed) {
    return shop(enforce, null).admits(Set.of(needed), Set.of()).verdict();
  }

  @Test
  void labelRefusesWhatItsLevelForbids() {
    Decision decision = shop("baseline", "v1.30").admits(Set.of(HOST_PATH), Set.of());
    assertThat(decision.verdict()).isEqualTo(Verdict.NO);
    assertThat(decision.controls())
        .containsExactly(
            new Control(
                Control.Kind.ADMISSION,
                "namespace `shop` enforces baseline, which refuses a pod with a path of the node"
                    + " (HostPath Volumes)",
                List.of("label")));
    assertThat(admits("baseline", ROOT)).isEqualTo(Verdict.YES);
    assertThat(admits("restricted", ROOT)).isEqualTo(Verdict.NO);
  }

  @Test
  void podWithoutPrivilegesIsAdmittedEverywhere() {
    for (PodSecurityLevel level : PodSecurityLevel.values()) {
      assertThat(admits(level.word())).isEqualTo(Verdict.YES);
    }
  }

  @Test
  void privilegedAdmitsEverythingAndRestrictedNothing() {
    for (NeededPrivilege needed : NeededPrivilege.values()) {
      assertThat(admits("privileged", needed)).as(needed.name()).isEqualTo(Verdict.YES);
      assertThat(admits("restricted", needed)).as(needed.name()).isEqualTo(Verdict.NO);
    }
  }

  @Test
  void baselineAdmitsFourOfThem() {
    EnumSet<NeededPrivilege> admitted = EnumSet.noneOf(NeededPrivilege.class);
    for (NeededPrivilege needed : NeededPrivilege.values()) {
      if (admits("baseline", needed) == Verdict.YES) {
        admitted.add(needed);
      }
    }
    assertThat(admitted)
        .containsExactlyInAnyOrder(
            ROOT,
            NeededPrivilege.PRIVILEGE_ESCALATION,
            NeededPrivilege.DEFAULT_CAPABILITIES,
            NeededPrivilege.UNMASKED_PROC);
  }

  @Test
  void capabilitiesAreNeedsOfTheirOwn() {
    assertThat(shop("baseline", null).admits(Set.of(), Set.of("NET_RAW")).verdict())
        .isEqualTo(Verdict.NO);
    assertThat(shop("baseline", null).admits(Set.of(), Set.of("CHOWN")).verdict())
        .isEqualTo(Verdict.YES);
    assertThat(shop("restricted", null).admits(Set.of(), Set.of("CHOWN")).verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void versionOfTheLabelCountsUpToThatOfTheCluster() {
    assertThat(shop("baseline", "v1.33").admits(Set.of(HOST_PROBE), Set.of()).verdict())
        .isEqualTo(Verdict.YES);
    assertThat(shop("baseline", "v1.34").admits(Set.of(HOST_PROBE), Set.of()).verdict())
        .isEqualTo(Verdict.NO);
    NamespaceAdmission old =
        new NamespaceAdmission(
            "shop",
            "baseline",
            "latest",
            List.of("label"),
            AdmissionDefaults.UNSEEN,
            new PodSecurityVersion(30));
    assertThat(old.admits(Set.of(HOST_PROBE), Set.of()).verdict()).isEqualTo(Verdict.YES);
  }

  @Test
  void namespaceWithoutLabelRefusesNothingUnlessAnUnseenDefaultDoes() {
    Decision decision = shop(null, null).admits(Set.of(HOST_PATH), Set.of());
    assertThat(decision.verdict()).isEqualTo(Verdict.YES);
    Alternative alternative = decision.alternatives().getFirst();
    assertThat(alternative.assumptions()).hasSize(1);
    assertThat(alternative.unconditional()).isTrue();
  }

  private static NamespaceAdmission configured(List<String> namespaces, List<String> classes) {
    AdmissionDefaults defaults =
        new AdmissionDefaults(
            PodSecurityLevel.BASELINE,
            PodSecurityVersion.LATEST,
            namespaces,
            classes,
            true,
            List.of("configuration"));
    return new NamespaceAdmission(
        "shop", null, null, List.of(), defaults, PodSecurityVersion.LATEST);
  }

  @Test
  void configuredDefaultHoldsWhereNoLabelIs() {
    Decision decision = configured(List.of(), List.of()).admits(Set.of(HOST_PATH), Set.of());
    assertThat(decision.verdict()).isEqualTo(Verdict.NO);
    assertThat(decision.controls().getFirst().factIds()).containsExactly("configuration");
  }

  @Test
  void exemptNamespacesAndRuntimeClassesAreNotChecked() {
    assertThat(configured(List.of("shop"), List.of()).admits(Set.of(HOST_PATH), Set.of()).verdict())
        .isEqualTo(Verdict.YES);
    Decision decision = configured(List.of(), List.of("kata")).admits(Set.of(HOST_PATH), Set.of());
    assertThat(decision.verdict()).isEqualTo(Verdict.YES);
    assertThat(decision.alternatives().getFirst().choices())
        .containsExactly(new Alternative.Choice("runtimeClassName", "`runtimeClassName` is kata"));
  }

  @Test
  void unknownLabelMakesItConditional() {
    assertThat(admits("⟨level⟩", HOST_PATH)).isEqualTo(Verdict.CONDITIONAL);
    assertThat(admits("⟨level⟩")).isEqualTo(Verdict.YES);
    assertThat(shop("baseline", "⟨v⟩").admits(Set.of(HOST_PROBE), Set.of()).verdict())
        .isEqualTo(Verdict.CONDITIONAL);
    assertThat(shop("baseline", "⟨v⟩").admits(Set.of(HOST_PATH), Set.of()).verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void labelThatIsNoLevelIsTakenForTheStrictest() {
    assertThat(admits("Baseline", ROOT)).isEqualTo(Verdict.NO);
    assertThat(shop("baseline", "1.20").admits(Set.of(HOST_PROBE), Set.of()).verdict())
        .isEqualTo(Verdict.NO);
  }

  @Test
  void podWithUnknownFieldsIsConditional() {
    String pod = "{\"spec\":{\"hostPID\":\"⟨x⟩\",\"containers\":[]}}";
    assertThat(shop("baseline", null).admitsPod(pod).verdict()).isEqualTo(Verdict.CONDITIONAL);
    assertThat(shop("privileged", null).admitsPod(pod).verdict()).isEqualTo(Verdict.YES);
  }
}
