package dev.ardennes.collect.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.code.knowledge.Framework.Case;
import dev.ardennes.collect.code.knowledge.Framework.Sheet;
import dev.ardennes.collect.code.knowledge.Knowledge;
import dev.ardennes.collect.code.syntax.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every sheet of knowledge against its own cases: the listed facts are stated, and no other about
/// what the code does.
final class KnowledgeCasesTest {
  private static List<Sheet> sheets() {
    List<Sheet> sheets = new ArrayList<>();
    for (Language language :
        List.of(Language.JAVA, Language.PYTHON, Language.JAVASCRIPT, Language.GO)) {
      sheets.addAll(Knowledge.standard().sheets(language));
    }
    return sheets;
  }

  @Test
  void everySheetHasCases() {
    assertThat(sheets()).hasSize(Knowledge.SHEETS.size());
    assertThat(sheets()).allMatch(sheet -> !sheet.cases().isEmpty() && !sheet.words().isEmpty());
  }

  @TestFactory
  Stream<DynamicTest> casesHold(@TempDir Path folder) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Sheet sheet : sheets()) {
      for (Case one : sheet.cases()) {
        Path own = folder.resolve(sheet.name()).resolve("" + tests.size());
        tests.add(DynamicTest.dynamicTest(sheet.name() + ": " + one.name(), () -> holds(own, one)));
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
