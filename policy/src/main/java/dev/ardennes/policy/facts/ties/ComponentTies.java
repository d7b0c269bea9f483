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

/// Which workload runs the code of which component: nothing in a manifest names the folder that an
/// image is built from, so the image's name is compared with the names of components, and that they
/// are the same is an assumption.
///
/// Where no component has the name of any image of a workload, the workload's own name is compared.
final class ComponentTies {
  static final String IMPLEMENTS = "implements";
  private static final String COMPONENT = "code.component";

  private final FactBase facts;
  private final Map<String, Map<String, List<String>>> components = new HashMap<>();
  private final Map<String, Map<String, Decision>> byWorkload = new TreeMap<>();

  ComponentTies(FactBase facts) {
    this.facts = facts;
    for (Entity entity : facts.entities()) {
      if (entity.kind().equals(COMPONENT)) {
        name(entity);
      }
    }
    facts.relation("image").stream()
        .map(fact -> fact.args().getFirst())
        .distinct()
        .forEach(workload -> byWorkload.put(workload, of(workload)));
  }

  /// The component's own name needs no fact; the names that its build gives it do.
  private void name(Entity component) {
    add(component.name(), component.id(), List.of());
    for (Fact named : facts.relation("component_name", component.id())) {
      add(named.args().get(1), component.id(), List.of(named.id()));
    }
  }

  private void add(String name, String component, List<String> because) {
    components.computeIfAbsent(plain(name), key -> new TreeMap<>()).putIfAbsent(component, because);
  }

  /// The last part of a name, without what tells versions and registries apart.
  private static String plain(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    int end = last.indexOf('@');
    String undigested = end < 0 ? last : last.substring(0, end);
    int tag = undigested.indexOf(':');
    return (tag < 0 ? undigested : undigested.substring(0, tag)).toLowerCase(Locale.ROOT);
  }

  private Map<String, Decision> of(String workload) {
    Map<String, Decision> found = new TreeMap<>();
    for (Fact image : facts.relation("image", workload)) {
      String text = image.args().get(1);
      alike(plain(text))
          .forEach(
              (component, because) ->
                  found.putIfAbsent(
                      component,
                      assumed(
                          "the image `" + text + "` is built from", component, image, because)));
    }
    return found.isEmpty() ? byOwnName(workload) : found;
  }

  private Map<String, List<String>> alike(String name) {
    return name.isEmpty() ? Map.of() : components.getOrDefault(name, Map.of());
  }

  private Map<String, Decision> byOwnName(String workload) {
    Entity entity = facts.entity(workload);
    Map<String, Decision> found = new TreeMap<>();
    if (entity != null) {
      Fact image = facts.relation("image", workload).getFirst();
      alike(plain(entity.name()))
          .forEach(
              (component, because) ->
                  found.put(
                      component,
                      assumed(
                          "`" + entity.name() + "` runs the code of", component, image, because)));
    }
    return found;
  }

  private Decision assumed(String says, String component, Fact image, List<String> because) {
    List<String> reasons = new ArrayList<>(because);
    reasons.add(image.id());
    Assumption same =
        new Assumption(
            Assumption.Kind.SAME_ENTITY, says + " `" + shown(component) + "`", image.evidence());
    return Conjunction.assuming(same, reasons);
  }

  private String shown(String component) {
    Entity entity = facts.entity(component);
    List<String> aliases = entity == null ? List.of() : entity.aliases();
    String id = component.startsWith("code/") ? component.substring("code/".length()) : component;
    return aliases.stream().filter(id::equals).findFirst().orElse(id);
  }

  Decision decide(String workload, String component) {
    Decision found = byWorkload.getOrDefault(workload, Map.of()).get(component);
    return found == null ? Conjunction.no("nothing says that it runs this code") : found;
  }

  List<String> components(String workload) {
    return List.copyOf(byWorkload.getOrDefault(workload, Map.of()).keySet());
  }

  List<String> workloads(String component) {
    return byWorkload.entrySet().stream()
        .filter(entry -> entry.getValue().containsKey(component))
        .map(Map.Entry::getKey)
        .toList();
  }
}
