package dev.ardennes.policy.kubernetes.podsecurity;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The pod that has what is needed and is otherwise as restricted as can be: if a policy refuses
/// it, it refuses every pod with these privileges.
final class NeededPod {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ObjectNode pod = JSON.objectNode();
  private final ObjectNode spec = pod.putObject("spec");
  private final ObjectNode whole = spec.putObject("securityContext");
  private final ObjectNode container = JSON.objectNode();
  private final ObjectNode own = container.putObject("securityContext");

  private NeededPod() {
    spec.putArray("containers").add(container);
    container.put("name", "main");
    whole.put("runAsNonRoot", true);
    whole.putObject("seccompProfile").put("type", "RuntimeDefault");
    own.put("allowPrivilegeEscalation", false);
    own.putObject("capabilities").putArray("drop").add("ALL");
  }

  static String json(Set<NeededPrivilege> needed, Set<String> capabilities) {
    NeededPod pod = new NeededPod();
    new TreeSet<>(needed).forEach(pod::with);
    ArrayNode added = pod.own.withObject("capabilities").putArray("add");
    new TreeSet<>(capabilities).forEach(added::add);
    if (capabilities.contains("SYS_ADMIN") || capabilities.contains("ALL")) {
      pod.own.put("allowPrivilegeEscalation", true);
    }
    return pod.pod.toString();
  }

  private void with(NeededPrivilege privilege) {
    switch (privilege) {
      case PRIVILEGED_CONTAINER ->
          own.put("privileged", true).put("allowPrivilegeEscalation", true);
      case HOST_PATH -> {
        ObjectNode volume = spec.putArray("volumes").addObject().put("name", "node");
        volume.putObject("hostPath").put("path", "/");
      }
      case HOST_NETWORK -> spec.put("hostNetwork", true);
      case HOST_PID -> spec.put("hostPID", true);
      case HOST_IPC -> spec.put("hostIPC", true);
      case HOST_PORT ->
          container.putArray("ports").addObject().put("containerPort", 80).put("hostPort", 80);
      case HOST_PROBE ->
          container
              .putObject("livenessProbe")
              .putObject("httpGet")
              .put("host", "169.254.169.254")
              .put("port", 80);
      case HOST_PROCESS -> {
        whole.putObject("windowsOptions").put("hostProcess", true);
        spec.put("hostNetwork", true).putObject("os").put("name", "windows");
      }
      case ROOT -> whole.put("runAsNonRoot", false).put("runAsUser", 0);
      case PRIVILEGE_ESCALATION -> own.put("allowPrivilegeEscalation", true);
      case DEFAULT_CAPABILITIES -> own.withObject("capabilities").remove("drop");
      case UNCONFINED_SECCOMP -> whole.putObject("seccompProfile").put("type", "Unconfined");
      case UNCONFINED_APPARMOR -> whole.putObject("appArmorProfile").put("type", "Unconfined");
      case SELINUX_TYPE -> whole.putObject("seLinuxOptions").put("type", "spc_t");
      case UNMASKED_PROC -> {
        own.put("procMount", "Unmasked");
        spec.put("hostUsers", false);
      }
      case UNSAFE_SYSCTL ->
          whole.putArray("sysctls").addObject().put("name", "kernel.msgmax").put("value", "65536");
    }
  }
}
