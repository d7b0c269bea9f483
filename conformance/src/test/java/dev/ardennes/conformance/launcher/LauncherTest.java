package dev.ardennes.conformance.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ardennes.conformance.Project;
import dev.ardennes.conformance.launcher.Scripts.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher of an unpacked zip: where it may lie, what it hands to the JVM, and its start-up
/// cache.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher of this platform is ardennes.cmd")
final class LauncherTest {
  private static final String QUICK = " -XX:TieredStopAtLevel=1 ";

  @TempDir Path folder;
  private Scripts scripts;
  private Path ardennes;

  @BeforeEach
  void layOut() {
    scripts = new Scripts(folder);
    ardennes = scripts.zip("unpacked here/ardennes-1");
    scripts.falseJdk("jdks/jdk-25", "25.0.3");
  }

  @Test
  void argumentsArriveAsTheyWereGiven() {
    Scripts.script(
        scripts.at("jdks/jdk-25/bin/java"), "for argument; do printf '[%s]' \"$argument\"; done");
    assertThat(scripts.run(ardennes, "scan", "a  b", "", "$HOME", "*").out())
        .endsWith("[scan][a  b][][$HOME][*]");
  }

  @Test
  void exitCodeIsTheProgrammes() {
    Scripts.script(scripts.at("jdks/jdk-25/bin/java"), "exit 65");
    assertThat(scripts.run(ardennes, "scan", "nothing").exit()).isEqualTo(65);
  }

  @Test
  void absoluteLinkIsFollowed() {
    Path link = Scripts.link(scripts.at("bin/ard"), ardennes);
    assertThat(scripts.run(link, "--help").out())
        .contains("unpacked here/ardennes-1/lib/ardennes.jar --help");
  }

  @Test
  void chainOfRelativeLinksIsFollowed() {
    Scripts.link(scripts.at("opt/current"), Path.of("../unpacked here/ardennes-1"));
    Scripts.link(scripts.at("bin/first"), Path.of("../opt/current/ardennes"));
    Path link = Scripts.link(scripts.at("bin/second"), Path.of("first"));
    Result result = scripts.runIn(scripts.at("user"), link, "--help");
    assertThat(result.out()).contains("unpacked here/ardennes-1/lib/ardennes.jar --help");
  }

  @Test
  void furtherOptionsReachTheJvm() {
    scripts.set("ARDENNES_JAVA_OPTS", "-Xmx8g -Dx=y");
    assertThat(scripts.run(ardennes, "--help").out()).contains(" -Xmx8g -Dx=y -jar ");
  }

  @Test
  void littleInputIsReadWithoutTheOptimisingCompiler() throws IOException {
    Path input = scripts.at("some input");
    Scripts.write(input.resolve("main.tf"), "resource");
    assertThat(scan(input)).contains(QUICK);
    Scripts.write(scripts.at("large.json"), "{}".repeat(600_000));
    assertThat(scan(scripts.at("large.json"))).doesNotContain(QUICK);
    assertThat(scan(input, scripts.at("large.json"))).doesNotContain(QUICK);
    assertThat(scan(Scripts.link(scripts.at("link"), input))).contains(QUICK);
    for (int i = 0; i < 1000; i++) {
      Files.createFile(input.resolve("-" + i));
    }
    assertThat(scan(input)).doesNotContain(QUICK);
    assertThat(scan(scripts.at("not there"))).doesNotContain(QUICK);
  }

  private String scan(Path... inputs) {
    List<String> arguments = new ArrayList<>(List.of("scan"));
    Stream.of(inputs).map(Path::toString).forEach(arguments::add);
    arguments.addAll(List.of("--entry", "*"));
    return scripts.run(ardennes, arguments.toArray(String[]::new)).out();
  }

  @Test
  void logOfTheJvmStaysOffStandardOutput() {
    assertThat(scripts.run(ardennes, "--help").out()).contains("-Xlog:disable", ":stderr ");
  }

  @Test
  void localeWithoutNamesGetsFileNamesOfAnyLanguageAndPlainOutput() {
    scripts.set("LANG", "C");
    assertThat(scripts.run(ardennes, "--help").out()).contains("-Dstdout.encoding=US-ASCII");
    scripts.set("LC_ALL", "de_BE.UTF-8");
    assertThat(scripts.run(ardennes, "--help").out()).doesNotContain("stdout.encoding");
  }

  @Test
  void unpackedHalfwayIsSaid() throws IOException {
    Files.delete(ardennes.resolveSibling("lib/ardennes.jar"));
    Result result = scripts.run(ardennes, "--help");
    assertThat(result.exit()).isEqualTo(70);
    assertThat(result.err()).contains("unpack the zip again");
  }

  @Test
  void homelessUserIsServed() {
    scripts.unset("HOME");
    assertThat(scripts.run(ardennes, "--help").err()).isEmpty();
  }

  @Test
  void cacheIsMadeOnceInAPrivateFolderAndUsedThen() throws Exception {
    Path cache = scripts.at("cache of mine/ardennes");
    scripts.set("ARDENNES_CACHE", cache.toString());
    assertThat(scripts.run(ardennes, "--help").out()).doesNotContain("-XX:AOTCache=");
    Path file = waitForCache(cache);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .startsWith("rw-------");
    assertThat(scripts.run(ardennes, "--help").out()).contains("-XX:AOTCache=" + file);
  }

  @Test
  void cacheOfOtherJarsIsNotUsed() throws Exception {
    Path cache = scripts.at("cache");
    scripts.set("ARDENNES_CACHE", cache.toString());
    scripts.run(ardennes, "--help");
    waitForCache(cache);
    Scripts.write(ardennes.resolveSibling("lib/ardennes.jar"), "another version");
    assertThat(scripts.run(ardennes, "--help").out()).doesNotContain("-XX:AOTCache=");
  }

  @Test
  void withoutATerminalNothingIsLeftBehind() {
    scripts.run(ardennes, "--help");
    assertThat(scripts.at("user")).isEmptyDirectory();
  }

  @Test
  void cacheThatCannotBeMadeIsDoneWithout() {
    Scripts.write(scripts.at("a file"), "");
    scripts.set("ARDENNES_CACHE", scripts.at("a file") + "/below");
    Result result = scripts.run(ardennes, "--help");
    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
  }

  @Test
  void packagedProgramStartsFromAnotherFolderOnARealJdk() throws IOException {
    Path jars = Project.root().resolve("app/target/lib");
    assumeTrue(
        Files.exists(jars.resolve("ardennes.jar")), "the program is not packaged yet: run ./build");
    Path lib = ardennes.resolveSibling("lib");
    Files.delete(lib.resolve("ardennes.jar"));
    try (Stream<Path> files = Files.list(jars)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        Files.copy(jar, lib.resolve(jar.getFileName()));
      }
    }
    scripts.set("JAVA_HOME", System.getProperty("java.home"));
    Result result = scripts.runIn(scripts.at("user"), ardennes, "--version");
    assertThat(List.of(result.err(), result.exit())).isEqualTo(List.of("", 0));
    assertThat(result.out()).startsWith("ardennes ");
  }

  /// The cache is made in the background and moved to its place when whole.
  private static Path waitForCache(Path cache) throws IOException, InterruptedException {
    for (int i = 0; i < 100; i++) {
      if (Files.isDirectory(cache)) {
        try (Stream<Path> files = Files.list(cache)) {
          List<Path> whole = files.filter(file -> file.toString().endsWith(".aot")).toList();
          if (!whole.isEmpty()) {
            return whole.getFirst();
          }
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no cache in " + cache + " after ten seconds");
  }
}
