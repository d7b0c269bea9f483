package dev.ardennes.policy.istio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A thousand workload classes under three hundred policies.
final class SpeedTest {
  private static final int CLASSES = 1_000;
  private static final int POLICIES = 300;
  private static final int NAMESPACES = 40;

  /// Far above what is needed, so that a busy machine does not fail the build.
  private static final int MOST_SECONDS = 60;

  @Test
  void everyPairIsDecidedInSeconds() {
    IstioModel model = model(new Random(1));
    for (String path : List.of("", "/a/b")) {
      IstioDecisions istio = new IstioDecisions(model);
      long start = System.nanoTime();
      long startCpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      Map<Verdict, Integer> verdicts = allPairs(model, istio, path);
      double seconds = (System.nanoTime() - start) / 1e9;
      long endCpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      System.out.printf(
          "%d pairs with %s: %.1f s, of which %.1f s of processor, %s%n",
          CLASSES * CLASSES,
          path.isEmpty() ? "open parts" : "fixed parts",
          seconds,
          (endCpu - startCpu) / 1e9,
          verdicts);
      assertThat(seconds).isLessThan(MOST_SECONDS);
      assertThat(verdicts).containsKeys(Verdict.YES, Verdict.NO);
    }
  }

  private static Map<Verdict, Integer> allPairs(
      IstioModel model, IstioDecisions istio, String path) {
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    for (WorkloadClass from : model.workloads()) {
      for (WorkloadClass to : model.workloads()) {
        IstioRequest request = IstioRequest.http(Caller.workload(from.id()), to.id(), 8080);
        if (!path.isEmpty()) {
          request =
              request.withMethod("GET").withPath(path).withHost(to.id()).withHeaders(Map.of());
        }
        verdicts.merge(istio.decide(request).verdict(), 1, Integer::sum);
      }
    }
    return verdicts;
  }

  private static IstioModel model(Random random) {
    IstioModel.Builder builder = IstioModel.builder().covers("istio-system");
    for (int i = 0; i < NAMESPACES; i++) {
      builder.covers("n" + i);
    }
    for (int i = 0; i < CLASSES; i++) {
      Map<String, String> labels = Map.of("app", "w" + i, "tier", "t" + i % 5);
      String namespace = "n" + i % NAMESPACES;
      builder.workload(WorkloadClass.of("w" + i, namespace, labels, "sa" + i, MeshMode.SIDECAR));
    }
    for (int i = 0; i < POLICIES; i++) {
      policy(builder, random, i);
    }
    return builder.build();
  }

  private static void policy(IstioModel.Builder builder, Random random, int number) {
    boolean root = number % 50 == 0;
    String id = "p" + number;
    String action = root || number % 4 == 0 ? "DENY" : "ALLOW";
    String selector =
        number % 3 == 0 ? "'selector':{'matchLabels':{'tier':'t" + random.nextInt(5) + "'}}," : "";
    String namespace = root ? "istio-system" : "n" + random.nextInt(NAMESPACES);
    String head = Scene.json("{" + selector + "'action':'" + action + "'}");
    builder.authorizationPolicy(id, namespace, id, head);
    for (int rule = 0; rule < 3; rule++) {
      builder.authorizationRule(id, id + "." + rule, Scene.json(rule(random, action)));
    }
  }

  private static String rule(Random random, String action) {
    List<String> principals = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      int number = random.nextInt(CLASSES);
      principals.add("'cluster.local/ns/n" + number % NAMESPACES + "/sa/sa" + number + "'");
    }
    String paths = action.equals("DENY") ? "'/admin*','/debug/{**}'" : "'/a*','/b/{*}/c','*.css'";
    return "{'from':[{'source':{'principals':["
        + String.join(",", principals)
        + "]}},{'source':{'namespaces':['n"
        + random.nextInt(NAMESPACES)
        + "']}}],'to':[{'operation':{'paths':["
        + paths
        + "]}}]}";
  }
}
