package dev.ardennes.policy.istio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The engine against [NaiveMesh] on random meshes. `-Dardennes.istio.meshes=N` asks for more, and
/// `-Dardennes.istio.seed=N` for other ones.
final class NaiveComparisonTest {
  private static final int REQUESTS = 12;

  private final int meshes = Integer.getInteger("ardennes.istio.meshes", 800);
  private final long seed = Long.getLong("ardennes.istio.seed", 20_261_128);
  private final Map<String, Integer> coverage = new TreeMap<>();

  @Test
  void fixedRequestsAreDecidedAlike() {
    Random random = new Random(seed);
    for (int i = 0; i < meshes; i++) {
      RandomMesh mesh = new RandomMesh(random);
      IstioDecisions istio = new IstioDecisions(mesh.model());
      List<NaiveMesh> naive = mesh.naive();
      for (int j = 0; j < REQUESTS; j++) {
        IstioRequest request = outside(random, mesh.request());
        Decision decision = istio.decide(request);
        assertThat(decision.verdict())
            .as("seed %d, mesh %d, request %s to %s", seed, i, request, mesh)
            .isEqualTo(verdict(naive, request));
        assertThat(decision.controls().isEmpty()).isEqualTo(decision.verdict() != Verdict.NO);
        assertThat(istio.explain(request).decision()).isEqualTo(decision);
        count(decision, request);
      }
    }
    System.out.println("seed " + seed + ", fixed: " + coverage);
    assertThat(coverage.getOrDefault("YES", 0)).isGreaterThan(meshes);
    assertThat(coverage.getOrDefault("NO", 0)).isGreaterThan(meshes);
  }

  @Test
  void whatIsPickedForOpenPartsIsAllowedAndANoHasNoInstance() {
    Random random = new Random(seed + 1);
    for (int i = 0; i < meshes; i++) {
      RandomMesh mesh = new RandomMesh(random);
      IstioDecisions istio = new IstioDecisions(mesh.model());
      List<NaiveMesh> naive = mesh.naive();
      for (int j = 0; j < REQUESTS / 4; j++) {
        IstioRequest full = outside(random, mesh.request());
        Open open = new Open(random);
        Decision decision = istio.decide(open.of(full));
        String name = "seed " + seed + ", mesh " + i + ", request " + open.of(full) + " to " + mesh;
        Verdict verdict = decision.verdict();
        if (verdict != Verdict.YES) {
          assertThat(open.samples(full).stream().map(r -> verdict(naive, r)).distinct())
              .as(name)
              .isSubsetOf(Verdict.NO, verdict);
        }
        for (Alternative alternative : decision.alternatives()) {
          Verdict filled = verdict(naive, open.filled(full, alternative));
          assertThat(filled).as(name + " as " + alternative).isNotEqualTo(Verdict.NO);
          if (alternative.unconditional()) {
            assertThat(filled).as(name + " as " + alternative).isEqualTo(Verdict.YES);
          }
        }
        count(decision, full);
      }
    }
    System.out.println("seed " + seed + ", open: " + coverage);
    assertThat(coverage.getOrDefault("with choices", 0)).isGreaterThan(meshes / 5);
    assertThat(coverage.getOrDefault("NO", 0)).isGreaterThan(meshes / 2);
  }

  private static Verdict verdict(List<NaiveMesh> naive, IstioRequest request) {
    long allowing = naive.stream().filter(mesh -> mesh.allows(request)).count();
    if (allowing == 0) {
      return Verdict.NO;
    }
    return allowing == naive.size() ? Verdict.YES : Verdict.CONDITIONAL;
  }

  private static IstioRequest outside(Random random, IstioRequest request) {
    if (random.nextInt(6) > 0) {
      return request;
    }
    return new IstioRequest(
        new Caller.Outsider("edge", 80, request.caller().address(), Optional.empty()),
        request.target(),
        request.port(),
        request.protocol(),
        request.method(),
        request.path(),
        request.host(),
        request.headers(),
        request.otherHeadersOpen(),
        Token.none());
  }

