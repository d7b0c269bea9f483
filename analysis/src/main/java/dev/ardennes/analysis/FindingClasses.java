package dev.ardennes.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Which classes of findings are about a premise of which relation: the data of `findings.yaml`.
final class FindingClasses {
  private final Map<String, Set<String>> fits = new HashMap<>();
  private final Set<String> ofEndpoints;
  private final Set<String> structure;

  private FindingClasses(JsonNode root) {
    for (var entry : root.get("fits").properties()) {
      fits.put(entry.getKey(), words(entry.getValue()));
    }
    ofEndpoints = words(root.get("of_endpoints"));
    structure = words(root.get("structure"));
  }

  private static Set<String> words(JsonNode list) {
    Set<String> words = new HashSet<>();
    list.forEach(word -> words.add(word.asString()));
    return Set.copyOf(words);
  }

  /// The product's own table.
  static FindingClasses standard() {
    try (InputStream in = FindingClasses.class.getResourceAsStream("findings.yaml")) {
      return new FindingClasses(new YAMLMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether a finding of one of these classes can be about a premise of the relation.
  boolean fits(String relation, Collection<String> classes) {
    Set<String> fitting = fits.getOrDefault(relation, Set.of());
    return classes.stream().anyMatch(fitting::contains);
  }

  /// Whether the relation is one whose classes are known.
  boolean knows(String relation) {
    return fits.containsKey(relation);
  }

  /// Whether the relation says what an endpoint does with what its caller sends.
  boolean isOfEndpoint(String relation) {
    return ofEndpoints.contains(relation);
  }

  /// Whether the relation says nothing that a finding could be about.
  boolean isStructure(String relation) {
    return structure.contains(relation);
  }
}
