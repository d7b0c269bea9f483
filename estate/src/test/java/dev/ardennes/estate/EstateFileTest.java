package dev.ardennes.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EstateFileTest {
  @TempDir private Path folder;

  @Test
  void aFolderWithoutAFileHasNoConfigurationAndNoProblem() {
    assertThat(EstateFile.read(folder)).isEqualTo(nothing());
    assertThat(EstateFile.read(folder.resolve("none"))).isEqualTo(nothing());
  }

  @Test
  void aFileInTheFolderIsRead() throws IOException {
    write("name: exports");
    EstateFile.Result result = EstateFile.read(folder);
    assertThat(result.problems()).isEmpty();
    assertThat(result.configuration().map(EstateConfiguration::name)).contains("exports");
  }

  @Test
  void problemsAreInTheFileOfTheSource() throws IOException {
    write("nmae: exports");
    assertThat(EstateFile.read(folder, "infra").problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.evidence())
                    .hasToString(
                        "Evidence[source=infra, file=ardennes.yaml, line=1, column=1, pointer=]"));
  }

  @Test
  void aSourceThatIsNotThereIsLeftOut() throws IOException {
    Files.createDirectory(folder.resolve("infra"));
    write("sources: [{path: infra}, {path: infrastructure}]");
    EstateFile.Result result = EstateFile.read(folder);
    assertThat(Scene.said(result.problems()))
        .containsExactly("1:26: the source `infrastructure` does not exist (correct its path)");
    assertThat(result.configuration().orElseThrow().sources())
        .extracting(one -> one.path())
        .containsExactly("infra");
  }

  @Test
  void aLinkOutOfTheFolderIsRefused() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.writeString(folder.resolve("secret"), "name: from outside");
    Files.createSymbolicLink(inner.resolve("ardennes.yaml"), folder.resolve("secret"));
    EstateFile.Result linked = EstateFile.read(inner);
    assertThat(linked.configuration()).isEmpty();
    assertThat(Scene.said(linked.problems()).getFirst())
        .startsWith("0:0: `ardennes.yaml` is no file of this folder");

    Files.delete(inner.resolve("ardennes.yaml"));
    Files.createSymbolicLink(inner.resolve("out"), folder);
    Files.writeString(inner.resolve("ardennes.yaml"), "sources: [{path: out}]");
    EstateFile.Result source = EstateFile.read(inner);
    assertThat(source.configuration()).isEmpty();
    assertThat(Scene.said(source.problems()).getFirst())
        .startsWith("1:11: a link leads from the source `out` out of the folder");
  }

  @Test
  void aFolderOfThatNameIsNoFile() throws IOException {
    Files.createDirectory(folder.resolve("ardennes.yaml"));
    assertThat(EstateFile.read(folder).problems()).hasSize(1);
  }

  @Test
  void theOtherEndingIsPointedOut() throws IOException {
    Files.writeString(folder.resolve("ardennes.yml"), "name: x");
    EstateFile.Result result = EstateFile.read(folder);
    assertThat(result.configuration()).isEmpty();
    assertThat(Scene.said(result.problems()))
        .containsExactly("0:0: `ardennes.yml` is not heeded (rename it to `ardennes.yaml`)");
  }

  private void write(String yaml) throws IOException {
    Files.writeString(folder.resolve("ardennes.yaml"), yaml);
  }

  private static EstateFile.Result nothing() {
    return new EstateFile.Result(Optional.empty(), List.of());
  }
}
