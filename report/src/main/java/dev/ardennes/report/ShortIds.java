package dev.ardennes.report;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Ids cut short for people, as version control does: long enough to be unique among the ids of one
/// report, and never shorter than six characters, so that they rarely change between runs.
///
/// Example: among `a1f09c3e77b2d410` and `a1f09c4400000000` the first is shown as `a1f09c3`.
public final class ShortIds {
  private static final int SHORTEST = 6;
  private final int length;

  private ShortIds(int length) {
    this.length = length;
  }

  /// The shortest common length that tells all of `ids` apart.
  public static ShortIds among(Collection<String> ids) {
    Set<String> distinct = new HashSet<>(ids);
    int longest = distinct.stream().mapToInt(String::length).max().orElse(SHORTEST);
    int length = SHORTEST;
    while (length < longest && !toldApart(distinct, length)) {
      length++;
    }
    return new ShortIds(length);
  }

  private static boolean toldApart(Set<String> ids, int length) {
    Set<String> cut = new HashSet<>();
    return ids.stream().allMatch(id -> cut.add(cut(id, length)));
  }

  /// The id as people see it.
  public String of(String id) {
    return cut(id, length);
  }

  /// Those of `ids` that a user may mean by `written`: the id itself, or every id that begins with
  /// it. In order of the ids; empty where none fits.
  public static List<String> resolve(String written, Collection<String> ids) {
    if (ids.contains(written)) {
      return List.of(written);
    }
    if (written.length() < 2) {
      return List.of();
    }
    return new TreeSet<>(ids).stream().filter(id -> id.startsWith(written)).toList();
  }

  private static String cut(String id, int length) {
    return id.length() <= length ? id : id.substring(0, length);
  }
}
