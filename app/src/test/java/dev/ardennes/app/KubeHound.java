package dev.ardennes.app;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The outside cluster: manifests, and the edges that another tool expects of them.
///
/// @param withoutEdges the cases that list none
/// @param pods each pod as a part of an id, by its own name and those of its containers
record KubeHound(List<Edge> edges, List<String> withoutEdges, Map<String, String> pods) {
  private static final Path ROOT = Labs.corpora().resolve("kubernetes/kubehound");
  static final Path MANIFESTS = ROOT.resolve("test/setup/test-cluster/attacks");

  /// One expected edge.
  ///
  /// @param source empty where the case does not say it
  record Edge(String kind, String source, String target) {
    @Override
    public String toString() {
      return kind + " " + source + " -> " + target;
    }
  }

  static boolean present() {
    return Files.isDirectory(MANIFESTS);
  }

  static KubeHound read() {
    try {
      JsonNode all =
          new JsonMapper().readTree(Files.readString(ROOT.resolve("expected_edges.json")));
      Set<Edge> edges = new LinkedHashSet<>();
      List<String> without = new ArrayList<>();
      for (JsonNode test : all.get("cases")) {
        List<Edge> ofCase = edges(test);
        edges.addAll(ofCase);
        if (ofCase.isEmpty()) {
          without.add(test.get("test").asString());
        }
      }
      for (JsonNode escape : all.get("container_escapes_exact")) {
        edges.add(
            new Edge(escape.get("edge").asString(), escape.get("container").asString(), "node"));
      }
      return new KubeHound(List.copyOf(edges), without, containers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Edge> edges(JsonNode test) {
    List<Edge> edges = new ArrayList<>();
    String kind = test.get("edge").asString("");
    for (JsonNode edge : test.get("expected_edges")) {
      edges.add(new Edge(kind, edge.get("src").asString(), edge.get("dst").asString()));
    }
    for (JsonNode target : test.get("expected_names")) {
      edges.add(new Edge(kind, "", target.asString()));
    }
    for (JsonNode source : test.get("expected_source_containers")) {
      edges.add(new Edge(kind, source.asString(), "node"));
    }
    return edges;
  }

  private static Map<String, String> containers() throws IOException {
    Map<String, String> pods = new TreeMap<>();
    try (Stream<Path> files = Files.list(MANIFESTS)) {
      for (Path file : files.sorted().toList()) {
        for (Json object : YamlText.read(Files.readString(file), file.toString()).documents()) {
          addContainers(object, pods);
        }
      }
    }
    return pods;
  }

  private static void addContainers(Json object, Map<String, String> pods) {
    Json metadata = object.at("metadata");
    Json spec = object.at("spec");
    if ("Pod".equals(object.textAt("kind")) && metadata != null && spec != null) {
      String name = String.valueOf(metadata.textAt("name"));
      String namespace = metadata.textAt("namespace");
      String pod = (namespace == null ? "default" : namespace) + "/pod/" + name;
      pods.put(name, pod);
      for (Json container : spec.listAt("containers")) {
        pods.put(String.valueOf(container.textAt("name")), pod);
      }
    }
  }
}
