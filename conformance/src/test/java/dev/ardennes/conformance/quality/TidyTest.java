package dev.ardennes.conformance.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.conformance.Project;
import dev.ardennes.conformance.quality.ProjectFiles.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tidiness that matters, as tests whose messages say how to mend it.
final class TidyTest {
  private static final Path ROOT = Project.root();
  private static final List<TextFile> TEXTS = ProjectFiles.texts(ROOT);

  /// Without the examples: their code is input, written as other teams write.
  private static final List<TextFile> JAVA =
      TEXTS.stream()
          .filter(file -> file.endsWith(".java") && file.path().contains("/java/"))
          .filter(file -> !file.path().startsWith("examples/"))
          .toList();

  @Test
  void theProjectIsSeen() {
    assertThat(JAVA).hasSizeGreaterThan(50);
    assertThat(TEXTS)
        .extracting(TextFile::path)
        .contains("pom.xml", "build", "ardennes", ".ci/run");
  }

  @Test
  void textsAreTidy() {
    assertTidy(TEXTS.stream().flatMap(file -> TextRules.check(file).stream()));
  }

  @Test
  void javaIsTidy() {
    assertTidy(JavaRules.check(JAVA).stream());
  }

  @Test
  void everyPackageIsNullMarked() {
    assertTidy(JavaRules.checkPackages(JAVA).stream());
  }

  @Test
  void linksInsideTheRepositoryResolve() {
    assertTidy(
        TEXTS.stream()
            .filter(file -> file.endsWith(".md"))
            .flatMap(
                file ->
                    TextRules.checkLinks(file, path -> Files.exists(ROOT.resolve(path))).stream()));
  }

  @Test
  void theLicenceIsWhole() throws IOException {
    assertThat(Files.readString(ROOT.resolve("LICENSE")))
        .contains("Apache License", "Version 2.0, January 2004", "END OF TERMS AND CONDITIONS");
  }

  @Test
  void scriptsCanBeRun() {
    assertThat(List.of("build", "ardennes", ".ci/run"))
        .allMatch(name -> Files.isExecutable(ROOT.resolve(name)));
  }

  private static void assertTidy(Stream<String> problems) {
    assertThat(String.join("\n", problems.toList())).isEmpty();
  }
}
