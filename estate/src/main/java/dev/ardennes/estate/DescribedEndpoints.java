package dev.ardennes.estate;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.PathTemplate;
import dev.ardennes.model.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Endpoints that descriptions of APIs alone declare: those of a service whose code was not read,
/// or is in a language that is not read. Where code of the component shows any endpoint, the code
/// has the word and the description adds none.
///
/// A description belongs to the component in whose folder it lies; else to the component, or the
/// image, that has the name of the file or of a folder above it.
public final class DescribedEndpoints {
  private static final String COMPONENT = "code.component";
  private static final String CODE = "code/";
  private static final String DOCUMENTS = "openapi/";
  private static final String NOBODY = "none";
  private static final int MOST_BASES = 4;

  private final FactBase facts;
  private final Map<String, String> componentsByName = new TreeMap<>();
  private final Set<String> images = new TreeSet<>();
  private final Map<String, Entity> entities = new LinkedHashMap<>();
  private final List<Fact> stated = new ArrayList<>();

  private DescribedEndpoints(FactBase facts) {
    this.facts = facts;
    for (Entity entity : facts.entities()) {
      if (entity.kind().equals(COMPONENT)) {
        componentsByName.putIfAbsent(plain(entity.name()), entity.id());
      }
    }
    facts
        .relation("component_name")
        .forEach(f -> componentsByName.putIfAbsent(plain(f.args().get(1)), f.args().getFirst()));
    facts.relation("image").forEach(f -> images.add(plain(f.args().get(1))));
  }

  /// The facts with those endpoints.
  public static FactBase in(FactBase facts) {
    if (facts.relation("documents_endpoint").isEmpty()) {
      return facts;
    }
    DescribedEndpoints endpoints = new DescribedEndpoints(facts);
    Map<String, List<Fact>> byDocument = new TreeMap<>();
    facts
        .relation("documents_endpoint")
        .forEach(
            f -> byDocument.computeIfAbsent(f.args().getFirst(), d -> new ArrayList<>()).add(f));
    byDocument.forEach(endpoints::document);
    return endpoints.stated.isEmpty()
        ? facts
        : facts.withEntities(endpoints.entities.values()).changed(f -> false, endpoints.stated);
  }

  /// The last part of a name, without version and registry.
  private static String plain(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    return last.replaceFirst("[:@].*", "").toLowerCase(Locale.ROOT);
  }

  private void document(String document, List<Fact> operations) {
    Optional<String> component = component(document, operations.getFirst());
    if (component.isPresent() && facts.relation("handles", component.get()).isEmpty()) {
      List<String> bases = bases(document);
      operations.stream()
          .sorted(Comparator.comparing(Fact::toString))
          .forEach(operation -> endpoint(component.get(), operation, bases));
    }
  }

  // --- whose it is ---------------------------------------------------------------------------

  private Optional<String> component(String document, Fact operation) {
    String path = document.substring(DOCUMENTS.length());
    List<String> folders = folders(path);
    for (String folder : folders) {
      Entity entity = facts.entity(CODE + folder);
      if (entity != null && entity.kind().equals(COMPONENT)) {
        return Optional.of(entity.id());
      }
    }
    List<String> named = new ArrayList<>(List.of(path.replaceFirst("\\.[A-Za-z]+$", "")));
    named.addAll(folders);
    for (String place : named) {
      String name = plain(place);
      if (componentsByName.containsKey(name)) {
        return Optional.of(componentsByName.get(name));
      }
      if (images.contains(name)) {
        return Optional.of(unread(place, operation));
      }
    }
    return Optional.empty();
  }

  /// The folders above a file, the nearest first.
  private static List<String> folders(String path) {
    List<String> folders = new ArrayList<>();
    for (int at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      folders.add(path.substring(0, at));
    }
    return folders;
  }

  /// A component of which nothing is known but its description.
  private String unread(String place, Fact operation) {
    String id = CODE + place;
    String name = place.substring(place.lastIndexOf('/') + 1);
    entities.putIfAbsent(id, new Entity(id, COMPONENT, name, List.of()));
    state(operation, "kind", id, COMPONENT);
    return id;
  }

  // --- what it answers -----------------------------------------------------------------------

  /// The paths below which the document's servers serve; the root where it names none.
  private List<String> bases(String document) {
    Set<String> bases = new LinkedHashSet<>();
    for (Fact server : facts.relation("document_server", document)) {
      String path = PathTemplate.pathOf(server.args().get(1));
      bases.add(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }
    return bases.isEmpty() ? List.of("") : bases.stream().sorted().limit(MOST_BASES).toList();
  }

  private void endpoint(String component, Fact operation, List<String> bases) {
    String method = operation.args().get(1);
    String path = operation.args().get(2);
    String name = method + " " + path;
    String id = component + "#" + name;
    entities.putIfAbsent(id, new Entity(id, "code.endpoint", name, List.of()));
    state(operation, "kind", id, "code.endpoint");
    bases.forEach(base -> state(operation, "endpoint_path", id, method, base + path));
    List<Fact> asked = asked(operation);
    if (asked.isEmpty() || asked.stream().anyMatch(f -> f.args().get(3).equals(NOBODY))) {
      state(operation, "handles", component, id);
    } else {
      asked.forEach(f -> state(f, "answers_known", component, id, f.args().get(3)));
    }
  }

  /// What the description asks callers for; each fact another way to be let in.
  private List<Fact> asked(Fact operation) {
    return facts.relation("endpoint_security", operation.args().getFirst()).stream()
        .filter(f -> f.args().subList(1, 3).equals(operation.args().subList(1, 3)))
        .toList();
  }

  private void state(Fact at, String relation, String... args) {
    stated.add(new Fact(relation, List.of(args), Standing.DESIGNED, at.evidence()));
  }
}
