package dev.ardennes.policy.kubernetes.podsecurity;

import java.util.ArrayList;
import java.util.List;

/// The controls of the [Pod Security
/// Standards](https://kubernetes.io/docs/concepts/security/pod-security-standards/).
public enum PodSecurityControl {
  HOST_PROCESS("HostProcess", PodSecurityLevel.BASELINE, 0),
  HOST_NAMESPACES("Host Namespaces", PodSecurityLevel.BASELINE, 0),
  PRIVILEGED_CONTAINERS("Privileged Containers", PodSecurityLevel.BASELINE, 0),
  CAPABILITIES("Capabilities", PodSecurityLevel.BASELINE, 0),
  HOST_PATH_VOLUMES("HostPath Volumes", PodSecurityLevel.BASELINE, 0),
  HOST_PORTS("Host Ports", PodSecurityLevel.BASELINE, 0),
  HOST_PROBES("Host Probes / Lifecycle Hooks", PodSecurityLevel.BASELINE, 34),
  APP_ARMOR("AppArmor", PodSecurityLevel.BASELINE, 0),
  SELINUX("SELinux", PodSecurityLevel.BASELINE, 0),
  PROC_MOUNT("/proc Mount Type", PodSecurityLevel.BASELINE, 0),
  SECCOMP("Seccomp", PodSecurityLevel.BASELINE, 0),
  SYSCTLS("Sysctls", PodSecurityLevel.BASELINE, 0),
  VOLUME_TYPES("Volume Types", PodSecurityLevel.RESTRICTED, 0),
  PRIVILEGE_ESCALATION("Privilege Escalation", PodSecurityLevel.RESTRICTED, 8),
  RUNNING_AS_NON_ROOT("Running as Non-root", PodSecurityLevel.RESTRICTED, 0),
  RUNNING_AS_NON_ROOT_USER("Running as Non-root user", PodSecurityLevel.RESTRICTED, 23),
  SECCOMP_REQUIRED("Seccomp (restricted)", PodSecurityLevel.RESTRICTED, 19),
  CAPABILITIES_DROPPED("Capabilities (restricted)", PodSecurityLevel.RESTRICTED, 22),
  PROC_MOUNT_ALWAYS("/proc Mount Type (restricted)", PodSecurityLevel.RESTRICTED, 35);

  private final String title;
  private final PodSecurityLevel level;
  private final int since;

  PodSecurityControl(String title, PodSecurityLevel level, int since) {
    this.title = title;
    this.level = level;
    this.since = since;
  }

  /// The name in the documentation.
  public String title() {
    return title;
  }

  /// The first level that has it.
  public PodSecurityLevel level() {
    return level;
  }

  /// The controls of a level and version, in order. A stricter control stands for the one of the
  /// level before it.
  public static List<PodSecurityControl> of(PodSecurityLevel level, PodSecurityVersion version) {
    List<PodSecurityControl> controls = new ArrayList<>();
    for (PodSecurityControl control : values()) {
      if (control.level.compareTo(level) <= 0 && version.from(control.since)) {
        controls.add(control);
      }
    }
    for (PodSecurityControl control : List.copyOf(controls)) {
      switch (control) {
        case VOLUME_TYPES -> controls.remove(HOST_PATH_VOLUMES);
        case SECCOMP_REQUIRED -> controls.remove(SECCOMP);
        case CAPABILITIES_DROPPED -> controls.remove(CAPABILITIES);
        case PROC_MOUNT_ALWAYS -> controls.remove(PROC_MOUNT);
        case HOST_PROCESS,
            HOST_NAMESPACES,
            PRIVILEGED_CONTAINERS,
            CAPABILITIES,
            HOST_PATH_VOLUMES,
            HOST_PORTS,
            HOST_PROBES,
            APP_ARMOR,
            SELINUX,
            PROC_MOUNT,
            SECCOMP,
            SYSCTLS,
            PRIVILEGE_ESCALATION,
            RUNNING_AS_NON_ROOT,
            RUNNING_AS_NON_ROOT_USER -> {}
      }
    }
    return List.copyOf(controls);
  }
}
