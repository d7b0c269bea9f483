package dev.ardennes.conformance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.conformance.launcher.Scripts.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Which JDK the launcher takes, with false JDKs that say which they are.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher of this platform is ardennes.cmd")
final class JdkSearchTest {
  @TempDir Path folder;
  private Scripts scripts;
  private Path ardennes;

  @BeforeEach
  void layOut() {
    scripts = new Scripts(folder);
    ardennes = scripts.zip("unpacked here/ardennes-1");
  }

  @Test
  void javaHomeComesFirst() {
    scripts.set("JAVA_HOME", scripts.falseJdk("my jdk", "26.0.1").toString());
    scripts.falseJdk("jdks/jdk-25", "25.0.3");
    assertRuns("26.0.1");
  }

  @Test
  void tooOldJavaHomeIsPassedOver() {
    scripts.set("JAVA_HOME", scripts.falseJdk("old jdk", "17.0.15").toString());
    scripts.falseJdk("jdks/jdk-25", "25.0.3");
    assertRuns("25.0.3");
  }

  @Test
  void javaHomeThatDoesNotExistIsPassedOver() {
    scripts.set("JAVA_HOME", folder.resolve("nowhere").toString());
    scripts.falseJdk("jdks/jdk-25", "25.0.3");
    assertRuns("25.0.3");
  }

  @Test
  void javaOnThePathIsTaken() {
    Path jdk = scripts.falseJdk("somewhere/jdk-25", "25");
    Scripts.link(scripts.at("tools/java"), jdk.resolve("bin/java"));
    assertRuns("25");
  }

  @Test
  void oldJavaOnThePathIsPassedOver() {
    Path jdk = scripts.falseJdk("somewhere/jdk-17", "17.0.15");
    Scripts.link(scripts.at("tools/java"), jdk.resolve("bin/java"));
    scripts.falseJdk("jdks/temurin-25-jdk", "25.0.3");
    assertRuns("25.0.3");
  }

  @Test
  void nearestToTheTestedVersionIsTaken() {
    scripts.falseJdk("jdks/a-27", "27-ea");
    scripts.falseJdk("jdks/b-25", "25.0.3");
    scripts.falseJdk("jdks/c-26", "26.0.1");
    scripts.falseJdk("jdks/d-24", "24.0.2");
    scripts.falseJdk("jdks/e-8", "1.8.0_392");
    assertRuns("25.0.3");
  }

  @Test
  void laterOneServesWhereThereIsNoOther() {
    scripts.falseJdk("jdks/a-27", "27-ea");
    assertRuns("27-ea");
  }

  @Test
  void jdkOfMacOsIsFoundInItsBundle() {
    scripts.falseJdk("jdks/temurin-25.jdk/Contents/Home", "25.0.3");
    assertRuns("25.0.3");
  }

  @Test
  void jdkWithoutReleaseFileIsAsked() throws IOException {
    Files.delete(scripts.falseJdk("jdks/jdk", "25.0.3").resolve("release"));
    assertRuns("25.0.3");
  }

  @Test
  void folderWithoutJavaIsPassedOver() throws IOException {
    Files.delete(scripts.falseJdk("jdks/a", "25.0.9").resolve("bin/java"));
    scripts.falseJdk("jdks/b", "25.0.3");
    assertRuns("25.0.3");
  }

  @Test
  void whereThereIsNoneTheMessageSaysWhatToInstall() {
    Path old = scripts.falseJdk("jdks/jdk-17", "17.0.15");
    Result result = scripts.run(ardennes, "scan", ".");
    assertThat(result.exit()).isEqualTo(69);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains(
            "needs a JDK 25", "Java 17 in " + old, "apt-get install", "brew install", "JAVA_HOME");
  }

  private void assertRuns(String version) {
    Result result = scripts.run(ardennes, "--help");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith("java " + version + " ");
    assertThat(result.exit()).isZero();
  }
}
