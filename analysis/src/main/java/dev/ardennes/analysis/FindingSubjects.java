package dev.ardennes.analysis;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which collected things a finding concerns. Built in time linear in the facts; a question costs
/// what it answers.
final class FindingSubjects {
  /// How the ids of components begin; their folder follows.
  static final String COMPONENT = "code/";

  private static final String KUBERNETES = "k8s/";
  private static final Pattern CONFIGURATION =
      Pattern.compile(".*\\.(?:tf|hcl|tfvars|ya?ml|json|template)");
  private static final Pattern REPLICA_SET = Pattern.compile("(.+)-[0-9a-z]{8,10}");

  /// What one finding concerns, each by id.
  ///
  /// @param resources what configuration at the finding's place declares
  /// @param images scanned images that neither a workload runs nor a component is built into
  record Subject(
      Set<String> components, Set<String> workloads, Set<String> resources, Set<String> images) {
    boolean isNothing() {
      return components.isEmpty() && workloads.isEmpty() && resources.isEmpty() && images.isEmpty();
    }

    /// Whether it concerns nothing but what no collected workload runs.
    boolean isNotRun() {
      return workloads.isEmpty() && resources.isEmpty();
    }
  }

  private final Set<String> components = new HashSet<>();
  private final Map<String, Set<String>> componentsByName = new HashMap<>();
  private final Map<String, Set<String>> namesOfComponent = new HashMap<>();
  private final Map<String, Set<String>> workloadsByImage = new HashMap<>();
  private final Map<String, Set<String>> workloadsByImageEnd = new HashMap<>();
  private final Map<String, Set<String>> objectsByName = new HashMap<>();
  private final Map<String, String> componentOfEndpoint = new HashMap<>();
  private final PlaceIndex<String> declared;
  private final EndpointIndex endpoints;

  /// @param locations where each source lies, by its name
  FindingSubjects(FactBase facts, Map<String, String> locations) {
    this.declared = new PlaceIndex<>(locations);
    this.endpoints = new EndpointIndex(facts);
    for (String answers : List.of("handles", "answers_known")) {
      for (Fact fact : facts.relation(answers)) {
        componentOfEndpoint.put(fact.args().get(1), fact.args().getFirst());
      }
    }
    facts.relation("kind").forEach(this::kind);
    for (Fact fact : facts.relation("component_name")) {
      name(fact.args().getFirst(), fact.args().get(1));
    }
    for (Fact fact : facts.relation("image")) {
      String workload = fact.args().getFirst();
      String image = fact.args().get(1);
      add(workloadsByImage, ImageName.of(image), workload);
      add(workloadsByImageEnd, ImageName.last(image), workload);
    }
  }

  private void kind(Fact fact) {
    String entity = fact.args().getFirst();
    String kind = fact.args().get(1);
    if (kind.equals("code.component")) {
      components.add(entity);
      name(entity, entity.substring(entity.lastIndexOf('/') + 1));
    }
    if (entity.startsWith(KUBERNETES)) {
      String lower = entity.toLowerCase(Locale.ROOT);
      int kindAt = lower.lastIndexOf('/', lower.lastIndexOf('/') - 1);
      add(objectsByName, lower.substring(kindAt + 1), entity);
      add(objectsByName, lower.substring(lower.lastIndexOf('/', kindAt - 1) + 1), entity);
    }
    if (!kind.startsWith("code.") && !kind.equals("finding") && !kind.equals("vex.statement")) {
      fact.evidence().forEach(at -> declared.add(at, entity));
    }
  }

  private void name(String component, String name) {
    add(componentsByName, name, component);
    add(namesOfComponent, component, name);
  }

  private static void add(Map<String, Set<String>> map, String key, String value) {
    map.computeIfAbsent(key, none -> new TreeSet<>()).add(value);
  }

  Subject of(ReportedFinding finding) {
    Subject subject =
        new Subject(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    finding.images().forEach(image -> image(image, subject));
    finding.objects().forEach(object -> subject.workloads().addAll(objects(object)));
    if (subject.isNothing()) {
      finding.spots().forEach(spot -> file(finding.source(), spot, subject));
    }
    finding.requests().forEach(request -> request(request, subject));
    for (String component : List.copyOf(subject.components())) {
      for (String name : namesOfComponent.getOrDefault(component, Set.of())) {
        subject.workloads().addAll(workloadsByImageEnd.getOrDefault(name, Set.of()));
      }
    }
    return subject;
  }

  private void request(ReportedFinding.Request request, Subject subject) {
    for (String endpoint : endpoints.answering(request.method(), request.url())) {
      String component = componentOfEndpoint.get(endpoint);
      if (component != null) {
        subject.components().add(component);
      }
    }
  }

  private void image(String image, Subject subject) {
    Set<String> running = workloadsByImage.getOrDefault(ImageName.of(image), Set.of());
    subject.workloads().addAll(running);
    Set<String> built = componentsByName.getOrDefault(ImageName.last(image), Set.of());
    if (running.isEmpty() && !built.isEmpty()) {
      subject.components().addAll(built);
    } else if (running.isEmpty()) {
      subject.images().add(image);
    }
  }

  private Set<String> objects(ReportedFinding.KubernetesObject object) {
    String scope = object.namespace().isEmpty() ? "" : object.namespace() + "/";
    Set<String> found = byName(scope, object.kind(), object.name());
    var started = REPLICA_SET.matcher(object.name());
    if (found.isEmpty() && object.kind().equalsIgnoreCase("ReplicaSet") && started.matches()) {
      return byName(scope, "Deployment", started.group(1));
    }
    return found;
  }

  private Set<String> byName(String scope, String kind, String name) {
    String key = (scope + kind + "/" + name).toLowerCase(Locale.ROOT);
    return objectsByName.getOrDefault(key, Set.of());
  }

  private void file(String source, ReportedFinding.Spot spot, Subject subject) {
    String name = spot.file().substring(spot.file().lastIndexOf('/') + 1);
    if (CONFIGURATION.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      subject.resources().addAll(declaredAt(source, spot));
    }
    if (subject.resources().isEmpty()) {
      for (String folder = parent(spot.file()); !folder.isEmpty(); folder = parent(folder)) {
        if (components.contains(COMPONENT + folder)) {
          subject.components().add(COMPONENT + folder);
          return;
        }
      }
    }
  }

  /// What begins at or above the line, or else the first thing of the file.
  private List<String> declaredAt(String source, ReportedFinding.Spot spot) {
    NavigableMap<Integer, List<String>> file = declared.in(source, spot.file());
    if (file.isEmpty()) {
      return List.of();
    }
    var above = file.floorEntry(spot.line());
    return new ArrayList<>((above == null ? file.firstEntry() : above).getValue());
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }
}
