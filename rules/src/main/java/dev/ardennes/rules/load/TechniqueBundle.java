package dev.ardennes.rules.load;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Problem;
import dev.ardennes.model.yaml.YamlNode;
import dev.ardennes.model.yaml.YamlReader;
import dev.ardennes.model.yaml.YamlResult;
import dev.ardennes.rules.TechniqueFile;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.check.AttackList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The techniques that come with the program: files made into one resource when the program is
/// built.
public final class TechniqueBundle {
  /// The source that problems and places of built-in techniques name.
  public static final String SOURCE = "techniques";

  private static final String TECHNIQUES = "/dev/ardennes/techniques/techniques.bin";
  private static final String ATTACK = "/dev/ardennes/techniques/attack.lock";

  private TechniqueBundle() {}

  /// The built-in techniques, read anew at each call.
  ///
  /// @throws IllegalStateException if the program was packed without them
  public static TechniqueSet standard(Catalogue catalogue) {
    return read(resource(TECHNIQUES), catalogue);
  }

  /// The pinned list of ATT&CK techniques.
  ///
  /// @throws IllegalStateException if the program was packed without it
  public static AttackList attack() {
    return AttackList.parse(new String(resource(ATTACK), StandardCharsets.UTF_8));
  }

  private static byte[] resource(String name) {
    try (InputStream in = TechniqueBundle.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program was packed without " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TechniqueSet read(byte[] bundle, Catalogue catalogue) {
    List<TechniqueFile> files = new ArrayList<>();
    TreeBytes.read(bundle)
        .forEach(
            (path, tree) -> {
              ReadFile read = TechniqueReader.readChecked(SOURCE, path, tree, catalogue);
              if (read.file() == null) {
                throw new IllegalStateException(path + ": " + read.problems());
              }
              files.add(read.file());
            });
    return TechniqueSet.of(files);
  }

  /// A folder's files by path. Problems are those of [TechniqueFolder#read].
  static Trees trees(Path folder, Catalogue catalogue) throws IOException {
    LoadedTechniques loaded = TechniqueFolder.read(folder, SOURCE, catalogue);
    Map<String, YamlNode> trees = new TreeMap<>();
    for (TechniqueFile file : loaded.techniques().files()) {
      YamlResult yaml = YamlReader.read(Files.readAllBytes(folder.resolve(file.place().file())));
      if (yaml.root() != null) {
        trees.put(file.place().file(), yaml.root());
      }
    }
    return new Trees(trees, loaded.problems());
  }

  record Trees(Map<String, YamlNode> trees, List<Problem> problems) {}
}
