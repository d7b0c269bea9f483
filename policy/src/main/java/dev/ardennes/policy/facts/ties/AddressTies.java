package dev.ardennes.policy.facts.ties;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which services of its cluster a workload is told the address of: a setting holds the service's
/// name, alone or in an address (`redis://cache.shop.svc:6379/0`).
///
/// A name without a namespace is looked up in the workload's own, as the cluster's DNS does it.
final class AddressTies {
  static final String ADDRESSES = "addresses";

  /// Scheme and credentials, host, port, and what follows; a list is read up to its first comma.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:[a-z][a-z0-9+.-]{0,30}://)?(?:[^/@\\s]{0,200}@)?([a-z0-9][a-z0-9.-]{0,252})"
              + "(?::[0-9]{1,5})?(?:[/?,].*)?",
          Pattern.DOTALL);

  private final Map<String, Map<String, List<String>>> byWorkload = new TreeMap<>();
  private final Map<String, Map<String, List<String>>> byService = new TreeMap<>();

  AddressTies(FactBase facts) {
    for (Fact setting : facts.relation("setting")) {
      String workload = setting.args().getFirst();
      Matcher address = ADDRESS.matcher(setting.args().get(2).strip());
      String namespace = facts.second("in_namespace", workload);
      if (namespace != null && address.matches()) {
        String service = service(namespace, address.group(1));
        for (Fact backs : facts.relation("backs", service)) {
          tie(workload, service, List.of(setting.id(), backs.id()));
        }
      }
    }
  }

  private static String service(String namespace, String host) {
    String name = host.replaceFirst("\\.svc(\\.cluster\\.local)?\\.?$", "");
    int dot = name.indexOf('.');
    String cluster = namespace.substring(0, namespace.lastIndexOf('/'));
    String place = dot < 0 ? namespace : cluster + "/" + name.substring(dot + 1);
    return place + "/service/" + (dot < 0 ? name : name.substring(0, dot));
  }

  private void tie(String workload, String service, List<String> because) {
    byWorkload.computeIfAbsent(workload, id -> new TreeMap<>()).putIfAbsent(service, because);
    byService.computeIfAbsent(service, id -> new TreeMap<>()).putIfAbsent(workload, because);
  }

  Decision decide(String workload, String service) {
    List<String> because = byWorkload.getOrDefault(workload, Map.of()).get(service);
    return because == null
        ? Conjunction.no("no setting of the workload holds the address")
        : Conjunction.because(because);
  }

  List<String> workloads(String service) {
    return new ArrayList<>(byService.getOrDefault(service, Map.of()).keySet());
  }

  List<String> services(String workload) {
    return new ArrayList<>(byWorkload.getOrDefault(workload, Map.of()).keySet());
  }
}
