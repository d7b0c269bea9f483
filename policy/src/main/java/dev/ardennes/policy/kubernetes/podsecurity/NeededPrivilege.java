package dev.ardennes.policy.kubernetes.podsecurity;

/// What somebody who creates a pod to break out of it, or into others, needs the pod to have.
public enum NeededPrivilege {
  PRIVILEGED_CONTAINER("a privileged container"),
  HOST_PATH("a path of the node"),
  HOST_NETWORK("the network of the node"),
  HOST_PID("the processes of the node"),
  HOST_IPC("the shared memory of the node"),
  HOST_PORT("a port of the node"),
  HOST_PROBE("a probe of another host"),
  HOST_PROCESS("a process on a Windows node"),
  ROOT("the user root"),
  PRIVILEGE_ESCALATION("programs that gain privileges"),
  DEFAULT_CAPABILITIES("the capabilities that containers have by default"),
  UNCONFINED_SECCOMP("all system calls"),
  UNCONFINED_APPARMOR("no AppArmor profile"),
  SELINUX_TYPE("an SELinux type of its own choice"),
  UNMASKED_PROC("the whole of /proc"),
  UNSAFE_SYSCTL("an unsafe kernel setting");

  private final String says;

  NeededPrivilege(String says) {
    this.says = says;
  }

  /// In words, after "a pod with".
  public String says() {
    return says;
  }
}
