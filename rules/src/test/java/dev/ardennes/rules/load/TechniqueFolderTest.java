package dev.ardennes.rules.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Catalogue;
import dev.ardennes.rules.TechniqueSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TechniqueFolderTest {
  @TempDir private Path folder;

  @Test
  void everyFileBelowTheFolderIsReadAndBrokenOnesDoNotStopTheRest() throws IOException {
    write("aws/sample/widen.yaml", Sample.TECHNIQUE);
    write("aws/sample/broken.yaml", "id: [\n");
    write("aws/.hidden.yaml", "id: [\n");
    write(".git/x.yaml", "id: [\n");
    write("aws/old.yml", Sample.TECHNIQUE);
    write("README.md", "no technique\n");

    LoadedTechniques loaded = read();

    assertThat(loaded.techniques().files())
        .extracting(file -> file.id())
        .containsExactly("aws.sample.widen");
    assertThat(loaded.problems())
        .extracting(problem -> String.valueOf(problem.evidence()))
        .hasSize(2)
        .anySatisfy(place -> assertThat(place).contains("aws/sample/broken.yaml"))
        .anySatisfy(place -> assertThat(place).contains("aws/old.yml"));
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    write("aws/sample/widen.yaml", Sample.TECHNIQUE);
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    Files.createSymbolicLink(
        folder.resolve("aws/sample/copy.yaml"), folder.resolve("aws/sample/widen.yaml"));

    LoadedTechniques loaded = read();

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.techniques().size()).isEqualTo(1);
  }

  @Test
  void aBinaryFileIsAProblemWithAPlace() throws IOException {
    Files.createDirectories(folder.resolve("aws"));
    Files.write(folder.resolve("aws/x.yaml"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2});

    assertThat(Sample.lines(read().problems()))
        .containsExactly("1:1 the file is not UTF-8 text (save it as UTF-8)");
  }

  @Test
  void aFolderThatIsNoneIsAProblem() {
    LoadedTechniques loaded =
        TechniqueFolder.read(folder.resolve("none"), "none", Catalogue.standard());

    assertThat(loaded.techniques().size()).isZero();
    assertThat(Sample.lines(loaded.problems()))
        .containsExactly("0:0 `none` is no folder (name a folder with technique files)");
  }

  @Test
  void aUsersFileDoesNotSilentlyReplaceOneThatExists() throws IOException {
    write("aws/sample/widen.yaml", Sample.TECHNIQUE);
    TechniqueSet builtIn = TechniqueSet.of(List.of(Sample.file(Sample.TECHNIQUE)));

    LoadedTechniques loaded =
        TechniqueFolder.readAll(builtIn, List.of(folder), Catalogue.standard());

    assertThat(loaded.techniques().size()).isEqualTo(1);
    assertThat(Sample.lines(loaded.problems()))
        .containsExactly(
            "1:1 there is a technique `aws.sample.widen` already (rename this file; a technique is"
                + " not replaced silently)");
    assertThat(
            TechniqueFolder.readAll(TechniqueSet.empty(), List.of(folder), Catalogue.standard())
                .techniques()
                .size())
        .isEqualTo(1);
  }

  private LoadedTechniques read() {
    return TechniqueFolder.read(folder, "mine", Catalogue.standard());
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }
}
