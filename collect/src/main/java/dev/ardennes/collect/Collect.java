package dev.ardennes.collect;

import dev.ardennes.model.Collected;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Hidden;
import dev.ardennes.model.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// From paths to facts: one source for each given path and kind of content found in it.
///
/// ```java
/// List<Collected> sources = Collect.run(List.of(Path.of("infra")), Limits.standard());
/// ```
public final class Collect {
  /// The kind of a path in which nothing was recognised; it carries the problems of looking.
  public static final String NOTHING = "unrecognised";

  private Collect() {}

  /// Reads all paths at once; see [#run(List, Limits, int)].
  public static List<Collected> run(List<Path> paths, Limits limits) {
    return run(paths, limits, Math.max(1, paths.size()));
  }

  /// Reads all paths, at most `jobs` at the same time; the result is in the order of the paths and,
  /// for one path, of the collectors.
  ///
  /// A path in which nothing is recognised yields one source of kind [#NOTHING] without facts.
  ///
  /// @param jobs 1 or more; the result does not depend on it
  public static List<Collected> run(List<Path> paths, Limits limits, int jobs) {
    return run(paths, limits, jobs, Collectors.standard());
  }

  static List<Collected> run(
      List<Path> paths, Limits limits, int jobs, List<Collector> collectors) {
    List<String> names = names(paths);
    List<Future<List<Collected>>> pending = new ArrayList<>();
    try (ExecutorService threads = threads(jobs)) {
      for (int i = 0; i < paths.size(); i++) {
        Path path = paths.get(i);
        String name = names.get(i);
        pending.add(threads.submit(() -> one(path, name, limits, collectors)));
      }
    }
    List<List<Collected>> sources = pending.stream().map(Collect::result).toList();
    return Qualified.all(names, ClusterNames.apart(names, sources));
  }

  private static ExecutorService threads(int jobs) {
    return Executors.newFixedThreadPool(jobs, Thread.ofVirtual().factory());
  }

  private static List<Collected> result(Future<List<Collected>> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a collector failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading", e);
    }
  }

  private static List<Collected> one(
      Path path, String name, Limits limits, List<Collector> collectors) {
    SourceTree tree = TreeWalker.walk(name, path, limits);
    Recognition recognition = new Recognition(tree);
    String location = path.toString().replace('\\', '/');
    List<Collected> sources = new ArrayList<>();
    for (Collector collector : collectors) {
      List<SourceFile> files = collector.recognise(tree, recognition);
      if (!files.isEmpty()) {
        files.forEach(recognition::claim);
        String own = sources.isEmpty() ? name : name + ":" + collector.kind();
        sources.add(collector.collect(tree.named(own), files, location));
      }
    }
    if (sources.isEmpty()) {
      sources.add(nothing(tree, location));
    }
    sources.set(0, withProblemsOfLooking(sources.getFirst(), tree, recognition));
    return sources;
  }

  private static Collected nothing(SourceTree tree, String location) {
    List<Problem> problems = new ArrayList<>();
    if (tree.problems().isEmpty()) {
      problems.add(
          Problem.warning(
              "nothing here is of a kind that can be read",
              "give a folder with Terraform files, a plan or state as JSON, CloudFormation templates,"
                  + " an account export, Kubernetes manifests, or source code",
              Evidence.at(tree.source(), "", 0, 0)));
    }
    return new Collected(
        tree.source(), NOTHING, location, 0, List.of(), List.of(), List.of(), problems);
  }

  /// What the walk met belongs to the path and not to a kind: the path's first source carries it.
  private static Collected withProblemsOfLooking(
      Collected first, SourceTree tree, Recognition recognition) {
    List<Problem> problems = new ArrayList<>(first.problems());
    problems.addAll(tree.problems());
    problems.addAll(recognition.problems());
    problems.addAll(recognition.unknownLargeFiles());
    problems.addAll(recognition.filesThatAreNoText());
    problems.sort(null);
    List<Hidden> hidden = new ArrayList<>(tree.hidden());
    hidden.addAll(first.hidden());
    hidden.sort(null);
    return new Collected(
        first.source(),
        first.kind(),
        first.location(),
        first.files(),
        first.entities(),
        first.facts(),
        first.covers(),
        problems,
        hidden);
  }

  private static List<String> names(List<Path> paths) {
    Set<String> taken = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (Path path : paths) {
      Path last = path.toAbsolutePath().normalize().getFileName();
      String base = last == null ? "root" : last.toString();
      String name = base;
      for (int i = 2; !taken.add(name); i++) {
        name = base + "-" + i;
      }
      names.add(name);
    }
    return names;
  }
}
