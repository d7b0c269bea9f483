package dev.ardennes.collect.code.knowledge;

import dev.ardennes.collect.code.knowledge.Framework.Case;
import dev.ardennes.collect.code.knowledge.Framework.Sheet;
import dev.ardennes.collect.code.syntax.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// All that is known of frameworks and libraries, from the sheets beside this class. Immutable.
public final class Knowledge {
  /// The sheets; each is a file `NAME.yaml`.
  public static final List<String> SHEETS =
      List.of(
          "java",
          "spring",
          "jax-rs",
          "python",
          "flask",
          "fastapi",
          "javascript",
          "express",
          "go",
          "net-http",
          "gin");

  /// The languages of [#SHEETS], so that none has to be read to know.
  private static final List<Language> LANGUAGES =
      List.of(
          Language.JAVA,
          Language.JAVA,
          Language.JAVA,
          Language.PYTHON,
          Language.PYTHON,
          Language.PYTHON,
          Language.JAVASCRIPT,
          Language.JAVASCRIPT,
          Language.GO,
          Language.GO,
          Language.GO);

  private static final Set<String> SHEET_KEYS = Set.of("language", "framework", "words", "calls");

  private final Map<Language, List<Sheet>> sheets = new EnumMap<>(Language.class);
  private final Map<Language, Map<String, List<CallRule>>> rules = new EnumMap<>(Language.class);
  private final CloudNames cloud;

  private Knowledge(Set<Language> languages) {
    YAMLMapper mapper = new YAMLMapper();
    for (String name : SHEETS) {
      if (languages.contains(LANGUAGES.get(SHEETS.indexOf(name)))) {
        add(sheet(name, read(mapper, name)));
      }
    }
    cloud = new CloudNames(read(mapper, "aws"));
  }

  /// What is known of these languages; only their sheets are read.
  public static Knowledge of(Set<Language> languages) {
    Set<Language> wanted = new HashSet<>();
    languages.forEach(language -> wanted.add(language.libraries()));
    return new Knowledge(wanted);
  }

  private static JsonNode read(YAMLMapper mapper, String name) {
    try (InputStream in = open(name);
        MappingIterator<JsonNode> documents = mapper.readerFor(JsonNode.class).readValues(in)) {
      return documents.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(Knowledge.class.getResourceAsStream(name + ".yaml"), name);
  }

  /// The cases of a sheet, which are a document of their own in its file.
  public static List<Case> cases(String name) {
    YAMLMapper mapper = new YAMLMapper();
    List<Case> cases = new ArrayList<>();
    try (InputStream in = open(name);
        MappingIterator<JsonNode> documents = mapper.readerFor(JsonNode.class).readValues(in)) {
      while (documents.hasNext()) {
        documents.next().path("cases").forEach(row -> cases.add(example(row)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(cases);
  }

  private void add(Sheet sheet) {
    Language language = Language.valueOf(sheet.language().toUpperCase(Locale.ROOT));
    sheets.computeIfAbsent(language, ignored -> new ArrayList<>()).add(sheet);
    Map<String, List<CallRule>> byName =
        rules.computeIfAbsent(language, ignored -> new LinkedHashMap<>());
    for (CallRule rule : sheet.calls()) {
      byName.computeIfAbsent(last(rule.pattern()), ignored -> new ArrayList<>()).add(rule);
    }
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// All sheets of a language.
  public List<Sheet> sheets(Language language) {
    return sheets.getOrDefault(language.libraries(), List.of());
  }

  /// Names of AWS's actions.
  public CloudNames cloud() {
    return cloud;
  }

  /// What the function or member of this full name does; most often nothing is known.
  public List<CallRule> rules(Language language, String fullName) {
    List<CallRule> candidates =
        rules.getOrDefault(language.libraries(), Map.of()).getOrDefault(last(fullName), List.of());
    return candidates.isEmpty()
        ? candidates
        : candidates.stream().filter(rule -> rule.matches(fullName)).toList();
  }

  private static Sheet sheet(String name, JsonNode root) {
    for (String key : root.propertyNames()) {
      if (!SHEET_KEYS.contains(key)) {
        throw new IllegalStateException("unknown field " + key + " of " + name);
      }
    }
    List<CallRule> calls = new ArrayList<>();
    root.path("calls").forEach(row -> calls.addAll(calls(name, row)));
    JsonNode framework = root.path("framework");
    return new Sheet(
        name,
        root.path("language").asString(),
        texts(root.path("words")),
        framework.isMissingNode() ? List.of() : List.of(framework(name, framework)),
        List.copyOf(calls));
  }

  private static List<CallRule> calls(String sheet, JsonNode row) {
    String does = row.path("does").asString();
    if (!CallRule.KINDS.contains(does)) {
      throw new IllegalStateException("unknown kind " + does + " in " + sheet);
    }
    List<CallRule> rules = new ArrayList<>();
    for (String pattern : texts(row.path("call"))) {
      rules.add(
          new CallRule(
              pattern,
              does,
              texts(row.path("argument")),
              row.path("schemes").asString("http"),
              row.path("method").asString("GET"),
              row.path("when").asString("")));
    }
    return rules;
  }

  private static Framework framework(String name, JsonNode row) {
    List<EndpointRule> endpoints = new ArrayList<>();
    for (JsonNode one : row.path("endpoints")) {
      endpoints.add(
          new EndpointRule(
              one.path("annotation").asString(""),
              one.path("call").asString(""),
              one.path("method").asString("ANY"),
              texts(one.path("path")),
              one.path("path_annotation").asString(""),
              texts(one.path("prefix"))));
    }
    return new Framework(
        name,
        texts(row.path("imports")),
        List.copyOf(endpoints),
        texts(row.path("mounts")),
        texts(row.path("input_annotations")),
        row.path("unannotated").asBoolean(false),
        texts(row.path("parameters")),
        texts(row.path("ignored_types")),
        texts(row.path("spellings")),
        row.path("answers").asBoolean(false));
  }

  private static Case example(JsonNode row) {
    Map<String, String> files = new LinkedHashMap<>();
    for (var file : row.path("files").properties()) {
      files.put(file.getKey(), file.getValue().asString());
    }
    return new Case(row.path("name").asString(), files, texts(row.path("facts")));
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(one -> texts.add(one.asString()));
    } else if (!node.isMissingNode() && !node.isNull()) {
      texts.add(node.asString());
    }
    return List.copyOf(texts);
  }
}
