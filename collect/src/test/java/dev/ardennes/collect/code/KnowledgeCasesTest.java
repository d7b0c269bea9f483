package dev.ardennes.collect.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.code.knowledge.Framework.Case;
import dev.ardennes.collect.code.knowledge.Framework.Sheet;
import dev.ardennes.collect.code.knowledge.Knowledge;
import dev.ardennes.collect.code.syntax.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every sheet of knowledge against its own cases: the listed facts are stated, and no other about
/// what the code does.
final class KnowledgeCasesTest {
  @Test
  void everySheetHasCases() {
    Knowledge knowledge = Knowledge.of(Set.of(Language.values()));
    List<String> read = new ArrayList<>();
    for (Language language : Set.of(Language.values())) {
      for (Sheet sheet : knowledge.sheets(language)) {
        assertThat(sheet.words()).as(sheet.name()).isNotEmpty();
        assertThat(Language.valueOf(sheet.language().toUpperCase(Locale.ROOT)))
            .isEqualTo(language.libraries());
        read.add(sheet.name());
      }
    }
    assertThat(read).containsAll(Knowledge.SHEETS);
    assertThat(Knowledge.SHEETS).allMatch(name -> !Knowledge.cases(name).isEmpty());
  }

  @TestFactory
  Stream<DynamicTest> casesHold(@TempDir Path folder) {
    List<DynamicTest> tests = new ArrayList<>();
    for (String sheet : Knowledge.SHEETS) {
      for (Case one : Knowledge.cases(sheet)) {
        Path own = folder.resolve(sheet).resolve("" + tests.size());
        tests.add(DynamicTest.dynamicTest(sheet + ": " + one.name(), () -> holds(own, one)));
      }
    }
    return tests.stream();
  }

  private static void holds(Path folder, Case one) {
    CodeSample sample = CodeSample.of(folder, one.files());
    List<String> expected = one.facts().stream().map(fact -> fact.replace("\"", "")).toList();
    assertThat(sample.problems()).isEmpty();
    assertThat(sample.facts()).containsAll(expected);
    assertThat(sample.behaviour())
        .containsExactlyInAnyOrderElementsOf(
            expected.stream()
                .filter(fact -> CodeSample.BEHAVIOUR.contains(fact.substring(0, fact.indexOf('('))))
                .toList());
  }
}
