package dev.ardennes.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The example `reporting` and its variants: the files of an estate as texts by their path.
final class ReportingVariants {
  static final Path EXAMPLES = Labs.checkout().resolve("examples");

  private ReportingVariants() {}

  /// A text of one file that another one takes the place of.
  record Edit(String file, String find, String replace) {}

  /// A word, or the beginning of a path, that another one takes the place of everywhere.
  record Rename(String find, String replace) {}

  /// One change to the estate.
  ///
  /// @param kind `cut`, `useless` or `rename`
  /// @param says what it does, for people
  record Variant(
      String name,
      String kind,
      String says,
      List<Edit> edits,
      List<Rename> renames,
      List<Rename> moves) {

    /// The files after the change; refuses an edit whose text does not stand exactly once in its
    /// file, and a rename that changes nothing.
    Map<String, String> apply(Map<String, String> files) {
      Map<String, String> changed = new TreeMap<>(files);
      for (Edit edit : edits) {
        edit(changed, edit);
      }
      for (Rename rename : renames) {
        changed = everywhere(changed, "(?<![A-Za-z0-9_])", rename, "(?![A-Za-z0-9_])");
      }
      for (Rename move : moves) {
        changed = everywhere(changed, "(?<![A-Za-z0-9_./-])", move, "");
      }
      return changed;
    }

    @Override
    public String toString() {
      return name;
    }

    private void edit(Map<String, String> files, Edit edit) {
      String text = Objects.requireNonNull(files.get(edit.file()), edit.file());
      int at = text.indexOf(edit.find());
      if (at < 0 || text.indexOf(edit.find(), at + 1) >= 0) {
        throw new IllegalArgumentException(
            name + ": not exactly once in " + edit.file() + ": " + edit.find());
      }
      files.put(
          edit.file(),
          text.substring(0, at) + edit.replace() + text.substring(at + edit.find().length()));
    }

    private Map<String, String> everywhere(
        Map<String, String> files, String before, Rename rename, String after) {
      Pattern pattern = Pattern.compile(before + Pattern.quote(rename.find()) + after);
      String replacement = Matcher.quoteReplacement(rename.replace());
      Map<String, String> changed = new TreeMap<>();
      files.forEach(
          (path, text) ->
              changed.put(
                  pattern.matcher(path).replaceAll(replacement),
                  pattern.matcher(text).replaceAll(replacement)));
      if (changed.equals(files)) {
        throw new IllegalArgumentException(name + ": nowhere: " + rename.find());
      }
      return changed;
    }
  }

  /// All variants, in the order of their file.
  static List<Variant> all() {
    Path file =
        EXAMPLES
            .resolveSibling("app/src/test/resources/dev/ardennes/app/reporting-variants.yaml")
            .normalize();
    List<Variant> variants = new ArrayList<>();
    new YAMLMapper().readTree(file.toFile()).forEach(node -> variants.add(variant(node)));
    return List.copyOf(variants);
  }

  private static Variant variant(JsonNode node) {
    List<Edit> edits = new ArrayList<>();
    node.path("edits")
        .forEach(
            edit ->
                edits.add(new Edit(text(edit, "file"), text(edit, "find"), text(edit, "replace"))));
    return new Variant(
        text(node, "name"),
        text(node, "kind"),
        text(node, "says"),
        List.copyOf(edits),
        renames(node.path("renames")),
        renames(node.path("moves")));
  }

  private static List<Rename> renames(JsonNode nodes) {
    List<Rename> renames = new ArrayList<>();
    nodes.forEach(node -> renames.add(new Rename(text(node, "find"), text(node, "replace"))));
    return List.copyOf(renames);
  }

  private static String text(JsonNode node, String key) {
    return node.get(key).asString();
  }

  /// The files of an estate by their path, with `/`.
  static Map<String, String> read(Path folder) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /// Writes the files below the folder, to be scanned there.
  static void write(Map<String, String> files, Path folder) {
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path place = folder.resolve(file.getKey());
        Files.createDirectories(Objects.requireNonNull(place.getParent()));
        Files.writeString(place, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
