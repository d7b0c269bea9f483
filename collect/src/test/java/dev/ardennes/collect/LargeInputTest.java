package dev.ardennes.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Collected;
import dev.ardennes.model.Problem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of 200 MB: one that nobody knows, one that is an account export.
@Tag("nightly")
final class LargeInputTest {
  private static final long SIZE = 200_000_000L;

  @TempDir Path folder;

  @Test
  void largeJsonOfNoKnownKindIsSkippedWithAWord() throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("junk.json"))) {
      out.write("{\"rows\": [0");
      for (long size = 0; size < SIZE; size += 12) {
        out.write(", 123456789\n");
      }
      out.write("]}");
    }
    Collected collected = Collect.run(List.of(folder), Limits.standard()).getFirst();
    assertThat(collected.kind()).isEqualTo(Collect.NOTHING);
    assertThat(collected.problems())
        .extracting(Problem::says)
        .contains("this large JSON document is of no known kind and is skipped");
  }

  @Test
  void aLargeAccountExportIsStreamed() throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("export.json"))) {
      out.write("{\"UserDetailList\": [], \"RoleDetailList\": [");
      long size = 0;
      for (int i = 0; size < SIZE; i++) {
        String role = role(i);
        out.write(i == 0 ? role : ",\n" + role);
        size += role.length();
      }
      out.write("], \"IsTruncated\": false}");
    }
    Collected collected = Collect.run(List.of(folder), Limits.standard()).getFirst();
    assertThat(collected.problems()).isEmpty();
    assertThat(collected.facts()).hasSizeGreaterThan(300_000);
  }

  private static String role(int i) {
    String statement =
        "{\"Sid\": \"S%d\", \"Effect\": \"Allow\", \"Action\": [\"s3:GetObject\", \"kms:Decrypt\"], %s\"Resource\": [\"arn:aws:s3:::b-%d/*\"]}";
    String padding = "  ".repeat(250) + "\n";
    return ("{\"RoleName\": \"r-%d\", \"Arn\": \"arn:aws:iam::111122223333:role/r-%d\", \"RolePolicyList\": [{\"PolicyName\": \"p\","
            + " \"PolicyDocument\": {\"Version\": \"2012-10-17\", \"Statement\": [%s, %s, %s, %s]}}]}")
        .formatted(
            i,
            i,
            statement.formatted(1, padding, i),
            statement.formatted(2, padding, i),
            statement.formatted(3, padding, i),
            statement.formatted(4, padding, i));
  }
}
