package dev.ardennes.policy.facts.ties;

import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a path of a node opens to whoever has it: a path opens what lies in it, below it, and what
/// it lies in.
///
/// Sources: "Volumes" (hostPath) in the Kubernetes documentation, the Filesystem Hierarchy
/// Standard, proc(5), and the documentation of containerd, CRI-O and Docker for their sockets.
final class HostPathTies {
  static final String PATH_OPENS = "path_opens";

  private static final Map<String, List<String>> PLACES =
      new TreeMap<>(
          Map.of(
              "its logs", List.of("/var/log", "/var/log/pods", "/var/log/containers"),
              "its core pattern", List.of("/proc/sys/kernel", "/proc/sys/kernel/core_pattern"),
              "its runtime socket",
                  List.of(
                      "/run/containerd/containerd.sock",
                      "/var/run/containerd/containerd.sock",
                      "/run/docker.sock",
                      "/var/run/docker.sock",
                      "/run/crio/crio.sock",
                      "/var/run/crio/crio.sock",
                      "/run/k3s/containerd/containerd.sock",
                      "/run/podman/podman.sock"),
              "the tokens of its pods", List.of("/var/lib/kubelet/pods"),
              "its logins",
                  List.of(
                      "/root/.ssh",
                      "/home",
                      "/etc/shadow",
                      "/etc/ssh",
                      "/etc/kubernetes",
                      "/var/lib/kubelet/pki",
                      "/var/lib/kubelet/kubeconfig",
                      "/var/lib/etcd"),
              "what it starts",
                  List.of(
                      "/etc/crontab",
                      "/etc/cron.d",
                      "/etc/cron.daily",
                      "/etc/cron.hourly",
                      "/var/spool/cron",
                      "/etc/systemd/system",
                      "/usr/lib/systemd",
                      "/lib/systemd",
                      "/etc/init.d",
                      "/etc/ld.so.preload",
                      "/etc/kubernetes/manifests",
                      "/etc/cni",
                      "/opt/cni/bin",
                      "/root/.ssh",
                      "/root/.bashrc",
                      "/usr/bin",
                      "/usr/sbin",
                      "/usr/local/bin",
                      "/bin",
                      "/sbin",
                      "/lib"),
              "its disks", List.of("/dev/sda", "/dev/nvme0n1", "/dev/vda", "/dev/xvda")));

  private HostPathTies() {}

  static Decision decide(String path, String what) {
    String plain = plain(path);
    boolean opens =
        PLACES.getOrDefault(what, List.of()).stream()
            .anyMatch(place -> isInside(plain, place) || isInside(place, plain));
    return opens ? Conjunction.TRUE : Conjunction.no("the path opens no such thing");
  }

  /// What the path opens, in order.
  static List<String> opened(String path) {
    List<String> opened = new ArrayList<>(PLACES.keySet());
    opened.removeIf(what -> decide(path, what).alternatives().isEmpty());
    return opened;
  }

  private static String plain(String path) {
    String plain = path.replaceAll("/+", "/");
    return plain.length() > 1 && plain.endsWith("/")
        ? plain.substring(0, plain.length() - 1)
        : plain;
  }

  private static boolean isInside(String inner, String outer) {
    return outer.equals("/") || inner.equals(outer) || inner.startsWith(outer + "/");
  }
}
