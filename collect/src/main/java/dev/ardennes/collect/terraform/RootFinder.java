package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.hcl.Body;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Finds the root modules of a tree: folders with configuration that no other folder calls. Of
/// folders that only call each other in a circle the first one counts as root, so that none is
/// lost.
final class RootFinder {
  private final Sources sources;
  private final Map<String, Set<String>> calls = new HashMap<>();

  RootFinder(Sources sources) {
    this.sources = sources;
  }

  Set<String> roots() {
    Set<String> folders = new TreeSet<>();
    for (String file : sources.tree().files()) {
      boolean vendored = file.startsWith(".terraform/") || file.contains("/.terraform/");
      if (ConfigurationReader.isConfiguration(Paths.name(file)) && !vendored) {
        folders.add(Paths.folder(file));
      }
    }
    Set<String> called = new HashSet<>();
    for (String folder : folders) {
      for (String target : calls(folder)) {
        if (!target.equals(folder)) {
          called.add(target);
        }
      }
    }
    Set<String> roots = new TreeSet<>(folders);
    roots.removeAll(called);
    addCircles(roots, folders);
    return roots;
  }

  private void addCircles(Set<String> roots, Set<String> folders) {
    Set<String> reached = new HashSet<>();
    List.copyOf(roots).forEach(root -> reach(root, reached));
    for (String folder : folders) {
      if (!reached.contains(folder)) {
        roots.add(folder);
        reach(folder, reached);
      }
    }
  }

  private void reach(String start, Set<String> reached) {
    Deque<String> waiting = new ArrayDeque<>(List.of(start));
    while (!waiting.isEmpty()) {
      String folder = waiting.removeLast();
      if (reached.add(folder)) {
        waiting.addAll(calls(folder));
      }
    }
  }

  private Set<String> calls(String folder) {
    Set<String> known = calls.get(folder);
    if (known == null) {
      known = findCalls(folder);
      calls.put(folder, known);
    }
    return known;
  }

  private Set<String> findCalls(String folder) {
    Set<String> targets = new TreeSet<>();
    for (Body.Block call : sources.module(folder).calls().values()) {
      ModuleConfiguration.constant(call.body(), "source")
          .filter(ModuleCall::isLocal)
          .flatMap(source -> Paths.resolve(folder, source))
          .ifPresent(targets::add);
    }
    return targets;
  }
}
