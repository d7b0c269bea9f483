package dev.ardennes.collect.code;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.Collector;
import dev.ardennes.collect.Recognition;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.code.flow.Analysis;
import dev.ardennes.collect.code.flow.Component;
import dev.ardennes.collect.code.knowledge.Knowledge;
import dev.ardennes.collect.code.program.Program;
import dev.ardennes.collect.code.syntax.Language;
import dev.ardennes.collect.code.syntax.ParserProcess;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Hidden;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Source code in Java, Python, JavaScript, TypeScript and Go, and Dockerfiles: components, their
/// endpoints, what callers' texts do in them, whom they call.
///
/// Nothing is covered completely: code says what it does in more ways than are known here, so that
/// no missing fact is a no.
public final class SourceCode implements Collector {
  private static final int MOST_FILES = 50_000;

  private final ParserProcess.Settings parser;

  public SourceCode() {
    this(ParserProcess.Settings.standard());
  }

  SourceCode(ParserProcess.Settings parser) {
    this.parser = parser;
  }

  @Override
  public String kind() {
    return "code";
  }

  /// Source files, and the build files that say which folders are components.
  @Override
  public List<SourceFile> recognise(SourceTree tree, Recognition recognition) {
    List<SourceFile> found = new ArrayList<>();
    boolean code = false;
    for (SourceFile file : tree.files()) {
      boolean source = Language.of(file.name()) != null;
      if (source || BuildFiles.isBuildFile(file)) {
        found.add(file);
        code |= source ? SourceSelection.leftOut(file) == null : BuildFiles.isDockerfile(file);
      }
    }
    return code ? found : List.of();
  }

  @Override
  public Collected collect(SourceTree tree, List<SourceFile> files, String location) {
    CollectedBuilder out = new CollectedBuilder(tree.source());
    Map<String, Integer> leftOut = new TreeMap<>();
    List<SourceFile> sources = new ArrayList<>();
    List<SourceFile> builds = new ArrayList<>();
    for (SourceFile file : files) {
      String reason = SourceSelection.leftOut(file);
      if (reason != null) {
        leftOut.merge(reason, 1, Integer::sum);
      } else if (BuildFiles.isBuildFile(file)) {
        builds.add(file);
      }
      if (reason == null && Language.of(file.name()) != null) {
        sources.add(file);
      }
    }
    if (sources.size() > MOST_FILES) {
      out.problem(
          Problem.warning(
              "more than " + MOST_FILES + " source files: the rest is not read",
              "give the folders that matter, or list others in `.ardennesignore`",
              null));
      sources = sources.subList(0, MOST_FILES);
    }
    Components components = new Components(builds);
    CodeFacts facts = new CodeFacts(out);
    int generated = 0;
    try (Parsing parsing = new Parsing(tree.source(), parser)) {
      if (!sources.isEmpty()) {
        parsing.warmUp();
      }
      components(tree, components, builds, sources, facts, out);
      generated = programs(parsing, components, sources, facts, out);
    }
    if (generated > 0) {
      leftOut.merge("generated", generated, Integer::sum);
    }
    List<Hidden> hidden = new ArrayList<>();
    leftOut.forEach(
        (why, count) -> hidden.add(new Hidden("built in", why + " source files", count)));
    return out.build(kind(), location, sources.size() + builds.size(), hidden);
  }

  private static void components(
      SourceTree tree,
      Components components,
      List<SourceFile> builds,
      List<SourceFile> sources,
      CodeFacts facts,
      CollectedBuilder out) {
    Map<String, List<SourceFile>> byFolder = new TreeMap<>();
    sources.forEach(file -> byFolder.computeIfAbsent(components.of(file), _ -> new ArrayList<>()));
    builds.forEach(
        file -> byFolder.computeIfAbsent(file.folder(), _ -> new ArrayList<>()).add(file));
    byFolder.forEach(
        (folder, files) -> {
          List<String> names = new ArrayList<>();
          for (SourceFile file : files) {
            try {
              names.addAll(BuildFiles.names(file));
            } catch (IOException e) {
              out.problem(unreadable(tree, file));
            }
          }
          facts.component(folder, rootName(tree), files, names);
          for (SourceFile file : files) {
            if (BuildFiles.isDockerfile(file)) {
              String text = dockerfile(tree, file, out);
              if (text != null) {
                facts.container(folder, file.path(), text);
              }
            }
          }
        });
  }

  private static @Nullable String dockerfile(
      SourceTree tree, SourceFile file, CollectedBuilder out) {
    try {
      boolean readable = file.size() <= tree.limits().textBytes() && !file.binary();
      return readable ? file.text() : null;
    } catch (IOException e) {
      out.problem(unreadable(tree, file));
      return null;
    }
  }

  private static String rootName(SourceTree tree) {
    String name = tree.source();
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  private static Problem unreadable(SourceTree tree, SourceFile file) {
    return Problem.error(
        "the file cannot be read, so that what it holds is missing",
        "give the program permission to read it",
        Evidence.at(tree.source(), file.path(), 0, 0));
  }

  /// Parses the components in which anything is mentioned that is known, and evaluates them.
  private static int programs(
      Parsing parsing,
      Components components,
      List<SourceFile> sources,
      CodeFacts facts,
      CollectedBuilder out) {
    if (sources.isEmpty()) {
      return 0;
    }
    Set<Language> languages = EnumSet.noneOf(Language.class);
    sources.forEach(file -> languages.add(Objects.requireNonNull(Language.of(file.name()))));
    Knowledge knowledge = Knowledge.of(languages);
    Set<String> ofInterest = new HashSet<>();
    for (SourceFile file : sources) {
      String folder = components.of(file);
      if (!ofInterest.contains(folder) && parsing.ofInterest(file, knowledge)) {
        ofInterest.add(folder);
      }
    }
    List<SourceFile> parsed =
        sources.stream().filter(file -> ofInterest.contains(components.of(file))).toList();
    if (parsed.isEmpty()) {
      return 0;
    }
    Parsing.Read read = parsing.read(parsed);
    out.problems(read.problems());
    Map<String, SourceFile> files = new TreeMap<>();
    parsed.forEach(file -> files.put(file.path(), file));
    Map<String, List<Program>> byFolder = new TreeMap<>();
    for (Program program : read.programs()) {
      SourceFile file = files.get(program.path());
      if (file != null) {
        byFolder.computeIfAbsent(components.of(file), _ -> new ArrayList<>()).add(program);
      }
    }
    byFolder.forEach(
        (folder, programs) ->
            facts.findings(folder, Analysis.of(knowledge, new Component(programs))));
    return read.generated();
  }
}
