package dev.ardennes.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ardennes.model.Hidden;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TreeWalkerTest {
  @TempDir Path folder;

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private SourceTree walk() {
    return TreeWalker.walk("infra", folder, Limits.standard());
  }

  private List<String> paths() {
    return walk().files().stream().map(SourceFile::path).toList();
  }

  private List<String> problems() {
    return walk().problems().stream().map(Problem::says).toList();
  }

  @Test
  void filesComeInTheOrderOfTheirPaths() throws IOException {
    write("b.tf", "");
    write("a/z.tf", "");
    write("a.tf", "");
    assertThat(paths()).containsExactly("a.tf", "a/z.tf", "b.tf");
  }

  @Test
  void aDeeperIgnoreFileTakesBackWhatAHigherOneHides() throws IOException {
    write(".gitignore", "*.tf\n");
    write("keep/.gitignore", "!main.tf\n");
    write("keep/main.tf", "");
    write("keep/other.tf", "");
    write("main.tf", "");
    assertThat(paths()).containsExactly(".gitignore", "keep/.gitignore", "keep/main.tf");
    assertThat(walk().hidden())
        .containsExactly(new Hidden(".gitignore:1", "files matching `*.tf`", 2));
  }

  @Test
  void nothingInsideAnIgnoredFolderComesBackAndItsFilesAreCounted() throws IOException {
    write(".ardennesignore", "old/\n!old/main.tf\n");
    write("old/main.tf", "");
    write("old/deep/more.tf", "");
    assertThat(paths()).containsExactly(".ardennesignore");
    assertThat(walk().hidden())
        .containsExactly(new Hidden(".ardennesignore:1", "files matching `old/`", 2));
  }

  @Test
  void vendoredFoldersAreSkippedAndCounted() throws IOException {
    write("a/node_modules/x/main.tf", "");
    write("b/node_modules/main.tf", "");
    write(".git/config", "");
    write(".terraform/modules/modules.json", "{}");
    assertThat(paths()).isEmpty();
    assertThat(walk().hidden())
        .extracting(Hidden::what, Hidden::count)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("folders named `.git`", 1),
            org.assertj.core.groups.Tuple.tuple("folders named `.terraform`", 1),
            org.assertj.core.groups.Tuple.tuple("folders named `node_modules`", 2));
  }

  @Test
  void aLinkToAFileInsideIsReadWhereItStands() throws IOException {
    write("common/provider.tf", "x");
    Files.createDirectories(folder.resolve("envs/prod"));
    Files.createSymbolicLink(
        folder.resolve("envs/prod/provider.tf"), Path.of("../../common/provider.tf"));
    assertThat(paths()).containsExactly("common/provider.tf", "envs/prod/provider.tf");
  }

  @Test
  void linksInCirclesAndOutOfTheFolderAreProblemsAndEndNothing(@TempDir Path elsewhere)
      throws IOException {
    write("main.tf", "");
    Files.writeString(elsewhere.resolve("secret.tf"), "");
    Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
    Files.createSymbolicLink(folder.resolve("up"), folder);
    Files.createSymbolicLink(folder.resolve("out"), elsewhere);
    Files.createSymbolicLink(folder.resolve("gone"), Path.of("nowhere"));
    assertThat(paths()).containsExactly("main.tf");
    assertThat(problems())
        .containsExactly(
            "the link leads nowhere",
            "the link leads back to itself",
            "the link leads out of the scanned folder and is not followed",
            "the link leads to a folder that contains it");
  }

  @Test
  void anUnreadableFolderIsAProblemAndTheRestIsRead() throws IOException {
    write("closed/main.tf", "");
    write("open/main.tf", "");
    Path closed = folder.resolve("closed");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeFalse(Files.isReadable(closed), "this user may read everything");
      assertThat(paths()).containsExactly("open/main.tf");
      assertThat(problems())
          .containsExactly("the folder cannot be read, so that what it holds is missing");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void marksAndLineEndsOfOtherPlatformsDoNotShow() {
    assertThat(Text.decode("\ufeffa\r\nb\rc".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("a\nb\nc");
    assertThat(Text.decode("\ufeffa".getBytes(StandardCharsets.UTF_16LE))).isEqualTo("a");
    assertThat(Text.binary(new byte[] {'a', 0, 'b'})).isTrue();
    assertThat(Text.binary("plain".getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void aPathThatDoesNotExistIsAProblem() {
    SourceTree tree = TreeWalker.walk("x", folder.resolve("x"), Limits.standard());
    assertThat(tree.files()).isEmpty();
    assertThat(tree.problems())
        .singleElement()
        .extracting(Problem::help)
        .isEqualTo("check the path");
  }
}
