package dev.ardennes.conformance.launcher;

import dev.ardennes.conformance.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A folder in which a test lays out launchers, false JDKs and a path of its own, and runs them.
final class Scripts {
  /// What the scripts may call: nothing else is on the path, in particular no `java` and no `mvn`.
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "cat",
          "chmod",
          "cksum",
          "cp",
          "dirname",
          "find",
          "head",
          "ls",
          "mkdir",
          "mktemp",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sh",
          "sleep",
          "touch");

  private final Path folder;
  private final Path tools;
  private final Map<String, String> environment = new LinkedHashMap<>();

  Scripts(Path folder) {
    this.folder = folder;
    this.tools = folder.resolve("tools");
    makeFolder(tools);
    for (String tool : TOOLS) {
      script(tools.resolve(tool), "exec " + find(tool) + " \"$@\"\n");
    }
    set("PATH", tools.toString());
    set("HOME", makeFolder(folder.resolve("user")).toString());
    set("LANG", "C.UTF-8");
    set("ARDENNES_JDK_FOLDERS", makeFolder(folder.resolve("jdks")).toString());
  }

  /// What a run came to.
  record Result(int exit, String out, String err) {}

  Path at(String relative) {
    return folder.resolve(relative);
  }

  void set(String variable, String value) {
    environment.put(variable, value);
  }

  void unset(String variable) {
    environment.remove(variable);
  }

  /// A JDK whose `java` prints `VERSION ARGUMENTS` and, asked for a cache, writes one.
  Path falseJdk(String relative, String version) {
    Path home = at(relative);
    write(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    script(
        home.resolve("bin/java"),
        """
        for argument; do
          case $argument in
            -version) echo 'openjdk version "%1$s"' >&2; exit 0 ;;
            -XX:AOTCacheOutput=*) echo cache >"${argument#*=}" ;;
          esac
        done
        echo "java %1$s $*"
        """
            .formatted(version));
    script(home.resolve("bin/javac"), "exit 0");
    return home;
  }

  /// The folder of an unpacked zip, with a program that only false JDKs can run.
  Path zip(String relative) {
    Path home = at(relative);
    copy("ardennes", home.resolve("ardennes"));
    copy("app/src/launcher/jdk.sh", home.resolve("lib/jdk.sh"));
    copy("app/src/launcher/run.sh", home.resolve("lib/run.sh"));
    write(home.resolve("lib/ardennes.jar"), "");
    return home.resolve("ardennes");
  }

  /// A checkout with one source, and a `mvn` on the path that notes its arguments and makes the
  /// program.
  Path checkout(String relative) {
    Path home = at(relative);
    for (String file :
        List.of("ardennes", "build", "app/src/launcher/jdk.sh", "app/src/launcher/run.sh")) {
      copy(file, home.resolve(file));
    }
    write(home.resolve("pom.xml"), "<project/>");
    write(home.resolve("app/pom.xml"), "<project/>");
    write(home.resolve("app/src/main/java/Main.java"), "class Main {}");
    script(
        tools.resolve("mvn"),
        """
        echo "$*" >>mvn.log
        echo "noise of the build"
        [ ! -e broken ] || exit 1
        mkdir -p app/target/quick/lib
        touch app/target/quick/lib/ardennes.jar
        """);
    return home.resolve("ardennes");
  }

  Result run(Path program, String... arguments) {
    return runIn(folder, program, arguments);
  }

  Result runIn(Path workingFolder, Path program, String... arguments) {
    try {
      Path out = Files.createTempFile(folder, "out", "");
      Path err = Files.createTempFile(folder, "err", "");
      ProcessBuilder builder =
          new ProcessBuilder(
                  Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList())
              .directory(workingFolder.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(program + " did not end within a minute");
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static Path link(Path link, Path target) {
    try {
      Files.createDirectories(link.getParent());
      return Files.createSymbolicLink(link, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path makeFolder(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path script(Path file, String commands) {
    write(file, "#!/bin/sh\n" + commands);
    if (!file.toFile().setExecutable(true)) {
      throw new IllegalStateException(file + " cannot be made executable");
    }
    return file;
  }

  private static void copy(String relative, Path to) {
    Path from = Project.root().resolve(relative);
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path find(String tool) {
    return Stream.of("/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin")
        .map(place -> Path.of(place, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no `" + tool + "` on this machine"));
  }
}
