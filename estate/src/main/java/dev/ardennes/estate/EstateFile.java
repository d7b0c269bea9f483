package dev.ardennes.estate;

import dev.ardennes.estate.EstateConfiguration.SourceFolder;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import dev.ardennes.model.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds and reads `ardennes.yaml`.
public final class EstateFile {
  /// The file's name in the scanned folder.
  public static final String NAME = "ardennes.yaml";

  private static final String OTHER_NAME = "ardennes.yml";

  /// What was read.
  ///
  /// @param configuration empty where there is no file, and where the file has an error
  /// @param problems errors, of which one is enough for the file not to be heeded, and warnings
  public record Result(Optional<EstateConfiguration> configuration, List<Problem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  private EstateFile() {}

  /// Reads the file of a folder as a source that bears the file's name.
  public static Result read(Path folder) {
    return read(folder, NAME);
  }

  /// Reads the file of a folder; what is no folder has none. Follows no link out of the folder and
  /// never fails.
  ///
  /// @param source what evidence calls the folder; see [EstateConfiguration#source(String, String,
  ///   List)]
  public static Result read(Path folder, String source) {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return new Result(Optional.empty(), otherName(folder, source));
    }
    try {
      if (!isInside(folder, file) || !Files.isRegularFile(file)) {
        return refused(
            source, "`" + NAME + "` is no file of this folder", "put the file itself there");
      }
      Result result = EstateReader.read(bytes(file), source);
      return withMissingSources(folder, result);
    } catch (IOException e) {
      return refused(source, "`" + NAME + "` cannot be read", "check who may read it");
    }
  }

  /// One byte more than is understood, so that a longer file is seen to be longer.
  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(YamlReader.MAX_BYTES + 1);
    }
  }

  private static boolean isInside(Path folder, Path path) throws IOException {
    return path.toRealPath().startsWith(folder.toRealPath());
  }

  private static Result refused(String source, String says, String help) {
    Evidence place = Evidence.at(source, NAME, 0, 0);
    return new Result(Optional.empty(), List.of(Problem.error(says, help, place)));
  }

  private static List<Problem> otherName(Path folder, String source) {
    if (!Files.exists(folder.resolve(OTHER_NAME))) {
      return List.of();
    }
    return List.of(
        Problem.warning(
            "`" + OTHER_NAME + "` is not heeded",
            "rename it to `" + NAME + "`",
            Evidence.at(source, OTHER_NAME, 0, 0)));
  }

  /// Sources that are not there are left out; one that a link leads out of the folder is an error.
  private static Result withMissingSources(Path folder, Result result) throws IOException {
    if (result.configuration().isEmpty()) {
      return result;
    }
    EstateConfiguration configuration = result.configuration().get();
    List<Problem> problems = new ArrayList<>(result.problems());
    List<SourceFolder> present = new ArrayList<>();
    boolean leaves = false;
    for (SourceFolder one : configuration.sources()) {
      if (!exists(folder, one)) {
        problems.add(
            Problem.warning(
                "the source `" + one.path() + "` does not exist", "correct its path", one.place()));
      } else if (isInside(folder, folder.resolve(one.path()))) {
        present.add(one);
      } else {
        leaves = true;
        problems.add(
            Problem.error(
                "a link leads from the source `" + one.path() + "` out of the folder",
                "name that place on the command line instead",
                one.place()));
      }
    }
    problems.sort(null);
    return new Result(
        leaves ? Optional.empty() : Optional.of(configuration.withSources(present)), problems);
  }

  private static boolean exists(Path folder, SourceFolder source) {
    try {
      return Files.exists(folder.resolve(source.path()));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
