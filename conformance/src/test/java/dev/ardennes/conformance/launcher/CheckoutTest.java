package dev.ardennes.conformance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.conformance.launcher.Scripts.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher and the build script of a checkout, with a false Maven that notes what it was asked
/// for.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a checkout is built with Maven itself there")
final class CheckoutTest {
  @TempDir Path folder;
  private Scripts scripts;
  private Path ardennes;

  @BeforeEach
  void layOut() {
    scripts = new Scripts(folder);
    ardennes = scripts.checkout("check out");
    scripts.falseJdk("jdks/jdk-25", "25.0.3");
  }

  @Test
  void firstRunBuildsAndResultsStayClean() {
    Result result = scripts.run(ardennes, "--help");
    assertThat(result.err()).contains("building the program", "noise of the build");
    assertThat(result.out())
        .startsWith("java 25.0.3 ")
        .endsWith("ardennes.jar --help\n")
        .hasLineCount(1);
    assertThat(result.exit()).isZero();
  }

  @Test
  void secondRunBuildsNothing() {
    scripts.run(ardennes, "--help");
    assertThat(scripts.run(ardennes, "--help").err()).isEmpty();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void changedSourceIsBuiltAgain() throws IOException {
    scripts.run(ardennes, "--help");
    touch("app/src/main/java/Main.java");
    assertThat(scripts.run(ardennes, "--help").err()).contains("building the program");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void changedTechniqueIsBuiltAgain() throws IOException {
    Scripts.write(ardennes.resolveSibling("techniques/aws/technique.yaml"), "");
    Scripts.write(ardennes.resolveSibling("techniques/target/made"), "");
    scripts.run(ardennes, "--help");
    touch("techniques/target/made");
    scripts.run(ardennes, "--help");
    assertThat(builds()).hasSize(1);
    touch("techniques/aws/technique.yaml");
    scripts.run(ardennes, "--help");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void removedSourceIsBuiltAgain() throws IOException {
    scripts.run(ardennes, "--help");
    Files.delete(ardennes.resolveSibling("app/src/main/java/Main.java"));
    touch("app/src/main/java");
    scripts.run(ardennes, "--help");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void failedBuildIsSaidAndNothingRuns() {
    Scripts.write(ardennes.resolveSibling("broken"), "");
    Result result = scripts.run(ardennes, "--help");
    assertThat(result.exit()).isEqualTo(70);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("could not be built");
  }

  @Test
  void argumentsReachMaven() {
    Path build = ardennes.resolveSibling("build");
    scripts.run(build, "-pl", "graph", "-am");
    assertThat(builds()).singleElement().asString().contains("verify").endsWith("-pl graph -am");
  }

  @Test
  void helpNeedsNeitherJdkNorMaven() throws IOException {
    Files.delete(scripts.at("tools/mvn"));
    scripts.set("ARDENNES_JDK_FOLDERS", "");
    Result result = scripts.run(ardennes.resolveSibling("build"), "--help");
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("dist", "format");
  }

  @Test
  void missingMavenIsSaid() throws IOException {
    Files.delete(scripts.at("tools/mvn"));
    scripts.set("ARDENNES_MAVEN_FOLDERS", folder.resolve("nowhere").toString());
    Result result = scripts.run(ardennes.resolveSibling("build"));
    assertThat(result.exit()).isEqualTo(69);
    assertThat(result.err()).contains("needs Maven 3.8", "apt-get install maven");
  }

  @Test
  void buildNeedsTheCompilerToo() throws IOException {
    Files.delete(scripts.at("jdks/jdk-25/bin/javac"));
    Result result = scripts.run(ardennes.resolveSibling("build"));
    assertThat(result.exit()).isEqualTo(69);
    assertThat(result.err()).contains("build: needs a JDK 25");
  }

  private List<String> builds() {
    try {
      return Files.readAllLines(ardennes.resolveSibling("mvn.log"));
    } catch (IOException e) {
      throw new AssertionError("Maven was not called", e);
    }
  }

  private void touch(String relative) throws IOException {
    Instant later = Instant.now().plusSeconds(60);
    Files.setLastModifiedTime(ardennes.resolveSibling(relative), FileTime.from(later));
  }
}
