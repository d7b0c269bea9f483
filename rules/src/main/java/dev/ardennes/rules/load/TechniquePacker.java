package dev.ardennes.rules.load;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/// Run by the build of the module `techniques`: packs the files of the folder that the system
/// property `techniques.from` names into the folder of `techniques.to`, and fails if any file has a
/// problem.
public final class TechniquePacker implements Runnable {
  @Override
  public void run() {
    try {
      pack(folder("techniques.from"), folder("techniques.to"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(String property) {
    return Path.of(Objects.requireNonNull(System.getProperty(property), property));
  }

  static void pack(Path from, Path to) throws IOException {
    TechniqueBundle.Trees packed = TechniqueBundle.trees(from, Catalogue.standard());
    if (!packed.problems().isEmpty()) {
      throw new IllegalStateException(
          "techniques with problems:\n"
              + String.join("\n", packed.problems().stream().map(TechniquePacker::line).toList()));
    }
    Files.createDirectories(to);
    Files.write(to.resolve("techniques.bin"), TreeBytes.write(packed.trees()));
    Files.copy(
        from.resolve("attack.lock"),
        to.resolve("attack.lock"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static String line(Problem problem) {
    String place =
        problem.evidence() == null
            ? ""
            : problem.evidence().place() + ":" + problem.evidence().column() + ": ";
    return place + problem.says() + "; " + problem.help();
  }
}
