package dev.ardennes.analysis;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One finding, as the facts about it say.
///
/// @param spots the places it points at
/// @param flow the places on the way of the input
/// @param objects scanned objects of Kubernetes
/// @param requests requests that showed it
record ReportedFinding(
    String id,
    String tool,
    String rule,
    String severity,
    String says,
    List<Evidence> evidence,
    List<String> classes,
    List<String> cves,
    List<Spot> spots,
    List<Spot> flow,
    List<String> images,
    List<String> packages,
    List<KubernetesObject> objects,
    List<Request> requests,
    List<String> about) {
  private static final Map<String, Integer> SEVERITIES =
      Map.of("critical", 0, "high", 1, "medium", 2, "low", 3, "info", 4);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  /// A file and line; line 0 is the whole file.
  record Spot(String file, int line) {}

  /// An object of Kubernetes; the namespace is empty for what has none.
  record KubernetesObject(String namespace, String kind, String name) {}

  /// A request that showed it; the method may be empty.
  record Request(String method, String url) {}

  /// Reads what is stated of the finding that `reported` names.
  static ReportedFinding of(FactBase facts, Fact reported) {
    String id = reported.args().getFirst();
    Entity entity = facts.entity(id);
    return new ReportedFinding(
        id,
        reported.args().get(1),
        reported.args().get(2),
        reported.args().get(3),
        entity == null ? reported.args().get(2) : entity.name(),
        reported.evidence(),
        seconds(facts, "finding_class", id),
        seconds(facts, "finding_cve", id),
        spots(facts.relation("finding_place", id), 1),
        spots(facts.relation("finding_flow", id), 2),
        seconds(facts, "finding_image", id),
        packages(facts, id),
        objects(facts, id),
        requests(facts, id),
        about(facts, id));
  }

  /// Packages before the images they are in, the most telling first.
  private static List<String> about(FactBase facts, String id) {
    Set<String> about = new LinkedHashSet<>();
    List<String> all = seconds(facts, "finding_about", id);
    List<String> images = seconds(facts, "finding_image", id);
    List<String> packages = packages(facts, id);
    all.stream().filter(packages::contains).forEach(about::add);
    about.addAll(images);
    about.addAll(all);
    return List.copyOf(about);
  }

  private static List<String> seconds(FactBase facts, String relation, String id) {
    TreeSet<String> values = new TreeSet<>();
    facts.relation(relation, id).forEach(fact -> values.add(fact.args().get(1)));
    return List.copyOf(values);
  }

  private static List<Spot> spots(List<Fact> facts, int file) {
    List<Spot> spots = new ArrayList<>();
    for (Fact fact : facts) {
      String line = fact.args().get(file + 1);
      int number = NUMBER.matcher(line).matches() ? Integer.parseInt(line) : 0;
      spots.add(new Spot(fact.args().get(file), number));
    }
    return List.copyOf(spots);
  }

  private static List<String> packages(FactBase facts, String id) {
    TreeSet<String> packages = new TreeSet<>();
    for (Fact fact : facts.relation("finding_package", id)) {
      String version = fact.args().get(2);
      packages.add(version.isEmpty() ? fact.args().get(1) : fact.args().get(1) + "@" + version);
    }
    return List.copyOf(packages);
  }

  private static List<KubernetesObject> objects(FactBase facts, String id) {
    return facts.relation("finding_workload", id).stream()
        .map(
            fact ->
                new KubernetesObject(fact.args().get(1), fact.args().get(2), fact.args().get(3)))
        .toList();
  }

  private static List<Request> requests(FactBase facts, String id) {
    return facts.relation("finding_url", id).stream()
        .map(fact -> new Request(fact.args().get(1), fact.args().get(2)))
        .toList();
  }

  /// 0 for critical, 4 for info.
  int severityRank() {
    return SEVERITIES.getOrDefault(severity, SEVERITIES.size());
  }

  /// The name of the source that reported it.
  String source() {
    return evidence.isEmpty() ? "" : evidence.getFirst().source();
  }

  /// The first place with a line, or the first file.
  @Nullable Evidence place() {
    for (Spot spot : spots) {
      if (spot.line() > 0) {
        return Evidence.at(source(), spot.file(), spot.line(), 0);
      }
    }
    return spots.isEmpty() ? null : Evidence.at(source(), spots.getFirst().file(), 0, 0);
  }

  /// What two tools have in common that mean the same; null where that cannot be told.
  @Nullable String sameness() {
    if (!cves.isEmpty() && !packages.isEmpty()) {
      List<String> names = images.stream().map(ImageName::of).distinct().sorted().toList();
      return "cve " + cves + packages + names;
    }
    Evidence place = place();
    return place == null || place.line() == 0 || classes.isEmpty() || !cves.isEmpty()
        ? null
        : "place " + place.place() + " " + classes;
  }
}
