package dev.ardennes.collect.kubernetes.kustomize;

import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.DocumentReader;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Notices;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The scanned files as kustomizations refer to them. Each is read once.
final class Files {
  private static final Pattern REMOTE =
      Pattern.compile(
          ".*://.*|git@.*|git::.*|.*[?&]ref=.*|(?:github|gitlab|bitbucket)\\.[a-z]+/.*");

  private final Map<String, SourceFile> files;
  private final DocumentReader reader;
  private final Notices notices;
  private final Map<String, List<Json>> documents = new HashMap<>();
  private final Set<String> broken = new HashSet<>();
  private final Map<String, List<Manifest>> manifests = new HashMap<>();

  Files(Map<String, SourceFile> files, DocumentReader reader, Notices notices) {
    this.files = files;
    this.reader = reader;
    this.notices = notices;
  }

  static boolean isRemote(String reference) {
    return REMOTE.matcher(reference).matches();
  }

  /// A path from a folder; null where it leads out of the scanned folder.
  static @Nullable String resolve(String folder, String reference) {
    Deque<String> parts = new ArrayDeque<>();
    if (reference.startsWith("/")) {
      return null;
    }
    for (String part : (folder + "/" + reference).split("/")) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return null;
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  @Nullable SourceFile file(String path) {
    return files.get(path);
  }

  List<Json> documents(SourceFile file) {
    List<Json> known = documents.get(file.path());
    if (known == null) {
      int errors = notices.errors();
      known = reader.read(file);
      documents.put(file.path(), known);
      if (notices.errors() > errors) {
        broken.add(file.path());
      }
    }
    return known;
  }

  /// Whether something of the file could not be read.
  boolean isBroken(SourceFile file) {
    return broken.contains(file.path());
  }

  /// The documents of a text that stands in a file.
  ///
  /// @param text of one line, or as a block whose lines follow the line of its place
  List<Json> inside(Json text) {
    String written = Json.scalar(text);
    if (written == null) {
      return List.of();
    }
    int before = written.indexOf('\n') >= 0 ? text.place().line() : text.place().line() - 1;
    return reader.yaml(written, text.place().file(), Math.max(0, before));
  }

  List<Manifest> manifests(SourceFile file) {
    List<Manifest> known = manifests.get(file.path());
    if (known == null) {
      known = new ArrayList<>(DocumentReader.manifests(documents(file), notices));
      manifests.put(file.path(), known);
    }
    return known;
  }
}
