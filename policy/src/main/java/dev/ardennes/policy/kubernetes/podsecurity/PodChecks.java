package dev.ardennes.policy.kubernetes.podsecurity;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The controls, each as its table in the documentation has it.
final class PodChecks {
  private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
  private static final String SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
  private static final String SECCOMP = "container.seccomp.security.alpha.kubernetes.io/";
  private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");
  private static final Set<String> CAPABILITIES =
      Set.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");
  private static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "image",
          "persistentVolumeClaim",
          "projected",
          "secret");
  private static final List<Map.Entry<Integer, List<String>>> SYSCTLS =
      List.of(
          Map.entry(
              0,
              List.of(
                  "kernel.shm_rmid_forced",
                  "net.ipv4.ip_local_port_range",
                  "net.ipv4.ip_unprivileged_port_start",
                  "net.ipv4.tcp_syncookies",
                  "net.ipv4.ping_group_range")),
          Map.entry(27, List.of("net.ipv4.ip_local_reserved_ports")),
          Map.entry(
              29,
              List.of(
                  "net.ipv4.tcp_keepalive_time",
                  "net.ipv4.tcp_fin_timeout",
                  "net.ipv4.tcp_keepalive_intvl",
                  "net.ipv4.tcp_keepalive_probes")),
          Map.entry(32, List.of("net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem")),
          Map.entry(
              37, List.of("net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat")));

  private final Pod pod;
  private final PodSecurityVersion version;

  PodChecks(Pod pod, PodSecurityVersion version) {
    this.pod = pod;
    this.version = version;
  }

  /// Whether the control leaves the pod alone.
  Pod.Known exempt(PodSecurityControl control) {
    return switch (control) {
      case PROC_MOUNT, RUNNING_AS_NON_ROOT, RUNNING_AS_NON_ROOT_USER ->
          version.from(35) ? pod.inUserNamespace() : Pod.Known.NO;
      case PRIVILEGE_ESCALATION, SECCOMP_REQUIRED, CAPABILITIES_DROPPED ->
          version.from(25) ? pod.onWindows() : Pod.Known.NO;
      case HOST_PROCESS,
          HOST_NAMESPACES,
          PRIVILEGED_CONTAINERS,
          CAPABILITIES,
          HOST_PATH_VOLUMES,
          HOST_PORTS,
          HOST_PROBES,
          APP_ARMOR,
          SELINUX,
          SECCOMP,
          SYSCTLS,
          VOLUME_TYPES,
          PROC_MOUNT_ALWAYS ->
          Pod.Known.NO;
    };
  }

  void check(PodSecurityControl control, PodReport report) {
    switch (control) {
      case HOST_PROCESS ->
          pod.contexts().forEach(at -> report.notTrue(at.at("windowsOptions", "hostProcess")));
      case HOST_NAMESPACES ->
          List.of("hostNetwork", "hostPID", "hostIPC")
              .forEach(name -> report.notTrue(pod.spec().at(name)));
      case PRIVILEGED_CONTAINERS ->
          pod.containers().forEach(at -> report.notTrue(at.at("securityContext", "privileged")));
      case CAPABILITIES -> pod.containers().forEach(at -> added(at, CAPABILITIES, report));
      case HOST_PATH_VOLUMES -> hostPaths(report);
      case HOST_PORTS -> pod.containers().forEach(at -> hostPorts(at, report));
      case HOST_PROBES -> pod.containers().forEach(at -> hosts(at, report));
      case APP_ARMOR -> appArmor(report);
      case SELINUX -> pod.contexts().forEach(at -> selinux(at.at("seLinuxOptions"), report));
      case PROC_MOUNT, PROC_MOUNT_ALWAYS ->
          pod.containers()
              .forEach(
                  at -> report.oneOf(at.at("securityContext", "procMount"), Set.of("Default")));
      case SECCOMP -> seccomp(report);
      case SYSCTLS -> sysctls(report);
      case VOLUME_TYPES -> pod.spec().at("volumes").items().forEach(at -> volume(at, report));
      case PRIVILEGE_ESCALATION -> pod.containers().forEach(at -> escalation(at, report));
      case RUNNING_AS_NON_ROOT -> nonRoot(report);
      case RUNNING_AS_NON_ROOT_USER ->
          pod.contexts().forEach(at -> notZero(at.at("runAsUser"), report));
      case SECCOMP_REQUIRED -> seccompRequired(report);
      case CAPABILITIES_DROPPED -> pod.containers().forEach(at -> dropped(at, report));
    }
  }

  private static void added(Place container, Set<String> allowed, PodReport report) {
    for (Place added : container.at("securityContext", "capabilities").at("add").items()) {
      report.oneOf(added, allowed);
    }
  }

  private void hostPaths(PodReport report) {
    for (Place volume : pod.spec().at("volumes").items()) {
      Place path = volume.at("hostPath");
      if (path.isUnknown()) {
        report.unknown(path);
      } else if (!path.isAbsent()) {
        report.fails(path, "mounts a path of the node");
      }
    }
  }

  private static void hostPorts(Place container, PodReport report) {
    for (Place port : container.at("ports").items()) {
      notSet(port.at("hostPort"), report);
    }
  }

  private static void notSet(Place number, PodReport report) {
    if (number.isAbsent()) {
      return;
    }
    if (!number.node().isNumber()) {
      report.unknown(number);
    } else if (number.node().asDouble() != 0) {
      report.fails(number, "is `" + number.text() + "`");
    }
  }

  private static void hosts(Place container, PodReport report) {
    List<Place> handlers =
        List.of(
            container.at("livenessProbe"),
            container.at("readinessProbe"),
            container.at("startupProbe"),
            container.at("lifecycle", "postStart"),
            container.at("lifecycle", "preStop"));
    for (Place handler : handlers) {
      report.oneOf(handler.at("httpGet", "host"), Set.of(""));
      report.oneOf(handler.at("tcpSocket", "host"), Set.of(""));
    }
  }

  private void appArmor(PodReport report) {
    for (Place context : pod.contexts()) {
      profile(context.at("appArmorProfile"), report);
    }
    for (Place annotation : annotations(APP_ARMOR)) {
      report.text(annotation, Set.of("", "runtime/default"), text -> text.startsWith("localhost/"));
    }
  }

  private static void profile(Place profile, PodReport report) {
    if (profile.isUnknown()) {
      report.unknown(profile);
    } else if (!profile.isAbsent()) {
      report.text(profile.at("type"), PROFILES, text -> false);
    }
  }

  private List<Place> annotations(String prefix) {
    if (pod.annotations().isUnknown()) {
      return List.of(pod.annotations());
    }
    return pod.annotations().node().properties().stream()
        .map(Map.Entry::getKey)
        .filter(key -> key.startsWith(prefix))
        .sorted()
        .map(pod.annotations()::at)
        .toList();
  }

  private void selinux(Place options, PodReport report) {
    Set<String> types = new HashSet<>(Set.of("", "container_t", "container_init_t"));
    types.add("container_kvm_t");
    if (version.from(31)) {
      types.add("container_engine_t");
    }
    report.oneOf(options.at("type"), types);
    report.oneOf(options.at("user"), Set.of(""));
    report.oneOf(options.at("role"), Set.of(""));
  }

  private void seccomp(PodReport report) {
    if (version.from(19)) {
      pod.contexts().forEach(context -> profile(context.at("seccompProfile"), report));
      return;
    }
    Set<String> values = Set.of("runtime/default", "docker/default");
    Place annotations = pod.annotations();
    if (!annotations.at(SECCOMP_POD).isAbsent()) {
      report.text(annotations.at(SECCOMP_POD), values, text -> text.startsWith("localhost/"));
    }
    for (Place container : pod.containers()) {
      Place annotation = annotations.at(SECCOMP + container.at("name").text());
      if (!annotation.isAbsent()) {
        report.text(annotation, values, text -> text.startsWith("localhost/"));
      }
    }
  }

  private void sysctls(PodReport report) {
    Set<String> allowed = new HashSet<>();
    SYSCTLS.stream()
        .filter(since -> version.from(since.getKey()))
        .forEach(since -> allowed.addAll(since.getValue()));
    for (Place sysctl : pod.security().at("sysctls").items()) {
      report.text(sysctl.at("name"), allowed, text -> false);
    }
  }

  /// A volume without any source is an empty directory.
  private static void volume(Place volume, PodReport report) {
    if (volume.isUnknown()) {
      report.unknown(volume);
      return;
    }
    if (VOLUMES.stream().anyMatch(type -> given(volume.at(type)))) {
      return;
    }
    for (Map.Entry<String, JsonNode> source : volume.node().properties()) {
      Place place = volume.at(source.getKey());
      if (source.getKey().equals("name") || place.isAbsent()) {
        continue;
      }
      if (place.isUnknown() || VOLUMES.contains(source.getKey())) {
        report.unknown(place);
      } else {
        report.fails(place, "is no allowed type of volume");
      }
    }
  }

  private static boolean given(Place place) {
    return !place.isAbsent() && !place.isUnknown();
  }

  private static void escalation(Place container, PodReport report) {
    Place field = container.at("securityContext", "allowPrivilegeEscalation");
    if (field.isAbsent()) {
      report.fails(field, "is not `false`");
    } else {
      report.notTrue(field);
    }
  }

  private void nonRoot(PodReport report) {
    Place whole = pod.security().at("runAsNonRoot");
    notFalse(whole, report);
    for (Place container : pod.containers()) {
      Place own = container.at("securityContext", "runAsNonRoot");
      notFalse(own, report);
      if (own.isAbsent() && !isTrue(whole)) {
        if (whole.isAbsent() || whole.node().isBoolean()) {
          report.fails(own, "is not `true`, nor is that of the pod");
        } else {
          report.unknown(whole);
        }
      }
    }
  }

  private static boolean isTrue(Place place) {
    return place.node().isBoolean() && place.node().asBoolean();
  }

  private static void notFalse(Place place, PodReport report) {
    if (place.isAbsent() || isTrue(place)) {
      return;
    }
    if (place.node().isBoolean()) {
      report.fails(place, "is `false`");
    } else {
      report.unknown(place);
    }
  }

  private static void notZero(Place user, PodReport report) {
    if (user.isAbsent()) {
      return;
    }
    if (!user.node().isNumber()) {
      report.unknown(user);
    } else if (user.node().asDouble() == 0) {
      report.fails(user, "is `0`");
    }
  }

  private void seccompRequired(PodReport report) {
    Place whole = pod.security().at("seccompProfile");
    profile(whole, report);
    for (Place container : pod.containers()) {
      Place own = container.at("securityContext", "seccompProfile");
      profile(own, report);
      if (own.isAbsent()) {
        required(whole, own, report);
      }
    }
  }

  private static void required(Place whole, Place own, PodReport report) {
    Place type = whole.at("type");
    if (whole.isUnknown() || type.isUnknown()) {
      report.unknown(whole);
    } else if (!PROFILES.contains(type.text())) {
      report.fails(own.at("type"), "is missing, and that of the pod does not stand in");
    }
  }

  private static void dropped(Place container, PodReport report) {
    Place capabilities = container.at("securityContext", "capabilities");
    added(container, Set.of("NET_BIND_SERVICE"), report);
    Place drop = capabilities.at("drop");
    List<Place> items = drop.items();
    if (items.stream().anyMatch(item -> item.text().equals("ALL"))) {
      return;
    }
    if (items.stream().anyMatch(Place::isUnknown)) {
      report.unknown(drop);
    } else {
      report.fails(drop, "does not hold `ALL`");
    }
  }
}
