package dev.ardennes.analysis;

import dev.ardennes.model.Evidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// Things by the file and line where they stand. Files are the same where their paths are, or where
/// the path of one is the end of the other's: sources begin at different folders, and scanners
/// write paths of other machines. An end that fits several files tells nothing.
///
/// A question costs time linear in the length of the path, once for each file.
final class PlaceIndex<T> {
  private static final int MOST_SEGMENTS = 64;

  /// @param whole with the location of its source
  /// @param own relative to it
  private record File(String whole, String own) {}

  private final Map<String, String> locations;
  private final Map<String, NavigableMap<Integer, List<T>>> byFile = new HashMap<>();
  private final Map<String, Set<File>> byEnd = new HashMap<>();
  private final Map<String, String> answers = new HashMap<>();

  /// @param locations where each source lies, by its name
  PlaceIndex(Map<String, String> locations) {
    this.locations = locations;
  }

  /// To be called before any question.
  void add(Evidence at, T thing) {
    if (at.file().isEmpty()) {
      return;
    }
    File file = new File(whole(at.source(), at.file()), at.file());
    if (!byFile.containsKey(file.whole())) {
      byFile.put(file.whole(), new TreeMap<>());
      ends(file.whole()).forEach(end -> files(end).add(file));
    } else if (!file.own().equals(file.whole())) {
      files(file.own()).add(file);
    }
    byFile.get(file.whole()).computeIfAbsent(at.line(), line -> new ArrayList<>(1)).add(thing);
  }

  private Set<File> files(String end) {
    return byEnd.computeIfAbsent(end, none -> new LinkedHashSet<>(1));
  }

  /// What stands in the file, by line; empty where nothing does.
  NavigableMap<Integer, List<T>> in(String source, String path) {
    String whole = whole(source, path);
    String known = answers.get(whole);
    if (known == null) {
      known = byFile.containsKey(whole) ? whole : byEnd(path, whole);
      answers.put(whole, known);
    }
    return Collections.unmodifiableNavigableMap(byFile.getOrDefault(known, new TreeMap<>()));
  }

  private String byEnd(String path, String whole) {
    Set<String> found = new LinkedHashSet<>();
    for (String end : ends(path)) {
      for (File file : byEnd.getOrDefault(end, Set.of())) {
        if (end.equals(path) || end.equals(file.own()) || end.equals(file.whole())) {
          found.add(file.whole());
        }
      }
    }
    return found.size() == 1 ? found.iterator().next() : whole;
  }

  /// The path and its ends that are at least a folder and a name long.
  private static List<String> ends(String path) {
    List<String> ends = new ArrayList<>();
    String end = path;
    while (end.indexOf('/') > 0 || end.startsWith("/")) {
      if (ends.size() == MOST_SEGMENTS) {
        break;
      }
      if (end.indexOf('/') > 0) {
        ends.add(end);
      }
      end = end.substring(end.indexOf('/') + 1);
    }
    return ends;
  }

  private String whole(String source, String file) {
    String location = locations.getOrDefault(source, "");
    while (location.startsWith("./")) {
      location = location.substring(2);
    }
    while (location.endsWith("/")) {
      location = location.substring(0, location.length() - 1);
    }
    boolean alone = location.isEmpty() || location.equals(".") || file.startsWith("/");
    return alone ? file : location + "/" + file;
  }
}
