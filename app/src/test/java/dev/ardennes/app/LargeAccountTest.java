package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.Collect;
import dev.ardennes.collect.Limits;
import dev.ardennes.model.Collected;
import dev.ardennes.model.FactBase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Accounts with their resources, every identity an entry. The bounds leave room for a loaded
/// machine; the time itself is printed.
@Isolated("measures time")
final class LargeAccountTest {
  private static final long SEED = 20261128;
  private static final double MOST_SECONDS = 60;
  private static final GeneratedAccount LARGE = new GeneratedAccount(SEED, 200, 1000);
  private static final GeneratedAccount SMALL = new GeneratedAccount(SEED, 60, 300);

  private static final List<String> IDENTITIES =
      List.of(GeneratedAccount.iam("user/*"), GeneratedAccount.iam("role/*"));

  @TempDir private Path folder = Path.of("");

  @Test
  void twoHundredIdentitiesWithTheirResourcesAreScannedWithinAMinute() throws IOException {
    LARGE.write(folder);
    Program.Run run =
        Program.run(
            "2g",
            "scan",
            folder.toString(),
            "--entry",
            IDENTITIES.getFirst(),
            "--entry",
            IDENTITIES.getLast());
    System.out.printf("200 identities (seed %d): %.1f s%n", SEED, run.seconds());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("control of an account")
        .doesNotContain("NOT READ")
        .doesNotContain("ended at");
    assertThat(run.seconds()).isLessThan(MOST_SECONDS);
  }

  @Test
  void everythingWrittenIsRead() throws IOException {
    SMALL.write(folder);
    List<Collected> sources = Collect.run(List.of(folder), Limits.standard());
    assertThat(sources).flatExtracting(Collected::problems).isEmpty();
    assertThat(sources).extracting(Collected::kind).doesNotContain(Collect.NOTHING);
    Set<String> read =
        FactBase.of(sources).relation("arn").stream()
            .map(fact -> fact.args().get(1))
            .collect(Collectors.toSet());
    for (GeneratedKind kind : GeneratedKind.values()) {
      for (int i = 0; i < SMALL.count(kind); i++) {
        assertThat(read).contains(SMALL.arn(kind, i));
      }
    }
  }
}
