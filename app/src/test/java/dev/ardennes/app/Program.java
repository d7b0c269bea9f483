package dev.ardennes.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The command line as a process of its own, with a heap of its own.
final class Program {
  private static final int MOST_MINUTES = 5;

  private Program() {}

  /// What a run printed and how it ended.
  ///
  /// @param seconds of wall time, the start of the JVM included
  record Run(int exitCode, String out, String err, double seconds) {}

  /// Runs `ardennes` with the arguments.
  ///
  /// @param heap as `-Xmx` takes it
  static Run run(String heap, String... arguments) {
    return start(List.of(), classPath(), heap, arguments);
  }

  /// The build's test runner keeps the class path in a property of its own.
  private static String classPath() {
    String own = System.getProperty("java.class.path", "");
    return System.getProperty("surefire.test.class.path", own);
  }

  /// The same as a user who is not the superuser, so that permissions count. The class path is
  /// copied into `folder`, where that user may read it.
  static Run runAsNobody(Path folder, String heap, String... arguments) {
    List<String> copied = new ArrayList<>();
    for (String entry : classPath().split(File.pathSeparator, -1)) {
      Path from = Path.of(entry);
      if (Files.exists(from)) {
        Path to = folder.resolve(copied.size() + "-" + from.getFileName());
        copy(from, to);
        copied.add(to.toString());
      }
    }
    open(folder);
    return start(
        List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
        String.join(File.pathSeparator, copied),
        heap,
        arguments);
  }

  private static Run start(
      List<String> before, String classPath, String heap, String... arguments) {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath, "dev.ardennes.app.Main"));
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile("ardennes", ".out");
      Path err = Files.createTempFile("ardennes", ".err");
      long started = System.nanoTime();
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + MOST_MINUTES + " minutes");
      }
      double seconds = (System.nanoTime() - started) / 1e9;
      return new Run(process.exitValue(), taken(out), taken(err), seconds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String taken(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Files.delete(file);
    return text;
  }

  /// A file, or a folder with all that it holds.
  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lets everybody read the folder, and pass through the folders above it.
  static void open(Path folder) {
    for (Path at = folder; at != null && at.getNameCount() > 1; at = at.getParent()) {
      at.toFile().setExecutable(true, false);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        file.toFile().setReadable(true, false);
        if (Files.isDirectory(file)) {
          file.toFile().setExecutable(true, false);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
