package dev.ardennes.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Problem;
import dev.ardennes.rules.TechniqueFile;
import dev.ardennes.rules.load.LoadedTechniques;
import dev.ardennes.rules.load.TechniqueFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every file under `techniques/` passes the generic checks.
final class ShippedTechniquesTest {
  private static final Path FOLDER = Path.of("..", "techniques");

  private final LoadedTechniques loaded =
      TechniqueFolder.read(FOLDER, "techniques", Catalogue.standard());

  @Test
  void everyFileCanBeRead() {
    assertThat(describe(loaded.problems())).isEmpty();
    assertThat(loaded.techniques().size()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void everyFilePassesItsChecks() throws IOException {
    AttackList attack = AttackList.parse(Files.readString(FOLDER.resolve("attack.lock")));
    TechniqueChecks checks =
        new TechniqueChecks(new PlainEvaluator(), attack, Catalogue.standard());
    List<Problem> problems = new ArrayList<>();
    for (TechniqueFile file : loaded.techniques().files()) {
      problems.addAll(checks.check(file));
    }
    assertThat(describe(problems)).isEmpty();
  }

  private static List<String> describe(List<Problem> problems) {
    return problems.stream()
        .map(
            p ->
                (p.evidence() == null ? "" : p.evidence().place() + ": ")
                    + p.says()
                    + " ("
                    + p.help()
                    + ")")
        .toList();
  }
}
