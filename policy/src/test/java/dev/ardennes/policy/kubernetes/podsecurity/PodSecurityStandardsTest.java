package dev.ardennes.policy.kubernetes.podsecurity;

import static dev.ardennes.policy.kubernetes.podsecurity.PodSecurityLevel.BASELINE;
import static dev.ardennes.policy.kubernetes.podsecurity.PodSecurityLevel.PRIVILEGED;
import static dev.ardennes.policy.kubernetes.podsecurity.PodSecurityLevel.RESTRICTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.kubernetes.podsecurity.PodSecurityResult.Outcome;
import dev.ardennes.policy.kubernetes.podsecurity.PodSecurityResult.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PodSecurityStandardsTest {
  private static PodSecurityVersion version(int minor) {
    return new PodSecurityVersion(minor);
  }

  private static PodSecurityResult evaluate(String pod, PodSecurityLevel level, int minor) {
    return PodSecurityStandards.evaluate(pod.replace('\'', '"'), level, version(minor));
  }

  /// A pod that passes every level, with these fields in its spec, its security context, its
  /// container and its container's security context.
  private static String pod(String spec, String whole, String container, String own) {
    return "{'spec':{'securityContext':{'runAsNonRoot':true,"
        + "'seccompProfile':{'type':'RuntimeDefault'}"
        + more(whole)
        + "},'containers':[{'name':'a',"
        + "'securityContext':{'allowPrivilegeEscalation':false,'capabilities':{'drop':['ALL']}"
        + more(own)
        + "}"
        + more(container)
        + "}]"
        + more(spec)
        + "}}";
  }

  private static String more(String fields) {
    return fields.isEmpty() ? "" : "," + fields;
  }

  private static String container(String fields) {
    return "{'containers':[{'name':'a'" + more(fields) + "}]}";
  }

  private static List<String> pointers(PodSecurityResult result) {
    return result.failed().stream().map(Violation::pointer).toList();
  }

  /// The outcome in the first version of a change, and in the version before it.
  private static List<Outcome> around(int minor, String pod, PodSecurityLevel level) {
    return List.of(
        evaluate(pod, level, minor - 1).outcome(), evaluate(pod, level, minor).outcome());
  }

  @Test
  void strictPodPassesEveryLevelAndVersion() {
    for (PodSecurityLevel level : PodSecurityLevel.values()) {
      for (int minor = 0; minor < 40; minor++) {
        assertThat(evaluate(pod("", "", "", ""), level, minor).outcome()).isEqualTo(Outcome.PASSES);
      }
    }
  }

  @Test
  void privilegedLevelAllowsEverything() {
    String pod = container("'securityContext':{'privileged':true}");
    assertThat(evaluate(pod, PRIVILEGED, 30).outcome()).isEqualTo(Outcome.PASSES);
  }

  @Test
  void everyFailingFieldIsNamed() {
    String pod =
        "{'spec':{'hostPID':true,'initContainers':[{'name':'i','securityContext':"
            + "{'privileged':true}}],'containers':[{'name':'a','ports':[{'containerPort':1},"
            + "{'hostPort':80}]}],'ephemeralContainers':[{'name':'e','securityContext':"
            + "{'capabilities':{'add':['CHOWN','NET_RAW']}}}],"
            + "'volumes':[{'name':'v','hostPath':{'path':'/'}}]}}";
    PodSecurityResult result = evaluate(pod, BASELINE, 30);
    assertThat(pointers(result))
        .containsExactly(
            "/spec/hostPID",
            "/spec/initContainers/0/securityContext/privileged",
            "/spec/ephemeralContainers/0/securityContext/capabilities/add/1",
            "/spec/volumes/0/hostPath",
            "/spec/containers/0/ports/1/hostPort");
    assertThat(result.failedControls())
        .containsExactly(
            PodSecurityControl.HOST_NAMESPACES,
            PodSecurityControl.PRIVILEGED_CONTAINERS,
            PodSecurityControl.CAPABILITIES,
            PodSecurityControl.HOST_PATH_VOLUMES,
            PodSecurityControl.HOST_PORTS);
  }

  @Test
  void bareSpecIsReadToo() {
    assertThat(pointers(evaluate("{'hostNetwork':true,'containers':[]}", BASELINE, 30)))
        .containsExactly("/hostNetwork");
  }

  @Test
  void emptyPodPassesBaselineAndFailsRestrictedFieldByField() {
    assertThat(evaluate(container(""), BASELINE, 37).outcome()).isEqualTo(Outcome.PASSES);
    assertThat(pointers(evaluate(container(""), RESTRICTED, 37)))
        .containsExactly(
            "/containers/0/securityContext/allowPrivilegeEscalation",
            "/containers/0/securityContext/runAsNonRoot",
            "/containers/0/securityContext/seccompProfile/type",
            "/containers/0/securityContext/capabilities/drop");
  }

  @Test
  void restrictedControlsCameOneAfterTheOther() {
    String empty = container("");
    assertThat(evaluate(empty, RESTRICTED, 7).failedControls())
        .containsExactly(PodSecurityControl.RUNNING_AS_NON_ROOT);
    assertThat(evaluate(empty, RESTRICTED, 8).failedControls()).hasSize(2);
    assertThat(evaluate(empty, RESTRICTED, 19).failedControls()).hasSize(3);
    assertThat(evaluate(empty, RESTRICTED, 22).failedControls()).hasSize(4);
  }

  @Test
  void rootUserIsForbiddenFrom23On() {
    assertThat(around(23, pod("", "'runAsUser':0", "", ""), RESTRICTED))
        .containsExactly(Outcome.PASSES, Outcome.FAILS);
    assertThat(evaluate(pod("", "'runAsUser':1000", "", ""), RESTRICTED, 37).outcome())
        .isEqualTo(Outcome.PASSES);
    assertThat(pointers(evaluate(pod("", "", "", "'runAsUser':0"), RESTRICTED, 37)))
        .containsExactly("/spec/containers/0/securityContext/runAsUser");
  }

  @Test
  void containerMayNotTakeBackWhatThePodSays() {
    assertThat(pointers(evaluate(pod("", "", "", "'runAsNonRoot':false"), RESTRICTED, 30)))
        .containsExactly("/spec/containers/0/securityContext/runAsNonRoot");
    assertThat(
            pointers(
                evaluate(
                    pod("", "", "", "'seccompProfile':{'type':'Unconfined'}"), RESTRICTED, 30)))
        .containsExactly("/spec/containers/0/securityContext/seccompProfile/type");
  }

  @Test
  void userNamespaceRelaxesFrom35On() {
    String root = pod("'hostUsers':false", "'runAsUser':0", "", "'runAsNonRoot':false");
    assertThat(around(35, root, RESTRICTED)).containsExactly(Outcome.FAILS, Outcome.PASSES);
    String unmasked = pod("'hostUsers':false", "", "", "'procMount':'Unmasked'");
    assertThat(around(35, unmasked, BASELINE)).containsExactly(Outcome.FAILS, Outcome.PASSES);
    assertThat(around(35, unmasked, RESTRICTED)).containsExactly(Outcome.FAILS, Outcome.FAILS);
    assertThat(
            evaluate(pod("'hostUsers':true", "", "", "'procMount':'Unmasked'"), BASELINE, 37)
                .outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void windowsPodsNeedNoLinuxFieldsFrom25On() {
    String windows =
        "{'os':{'name':'windows'},'securityContext':{'runAsNonRoot':true},"
            + "'containers':[{'name':'a'}]}";
    assertThat(around(25, windows, RESTRICTED)).containsExactly(Outcome.FAILS, Outcome.PASSES);
    String process = "'windowsOptions':{'hostProcess':true}";
    assertThat(pointers(evaluate(container("'securityContext':{" + process + "}"), BASELINE, 30)))
        .containsExactly("/containers/0/securityContext/windowsOptions/hostProcess");
  }

  @Test
  void hostsOfProbesAndHooksAreForbiddenFrom34On() {
    String probe = container("'livenessProbe':{'httpGet':{'host':'169.254.169.254'}}");
    assertThat(around(34, probe, BASELINE)).containsExactly(Outcome.PASSES, Outcome.FAILS);
    String hook = container("'lifecycle':{'preStop':{'tcpSocket':{'host':'db'}}}");
    assertThat(pointers(evaluate(hook, BASELINE, 34)))
        .containsExactly("/containers/0/lifecycle/preStop/tcpSocket/host");
    assertThat(
            evaluate(container("'startupProbe':{'httpGet':{'host':''}}"), BASELINE, 34).outcome())
        .isEqualTo(Outcome.PASSES);
  }

  @Test
  void safeSysctlsGrewWithTheVersions() {
    for (Object[] row :
        new Object[][] {
          {27, "net.ipv4.ip_local_reserved_ports"},
          {29, "net.ipv4.tcp_keepalive_time"},
          {32, "net.ipv4.tcp_rmem"},
          {37, "net.ipv4.tcp_notsent_lowat"}
        }) {
      String pod = "{'securityContext':{'sysctls':[{'name':'" + row[1] + "'}]},'containers':[]}";
      assertThat(around((Integer) row[0], pod, BASELINE))
          .containsExactly(Outcome.FAILS, Outcome.PASSES);
    }
    String unsafe = "{'securityContext':{'sysctls':[{'name':'kernel.msgmax'}]},'containers':[]}";
    assertThat(pointers(evaluate(unsafe, BASELINE, 37)))
        .containsExactly("/securityContext/sysctls/0/name");
  }

  @Test
  void selinuxTypesAreLimitedAndUserAndRoleForbidden() {
    String engine = container("'securityContext':{'seLinuxOptions':{'type':'container_engine_t'}}");
    assertThat(around(31, engine, BASELINE)).containsExactly(Outcome.FAILS, Outcome.PASSES);
    String user = container("'securityContext':{'seLinuxOptions':{'user':'u','role':'r'}}");
    assertThat(pointers(evaluate(user, BASELINE, 30)))
        .containsExactly(
            "/containers/0/securityContext/seLinuxOptions/user",
            "/containers/0/securityContext/seLinuxOptions/role");
  }

  private static String annotated(String key, String value) {
    return "{'metadata':{'annotations':{'%s':'%s'}},'spec':{'containers':[{'name':'a'}]}}"
        .formatted(key, value);
  }

  @Test
  void appArmorIsReadFromAnnotationAndField() {
    String key = "container.apparmor.security.beta.kubernetes.io/a";
    assertThat(pointers(evaluate(annotated(key, "unconfined"), BASELINE, 37)))
        .containsExactly("/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1a");
    for (String fine : List.of("", "runtime/default", "localhost/mine")) {
      assertThat(evaluate(annotated(key, fine), BASELINE, 37).outcome()).isEqualTo(Outcome.PASSES);
    }
    String field = container("'securityContext':{'appArmorProfile':{'type':'%s'}}");
    assertThat(evaluate(field.formatted("Unconfined"), BASELINE, 37).outcome())
        .isEqualTo(Outcome.FAILS);
    assertThat(evaluate(field.formatted("Localhost"), BASELINE, 37).outcome())
        .isEqualTo(Outcome.PASSES);
  }

  @Test
  void seccompMovedFromAnnotationsToFieldsIn19() {
    String pod = annotated("seccomp.security.alpha.kubernetes.io/pod", "unconfined");
    assertThat(around(19, pod, BASELINE)).containsExactly(Outcome.FAILS, Outcome.PASSES);
    String own = annotated("container.seccomp.security.alpha.kubernetes.io/a", "unconfined");
    assertThat(around(19, own, BASELINE)).containsExactly(Outcome.FAILS, Outcome.PASSES);
    String field = "{'securityContext':{'seccompProfile':{'type':'Unconfined'}},'containers':[]}";
    assertThat(around(19, field, BASELINE)).containsExactly(Outcome.PASSES, Outcome.FAILS);
  }

  @Test
  void restrictedAllowsTheVolumesThatHoldNoForeignStorage() {
    for (String type : List.of("emptyDir", "secret", "configMap", "csi", "image", "ephemeral")) {
      assertThat(evaluate(volume("'" + type + "':{}"), RESTRICTED, 37).outcome())
          .isEqualTo(Outcome.PASSES);
    }
    for (String type : List.of("nfs", "hostPath", "gitRepo", "storageos", "somethingNew")) {
      assertThat(pointers(evaluate(volume("'" + type + "':{}"), RESTRICTED, 37)))
          .containsExactly("/spec/volumes/0/" + type);
    }
    assertThat(evaluate(volume("'hostPath':null"), RESTRICTED, 37).outcome())
        .isEqualTo(Outcome.PASSES);
  }

  private static String volume(String source) {
    return pod("'volumes':[{'name':'v'," + source + "}]", "", "", "");
  }

  @Test
  void restrictedContainersMayAddOnlyThePortCapability() {
    String add = "{'containers':[{'name':'a','securityContext':{'capabilities':{'add':['%s']}}}]}";
    assertThat(evaluate(add.formatted("CHOWN"), BASELINE, 30).outcome()).isEqualTo(Outcome.PASSES);
    assertThat(evaluate(add.formatted("CHOWN"), RESTRICTED, 30).failedControls())
        .contains(PodSecurityControl.CAPABILITIES_DROPPED);
    assertThat(pointers(evaluate(add.formatted("SYS_ADMIN"), RESTRICTED, 21)))
        .contains("/containers/0/securityContext/capabilities/add/0");
  }

  @Test
  void unknownValuesAreUnknownAndNoPass() {
    for (String spec :
        List.of(
            "{'hostNetwork':'⟨h⟩','containers':[]}",
            "{'containers':'⟨c⟩'}",
            "{'containers':['⟨c⟩']}",
            "{'containers':[],'volumes':'⟨v⟩'}",
            "{'containers':[],'volumes':[{'name':'v','hostPath':'⟨p⟩'}]}",
            "{'securityContext':'⟨s⟩','containers':[]}",
            "'⟨spec⟩'",
            container("'securityContext':'⟨s⟩'"),
            container("'securityContext':{'privileged':'⟨p⟩'}"),
            container("'securityContext':{'capabilities':{'add':['⟨c⟩']}}"),
            container("'securityContext':{'capabilities':{'add':['NET_⟨c⟩']}}"),
            container("'ports':[{'hostPort':'⟨p⟩'}]"))) {
      PodSecurityResult result = evaluate("{'spec':" + spec + "}", BASELINE, 37);
      assertThat(result.outcome()).as(spec).isEqualTo(Outcome.UNKNOWN);
      assertThat(result.open()).as(spec).isNotEmpty();
    }
  }

  @Test
  void unknownPartThatCannotHelpStillFails() {
    String add = container("'securityContext':{'capabilities':{'add':['SYS_⟨c⟩_X']}}");
    assertThat(evaluate(add, BASELINE, 37).outcome()).isEqualTo(Outcome.FAILS);
    String local = "container.apparmor.security.beta.kubernetes.io/a";
    assertThat(evaluate(annotated(local, "localhost/⟨p⟩"), BASELINE, 37).outcome())
        .isEqualTo(Outcome.PASSES);
  }

  @Test
  void exemptionThatIsNotKnownMakesItUnknown() {
    String users = pod("'hostUsers':'⟨u⟩'", "'runAsUser':0", "", "");
    assertThat(evaluate(users, RESTRICTED, 37).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(evaluate(users, RESTRICTED, 34).outcome()).isEqualTo(Outcome.FAILS);
    String os =
        "{'os':{'name':'⟨os⟩'},'securityContext':{'runAsNonRoot':true},"
            + "'containers':[{'name':'a'}]}";
    assertThat(evaluate(os, RESTRICTED, 37).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void certainFailureOutweighsWhatIsUnknown() {
    PodSecurityResult result =
        evaluate("{'hostPID':true,'hostIPC':'⟨x⟩','containers':[]}", BASELINE, 37);
    assertThat(result.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(result.open()).extracting(Violation::pointer).containsExactly("/hostIPC");
  }

  @Test
  void malformedPodsAreProblemsAndNoPass() {
    for (String bad : List.of("", "{", "[]", "7", "'text'", "[".repeat(100_000))) {
      PodSecurityResult result = evaluate(bad, BASELINE, 37);
      assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(result.problems()).hasSize(1);
    }
    for (String odd :
        List.of(
            "{'hostPID':'yes','containers':[]}",
            "{'containers':{}}",
            "{'containers':[7]}",
            container("'securityContext':[]"),
            container("'ports':[{'hostPort':'80'}]"))) {
      assertThat(evaluate(odd, BASELINE, 37).outcome()).as(odd).isEqualTo(Outcome.UNKNOWN);
    }
  }

  @Test
  void versionsAndLevelsAreReadAsLabelsWriteThem() {
    assertThat(PodSecurityVersion.of("v1.28")).contains(version(28));
    assertThat(PodSecurityVersion.of("latest")).contains(PodSecurityVersion.LATEST);
    for (String bad : List.of("1.28", "v2.0", "v1.028", "v1", "")) {
      assertThat(PodSecurityVersion.of(bad)).isEmpty();
    }
    assertThat(PodSecurityLevel.of("restricted")).contains(RESTRICTED);
    assertThat(PodSecurityLevel.of("Restricted")).isEmpty();
  }
}