  private void count(Decision decision, IstioRequest request) {
    coverage.merge(decision.verdict().name(), 1, Integer::sum);
    coverage.merge(request.protocol().name(), 1, Integer::sum);
    coverage.merge(request.caller().getClass().getSimpleName(), 1, Integer::sum);
    coverage.merge("to " + request.target(), 1, Integer::sum);
    decision.controls().forEach(c -> coverage.merge(c.kind().name(), 1, Integer::sum));
    boolean choices = decision.alternatives().stream().anyMatch(a -> !a.choices().isEmpty());
    coverage.merge(choices ? "with choices" : "without choices", 1, Integer::sum);
  }

  /// Which parts of a request are left open, and random texts for those that need not be picked.
  private static final class Open {
    private final Random random;
    private final boolean path;
    private final boolean method;
    private final boolean host;
    private final boolean headers;

    Open(Random random) {
      this.random = random;
      path = random.nextInt(4) > 0;
      method = random.nextBoolean();
      host = random.nextBoolean();
      headers = random.nextBoolean();
    }

    IstioRequest of(IstioRequest full) {
      return with(
          full,
          path ? Optional.empty() : full.path(),
          method ? Optional.empty() : full.method(),
          host ? Optional.empty() : full.host(),
          headers ? Map.of() : full.headers(),
          headers);
    }

    private static IstioRequest with(
        IstioRequest full,
        Optional<String> path,
        Optional<String> method,
        Optional<String> host,
        Map<String, String> headers,
        boolean open) {
      return new IstioRequest(
          full.caller(),
          full.target(),
          full.port(),
          full.protocol(),
          method,
          path,
          host,
          new TreeMap<>(headers),
          open,
          full.token());
    }

    /// Many instances; all combinations of the texts that meet policies' values.
    List<IstioRequest> samples(IstioRequest full) {
      List<IstioRequest> all = new ArrayList<>();
      for (String aPath : path ? RandomMesh.PATHS : List.of(full.path().orElseThrow())) {
        for (String aMethod : method ? RandomMesh.METHODS : List.of(full.method().orElseThrow())) {
          for (String aHost : host ? RandomMesh.HOSTS : List.of(full.host().orElseThrow())) {
            for (Map<String, String> some : headerSamples(full)) {
              all.add(
                  with(
                      full,
                      Optional.of(aPath),
                      Optional.of(aMethod),
                      Optional.of(aHost),
                      some,
                      false));
            }
          }
        }
      }
      return all;
    }

    private List<Map<String, String>> headerSamples(IstioRequest full) {
      if (!headers) {
        return List.of(full.headers());
      }
      List<Map<String, String>> all = new ArrayList<>();
      for (String a : RandomMesh.HEADERS) {
        for (String b : RandomMesh.HEADERS) {
          all.add(RandomMesh.headers(a, b));
        }
      }
      return all;
    }

    /// The request with what the alternative picks, and anything for what it leaves open.
    IstioRequest filled(IstioRequest full, Alternative alternative) {
      Map<String, String> picks = new LinkedHashMap<>();
      for (Alternative.Choice choice : alternative.choices()) {
        picks.put(choice.key(), Scene.picked(alternative, choice.key()));
      }
      List<IstioRequest> samples = samples(full);
      IstioRequest any = samples.get(random.nextInt(samples.size()));
      Map<String, String> sent = new TreeMap<>(any.headers());
      for (String name : List.of("x-a", "x-b")) {
        String value = picks.get("header " + name);
        if (value != null && value.isEmpty()) {
          sent.remove(name);
        } else if (value != null) {
          sent.put(name, value);
        }
      }
      return with(
          full,
          Optional.of(picks.getOrDefault("path", any.path().orElseThrow())),
          Optional.of(picks.getOrDefault("method", any.method().orElseThrow())),
          Optional.of(picks.getOrDefault("host", any.host().orElseThrow())),
          sent,
          false);
    }
  }
}
