package dev.ardennes.rules.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Catalogue;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.check.AttackList;
import dev.ardennes.rules.load.Sample;
import dev.ardennes.rules.load.TechniqueFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TechniquePagesTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path TECHNIQUES = Path.of("..", "techniques");

  /// `-Dgolden=write` writes them anew and removes those of files that are gone.
  @Test
  void committedPagesAreTheGeneratedOnes() throws IOException {
    Map<String, String> pages = pages();
    boolean write = "write".equals(System.getProperty("golden"));
    List<String> different = new ArrayList<>();
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path file = DOCS.resolve(page.getKey());
      if (write) {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, page.getValue());
      }
      if (!Files.exists(file) || !Files.readString(file).equals(page.getValue())) {
        different.add(page.getKey());
      }
    }
    for (String stale : committed()) {
      if (!pages.containsKey(stale)) {
        if (write) {
          Files.delete(DOCS.resolve(stale));
        } else {
          different.add(stale);
        }
      }
    }
    assertThat(different).as("pages to write anew: run with -Dgolden=write").isEmpty();
  }

  private static List<String> committed() throws IOException {
    Path folder = DOCS.resolve("techniques");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> "techniques/" + file.getFileName()).sorted().toList();
    }
  }

  @Test
  void theSameFilesGiveTheSamePages() throws IOException {
    assertThat(pages()).isEqualTo(pages());
  }

  private static Map<String, String> pages() throws IOException {
    Catalogue catalogue = Catalogue.standard();
    TechniqueSet techniques =
        TechniqueFolder.read(TECHNIQUES, "techniques", catalogue).techniques();
    AttackList attack = AttackList.parse(Files.readString(TECHNIQUES.resolve("attack.lock")));
    return TechniquePages.of(techniques, attack, catalogue);
  }

  @Test
  void textOfAFileCannotBreakATable() {
    String text = Sample.with("blind: many do", "blind: \"a | b <script> *x* [y](z)\"");
    String page = TechniquePage.of(Sample.file(text), AttackList.parse(""));

    assertThat(page).contains("| a \\| b &lt;script> \\*x\\* \\[y](z) |");
  }
}
