package dev.ardennes.verify;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Standing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The parts of a JSON report that a checker needs, read without any code of the program that wrote
/// it.
///
/// @param worlds what one attacker holds at the start: each entry by itself, and those held
///   together
record ReportFile(
    String asOf,
    Map<String, Entity> entities,
    Map<String, ListedFact> facts,
    List<List<Entry>> worlds,
    Map<String, Target> targets,
    List<PathEntry> paths,
    Map<String, ListedAssumption> assumptions,
    Map<String, Technique> techniques) {
  private static final long LARGEST = 512L << 20;
  private static final int DEEPEST = 64;

  record ListedFact(String id, Fact fact, String derivedBy, List<String> from) {}

  record Entry(String entity, String kind) {}

  record Target(String entity, String impactKind) {}

  record PathEntry(
      String id,
      String entry,
      List<String> heldWith,
      String target,
      String goalStep,
      List<Step> steps,
      List<String> assumptions) {}

  record Step(
      String id,
      String technique,
      String from,
      String to,
      String gain,
      List<Because> because,
      List<String> assumes) {}

  record Because(String fact, @Nullable String step) {}

  record ListedAssumption(String id, Assumption assumption, String stance) {}

  record Technique(String id, String digest, String rule) {}

  /// @throws IOException if the file cannot be read or is no report; the message says why
  static ReportFile read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException("the file is larger than a report may be");
    }
    JsonMapper mapper =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                    .build())
            .build();
    try (InputStream in = Files.newInputStream(file)) {
      return of(mapper.readTree(in));
    } catch (JacksonException e) {
      throw new IOException("the file is no JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException("the file is no report: " + e.getMessage(), e);
    }
  }

  static ReportFile of(JsonNode root) {
    if (!text(root, "schema").equals("ardennes.report/1")) {
      throw new IllegalArgumentException("its schema is not `ardennes.report/1`");
    }
    return new ReportFile(
        text(root, "as_of"),
        byId(root, "entities", ReportFile::entity, Entity::id),
        byId(root, "facts", ReportFile::fact, ListedFact::id),
        worlds(root),
        byId(
            root,
            "targets",
            n -> new Target(text(n, "entity"), text(n, "impact_kind")),
            Target::entity),
        list(root, "paths", ReportFile::path),
        byId(root, "assumptions", ReportFile::assumption, ListedAssumption::id),
        byId(
            root,
            "techniques",
            n -> new Technique(text(n, "id"), text(n, "digest"), text(n, "rule")),
            Technique::id));
  }

  private static List<List<Entry>> worlds(JsonNode root) {
    List<List<Entry>> worlds = new ArrayList<>(list(root, "entries", n -> List.of(entry(n))));
    for (JsonNode group : root.path("held_together")) {
      List<Entry> held = new ArrayList<>();
      group.forEach(item -> held.add(entry(item)));
      worlds.add(List.copyOf(held));
    }
    return List.copyOf(worlds);
  }

  private static Entry entry(JsonNode node) {
    return new Entry(text(node, "entity"), text(node, "kind"));
  }

  private static Entity entity(JsonNode node) {
    return new Entity(
        text(node, "id"), text(node, "kind"), text(node, "name"), texts(node, "aliases"));
  }

  private static ListedFact fact(JsonNode node) {
    Fact fact =
        new Fact(
            text(node, "relation"),
            texts(node, "args"),
            Standing.valueOf(text(node, "standing").toUpperCase(Locale.ROOT)),
            list(node, "evidence", ReportFile::evidence));
    return new ListedFact(
        text(node, "id"), fact, optional(node, "derived_by"), texts(node, "from"));
  }

  private static Evidence evidence(JsonNode node) {
    return new Evidence(
        text(node, "source"),
        optional(node, "file"),
        node.path("line").asInt(0),
        node.path("column").asInt(0),
        optional(node, "pointer"));
  }

  private static PathEntry path(JsonNode node) {
    return new PathEntry(
        text(node, "id"),
        text(node, "entry"),
        texts(node, "held_with"),
        text(node, "target"),
        text(node, "goal_step"),
        list(node, "steps", ReportFile::step),
        texts(node, "assumptions"));
  }

  private static Step step(JsonNode node) {
    return new Step(
        text(node, "id"),
        text(node, "technique"),
        text(node, "from"),
        text(node, "to"),
        text(node, "gain"),
        list(
            node,
            "because",
            n -> new Because(text(n, "fact"), n.has("step") ? text(n, "step") : null)),
        texts(node, "assumes"));
  }

  private static ListedAssumption assumption(JsonNode node) {
    Assumption assumption =
        new Assumption(
            Assumption.Kind.of(text(node, "kind")),
            text(node, "says"),
            list(node, "evidence", ReportFile::evidence));
    return new ListedAssumption(text(node, "id"), assumption, text(node, "stance"));
  }

  // --- reading
  // ----------------------------------------------------------------------------------------

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isString()) {
      throw new IllegalArgumentException("`" + field + "` is missing or no text");
    }
    return value.asString();
  }

  private static String optional(JsonNode node, String field) {
    return node.path(field).isString() ? node.path(field).asString() : "";
  }

  private static List<String> texts(JsonNode node, String field) {
    return list(node, field, JsonNode::asString);
  }

  private static <T> List<T> list(
      JsonNode node, String field, java.util.function.Function<JsonNode, T> read) {
    List<T> items = new ArrayList<>();
    node.path(field).forEach(item -> items.add(read.apply(item)));
    return List.copyOf(items);
  }

  private static <T> Map<String, T> byId(
      JsonNode node,
      String field,
      java.util.function.Function<JsonNode, T> read,
      java.util.function.Function<T, String> id) {
    Map<String, T> items = new LinkedHashMap<>();
    for (T item : list(node, field, read)) {
      if (items.put(id.apply(item), item) != null) {
        throw new IllegalArgumentException(
            "`" + id.apply(item) + "` stands twice in `" + field + "`");
      }
    }
    return items;
  }
}
