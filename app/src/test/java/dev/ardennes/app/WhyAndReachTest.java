package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `why` and `reach` tell of the clean account.
final class WhyAndReachTest {
  @TempDir Path folder;
  private Path estate;

  @BeforeEach
  void write() throws IOException {
    estate = folder.resolve("estate");
    Files.createDirectories(estate);
    for (String file : List.of("organisation.tf", "identity.tf", "shop.tf", "network.tf")) {
      try (InputStream in = WhyAndReachTest.class.getResourceAsStream("clean-account/" + file)) {
        byte[] text = Objects.requireNonNull(in).readAllBytes();
        Files.write(estate.resolve(file), text);
      }
    }
  }

  private String said(String... words) throws IOException {
    Path out = folder.resolve("out.txt");
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--in", estate.toString(), "--out", out.toString()));
    assertThat(Main.run(arguments.toArray(String[]::new))).isEqualTo(Main.DONE);
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  @Test
  void aNoNamesEveryControlWithItsStatementAndPlace() throws IOException {
    assertThat(said("why", "*worker", "iam:CreateUser", "*"))
        .startsWith("no: shop-worker may not iam:CreateUser on *")
        .contains("a deny `NeverIdentities` in the permissions boundary")
        .contains("statement NeverIdentities of shop-boundary  identity.tf:28")
        .contains("a deny `NoUsers` in the service control policy")
        .contains("statement NoUsers of guardrails  organisation.tf:25");
  }

  @Test
  void aConditionThatRemainsIsSaidInWords() throws IOException {
    assertThat(said("why", "*shop-orders", "kms:Decrypt", "*data"))
        .startsWith("conditional: ")
        .contains("if `kms:ViaService` equals `s3.eu-west-1.amazonaws.com` or ")
        .contains("statement Key of orders  shop.tf:136");
  }

  @Test
  void anActionThatNobodyDocumentsIsSaidToBeNone() throws IOException {
    assertThat(said("why", "*worker", "iam:CreatUser", "*"))
        .contains("`iam:CreatUser` is no action that AWS documents");
  }

  @Test
  void eachThingThatAnIdentityReachesHasItsStatements() throws IOException {
    assertThat(said("reach", "*role.orders"))
        .startsWith("shop-orders can come to ")
        .contains("statement Payments of orders  shop.tf:135")
        .doesNotContain("internet");
  }

  @Test
  void aPathInThePlaceOfAnIdentityIsToldWhereItBelongs() {
    Program.Run run = Program.run("1g", "reach", estate.toString(), "--in", estate.toString());
    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err())
        .contains("IDENTITY `" + estate + "` names nothing that was read")
        .contains("`--in " + estate + "`");
  }

  @Test
  void anEntryBesideTheIdentityIsRefusedAndNotForgotten() {
    Program.Run run =
        Program.run("1g", "reach", "*worker", "--in", estate.toString(), "--entry", "*orders");
    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err()).contains("`reach` starts from IDENTITY alone");
    assertThat(run.out()).isEmpty();
  }
}
