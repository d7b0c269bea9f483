package dev.ardennes.model;

import java.util.ArrayList;
import java.util.List;

/// The path of an endpoint as segments: parameters as `{name}`, a rest of any depth as `{name*}`.
///
/// @param segments without the slashes between them
public record PathTemplate(List<String> segments) {
  public PathTemplate {
    segments = List.copyOf(segments);
  }

  /// Empty segments are left out, so that slashes at the end or in a row make no difference.
  public static PathTemplate of(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    return new PathTemplate(segments);
  }

  /// The path of a URL, without query and fragment; the text itself where it is a path alone.
  public static String pathOf(String url) {
    int scheme = url.indexOf("://");
    int host = scheme < 0 ? (url.startsWith("//") ? 2 : 0) : scheme + 3;
    int slash = url.indexOf('/', host);
    String path = slash < 0 ? "" : url.substring(slash);
    return path.replaceFirst("[?#].*", "");
  }

  /// Whether any text may stand in the place of the segment.
  public static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  /// Whether the segment stands for itself and all that follow.
  public static boolean isRest(String segment) {
    return segment.startsWith("{") && segment.endsWith("*}");
  }

  /// Whether the template stands for this path, among others.
  public boolean fits(PathTemplate path) {
    for (int i = 0; i < segments.size(); i++) {
      String wanted = segments.get(i);
      if (isRest(wanted)) {
        return true;
      }
      if (i >= path.segments.size()
          || !(isParameter(wanted) || wanted.equals(path.segments.get(i)))) {
        return false;
      }
    }
    return segments.size() == path.segments.size();
  }
}
