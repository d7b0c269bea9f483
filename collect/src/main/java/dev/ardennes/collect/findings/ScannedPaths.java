package dev.ardennes.collect.findings;

import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Says which file of the scanned folder a report means. Reports are made elsewhere: their paths
/// start at another folder, or at the root of a machine that is gone.
final class ScannedPaths {
  private static final int MOST_SEGMENTS = 64;

  private static final int MOST_ANSWERS = 50_000;

  private final Set<String> files = new HashSet<>();
  private final Map<String, String> answers = new HashMap<>();

  ScannedPaths(SourceTree tree) {
    tree.files().stream().map(SourceFile::path).forEach(files::add);
  }

  /// Whether a file of this path was scanned.
  boolean has(String path) {
    return files.contains(path);
  }

  /// The path relative to the scanned folder where that can be told, else the path as the report
  /// has it, without `.` and `..`.
  ///
  /// It can be told of a file that is there under this path, or under this path below the report's
  /// folder or one above; or under an end of an absolute path that is at least a folder and a name
  /// long, the longest such end.
  ///
  /// @param path with `/`
  /// @param folder of the report, relative to the scanned folder
  String inTree(String path, String folder) {
    String key = folder + "\0" + path;
    String known = answers.get(key);
    if (known == null) {
      known = find(path, folder);
      if (answers.size() < MOST_ANSWERS) {
        answers.put(key, known);
      }
    }
    return known;
  }

  private String find(String path, String folder) {
    String clean = normalise(path);
    if (files.contains(clean)) {
      return clean;
    }
    if (absolute(clean)) {
      return byEnd(clean);
    }
    for (String at = folder; !at.isEmpty(); at = parent(at)) {
      String candidate = normalise(at + "/" + clean);
      if (files.contains(candidate)) {
        return candidate;
      }
    }
    return byEnd(clean);
  }

  private String byEnd(String path) {
    int segments = 0;
    for (int slash = path.indexOf('/');
        slash >= 0 && segments < MOST_SEGMENTS;
        slash = path.indexOf('/', slash + 1)) {
      String end = path.substring(slash + 1);
      if (end.indexOf('/') > 0 && files.contains(end)) {
        return end;
      }
      segments++;
    }
    return path;
  }

  private static String parent(String folder) {
    int slash = folder.lastIndexOf('/');
    return slash < 0 ? "" : folder.substring(0, slash);
  }

  private static boolean absolute(String path) {
    return path.startsWith("/") || (path.length() > 2 && path.charAt(1) == ':');
  }

  /// The path without `.`, `..` and empty parts, with `/` for `\`.
  static String normalise(String path) {
    String slashes = path.replace('\\', '/');
    Deque<String> parts = new ArrayDeque<>();
    for (String part : slashes.split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    String joined = String.join("/", parts);
    if (slashes.startsWith("/")) {
      return "/" + joined;
    }
    return joined.isEmpty() ? "." : joined;
  }

  /// The path that a URI reference means: `file:` and its authority are left out, `%20` and the
  /// like replaced; other schemes stay as they are.
  static String ofUri(String uri) {
    String path = uri;
    if (uri.regionMatches(true, 0, "file:", 0, 5)) {
      path = uri.substring(5);
      if (path.startsWith("//")) {
        int slash = path.indexOf('/', 2);
        path = slash < 0 ? "" : path.substring(slash);
      }
      if (path.length() > 2 && path.charAt(0) == '/' && path.charAt(2) == ':') {
        path = path.substring(1);
      }
    }
    return decoded(path);
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low < 0) {
        out[length++] = bytes[i];
      } else {
        out[length++] = (byte) (high * 16 + low);
        i += 2;
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }
}
