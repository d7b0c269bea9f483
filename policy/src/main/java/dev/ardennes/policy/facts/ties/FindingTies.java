package dev.ardennes.policy.facts.ties;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Which workload a finding is in: by the Kubernetes object that was scanned, by the image, by the
/// folder of the code that the workload runs, or by the URL that was tried.
///
/// That a workload runs the very version of the image that was scanned is an assumption unless the
/// references are equal.
final class FindingTies {
  static final String FINDING_IN = "finding_in";
  private static final String COMPONENT = "code.component";
  private static final List<String> PLACES =
      List.of("finding_image", "finding_workload", "finding_place", "finding_url");

  private final FactBase facts;
  private final ComponentTies components;
  private final Map<String, Map<String, Decision>> byFinding = new TreeMap<>();
  private final Map<String, List<Fact>> imagesByName = new HashMap<>();
  private final Map<String, Fact> workloadsByName = new HashMap<>();
  private final TreeMap<String, String> foldersOfCode = new TreeMap<>();

  FindingTies(FactBase facts, ComponentTies components) {
    this.facts = facts;
    this.components = components;
    if (PLACES.stream().allMatch(place -> facts.relation(place).isEmpty())) {
      return;
    }
    index();
    facts.relation("finding_image").forEach(this::byImage);
    facts.relation("finding_workload").forEach(this::byObject);
    facts.relation("finding_place").forEach(this::byPlace);
    RequestTies requests = new RequestTies(facts);
    facts.relation("finding_url").forEach(tried -> byUrl(tried, requests));
  }

  private void index() {
    for (Fact image : facts.relation("image")) {
      imagesByName
          .computeIfAbsent(withoutVersion(image.args().get(1)), key -> new ArrayList<>())
          .add(image);
    }
    for (Fact runs : facts.relation("runs_as_account")) {
      Entity workload = facts.entity(runs.args().getFirst());
      if (workload != null) {
        workload.aliases().forEach(alias -> workloadsByName.put(lower(alias), runs));
      }
    }
    for (Entity entity : facts.entities()) {
      if (entity.kind().equals(COMPONENT)) {
        foldersOfCode.put(entity.id().substring("code/".length()), entity.id());
      }
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String withoutVersion(String image) {
    int digest = image.indexOf('@');
    String undigested = digest < 0 ? image : image.substring(0, digest);
    int tag = undigested.lastIndexOf(':');
    return tag > undigested.lastIndexOf('/') ? undigested.substring(0, tag) : undigested;
  }

  private void put(String finding, String workload, Decision decision) {
    byFinding.computeIfAbsent(finding, key -> new TreeMap<>()).putIfAbsent(workload, decision);
  }

  private void byImage(Fact found) {
    String scanned = found.args().get(1);
    for (Fact image : imagesByName.getOrDefault(withoutVersion(scanned), List.of())) {
      List<String> because = List.of(found.id(), image.id());
      String run = image.args().get(1);
      Decision decision =
          run.equals(scanned)
              ? Conjunction.because(because)
              : Conjunction.assuming(sameVersion(run, scanned, image), because);
      put(found.args().getFirst(), image.args().getFirst(), decision);
    }
  }

  private static Assumption sameVersion(String run, String scanned, Fact image) {
    return new Assumption(
        Assumption.Kind.SAME_ENTITY,
        "what was found in the image `" + scanned + "` is in `" + run + "` too",
        image.evidence());
  }

  private void byObject(Fact found) {
    List<String> args = found.args();
    String name = args.get(2) + "/" + args.get(1) + "/" + args.get(3);
    Fact runs = workloadsByName.get(lower(name));
    if (runs != null) {
      Decision decision = Conjunction.because(List.of(found.id(), runs.id()));
      put(args.getFirst(), runs.args().getFirst(), decision);
    }
  }

  private void byPlace(Fact found) {
    String file = found.args().get(1);
    for (int slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1)) {
      String component = foldersOfCode.get(file.substring(0, slash));
      if (component != null) {
        for (String workload : components.workloads(component)) {
          Decision runs = components.decide(workload, component);
          put(
              found.args().getFirst(),
              workload,
              Conjunction.and(Conjunction.because(List.of(found.id())), runs));
        }
        return;
      }
    }
  }

  private void byUrl(Fact tried, RequestTies requests) {
    for (RequestTies.Answering answering : requests.workloads(tried.args().get(2))) {
      List<String> because = new ArrayList<>(answering.factIds());
      because.add(tried.id());
      put(tried.args().getFirst(), answering.workload(), Conjunction.because(because));
    }
  }

  Decision decide(String finding, String workload) {
    Decision decision = byFinding.getOrDefault(finding, Map.of()).get(workload);
    return decision == null ? Conjunction.no("the finding is about something else") : decision;
  }

  List<String> workloads(String finding) {
    return List.copyOf(byFinding.getOrDefault(finding, Map.of()).keySet());
  }

  List<String> findings(String workload) {
    return byFinding.entrySet().stream()
        .filter(entry -> entry.getValue().containsKey(workload))
        .map(Map.Entry::getKey)
        .toList();
  }
}
