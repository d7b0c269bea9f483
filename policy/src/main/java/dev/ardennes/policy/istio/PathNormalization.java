package dev.ardennes.policy.istio;

import java.util.ArrayList;
import java.util.List;

/// The mesh's `pathNormalization`: what a proxy does to a path before policies see it. The query
/// and the fragment never count.
///
/// Source: Istio's security policy normalization guide. Each step is linear in the path.
public enum PathNormalization {
  NONE,
  /// The default: backslashes become slashes, and `.` and `..` are resolved.
  BASE,
  MERGE_SLASHES,
  DECODE_AND_MERGE_SLASHES;

  private static final List<String> DOTS = List.of("*/../*", "*/..", "*/./*", "*/.", "*\\*");

  /// The path as policies see it.
  public String apply(String raw) {
    String path = withoutQuery(raw);
    if (this == NONE) {
      return path;
    }
    if (this == DECODE_AND_MERGE_SLASHES) {
      path = path.replaceAll("%2[Ff]", "/").replaceAll("%5[Cc]", "\\\\");
    }
    path = resolved(path.replace('\\', '/'));
    return this == BASE ? path : path.replaceAll("//+", "/");
  }

  /// Patterns that no path fits after this, beside those with a query.
  List<String> impossible() {
    List<String> patterns = new ArrayList<>();
    if (this != NONE) {
      patterns.addAll(DOTS);
    }
    if (this == MERGE_SLASHES || this == DECODE_AND_MERGE_SLASHES) {
      patterns.add("*//*");
    }
    return patterns;
  }

  private static String withoutQuery(String raw) {
    int query = raw.indexOf('?');
    String path = query < 0 ? raw : raw.substring(0, query);
    int fragment = path.indexOf('#');
    return fragment < 0 ? path : path.substring(0, fragment);
  }

  private static String resolved(String path) {
    if (!path.contains("/.")) {
      return path;
    }
    String[] segments = path.split("/", -1);
    List<String> kept = new ArrayList<>();
    for (int i = 1; i < segments.length; i++) {
      String segment = segments[i];
      boolean dots = segment.equals(".") || segment.equals("..");
      if (segment.equals("..") && !kept.isEmpty()) {
        kept.removeLast();
      }
      if (!dots) {
        kept.add(segment);
      } else if (i == segments.length - 1) {
        kept.add("");
      }
    }
    return "/" + String.join("/", kept);
  }
}
