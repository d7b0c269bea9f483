package dev.ardennes.collect.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ardennes.collect.Limits;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChartTreeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conf/*|conf/a.txt|true",
        "conf/*|conf/a/b.txt|false",
        "**.txt|conf/a/b.txt|true",
        "conf/**|conf/a/b.txt|true",
        "*.{yaml,yml}|a.yml|true",
        "{a,b}/[c-e]?.x|b/d1.x|true",
        "[!a]*|abc|false",
        "a.c|abc|false",
        "[|[|false",
        "{a|{a|false",
        "*a*a*a*a*a*a*a*b|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|false",
      })
  void patternsOnPathsAreThoseOfHelm(String glob, String path, boolean matches) {
    Glob pattern = Glob.of(glob);
    assertThat(pattern != null && pattern.matches(path)).isEqualTo(matches);
  }

  @Test
  void filesOfAScannedFolderAreReadWithinTheLimitAndAsTextOnly(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "a: 1\r\n");
    Files.write(folder.resolve("b.bin"), new byte[] {0, 1});
    List<SourceFile> scanned =
        List.of(
            new SourceFile("a.yaml", folder.resolve("a.yaml"), 6),
            new SourceFile("b.bin", folder.resolve("b.bin"), 2));
    ChartTree tree =
        ChartTree.of(new SourceTree("s", folder, scanned, List.of(), List.of(), Limits.standard()));
    assertThat(tree.files()).containsExactly("a.yaml", "b.bin");
    assertThat(tree.read("a.yaml", 10)).contains("a: 1\n");
    assertThat(tree.read("none", 10)).isEmpty();
    assertThatThrownBy(() -> tree.read("a.yaml", 5)).hasMessageContaining("larger than 5");
    assertThatThrownBy(() -> tree.read("b.bin", 5)).hasMessageContaining("no text");
  }
}
