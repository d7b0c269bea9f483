package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Input that is broken, hostile or very large, beside a folder that is sound: it is said, and the
/// sound part is read all the same.
final class BadInputTest {
  private static final long LARGE = 200L << 20;
  private static final String BOTH_WAYS = "2 ways to bucket northwind-customer-exports";

  @TempDir private Path estate = Path.of("");

  @BeforeEach
  void soundPart() throws IOException {
    copyExample(estate.resolve("sound"));
  }

  private static void copyExample(Path to) throws IOException {
    Path from = Labs.checkout().resolve("examples/exports/infra");
    Files.createDirectories(to);
    Program.copy(from, to.resolve("infra"));
  }

  private void write(String file, String text) throws IOException {
    Path path = estate.resolve(file);
    Files.createDirectories(path.resolveSibling(""));
    Files.writeString(path, text);
  }

  private Program.Run scan() {
    Program.Run run = Program.run("1g", "scan", estate.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains(BOTH_WAYS);
    assertThat(run.err()).doesNotContain("Exception").doesNotContain("\tat ");
    return run;
  }

  @Test
  void soundInputHasNoProblem() {
    assertThat(scan().out()).doesNotContain("NOT READ");
  }

  @Test
  void truncatedTerraformIsSaidWithItsPlace() throws IOException {
    write("cut/main.tf", "resource \"aws_iam_user\" \"a\" {\n  name = \"x\"\n  tags = {\n");
    assertThat(scan().out()).contains("the block is not closed  cut/main.tf:1");
  }

  @Test
  void anAliasBombIsRefusedAndTheRestOfItsModuleIsRead() throws IOException {
    StringBuilder bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c <= 'z'; c++) {
      String alias = "*" + (char) (c - 1);
      bomb.append(c).append(": &").append(c).append(" [");
      bomb.append((alias + ",").repeat(8)).append(alias).append("]\n");
    }
    write("bomb/bomb.yaml", bomb.toString());
    write(
        "bomb/main.tf",
        """
        locals {
          bomb = yamldecode(file("${path.module}/bomb.yaml"))
        }
        resource "aws_iam_user" "c" {
          name = local.bomb.z[0]
        }
        """);
    assertThat(scan().out()).contains("bomb/main.tf:2");
  }

  @Test
  void aBinaryNamedAsTerraformIsNoText() throws IOException {
    byte[] bytes = new byte[5000];
    new Random(7).nextBytes(bytes);
    Files.createDirectories(estate.resolve("binary"));
    Files.write(estate.resolve("binary/main.tf"), bytes);
    assertThat(scan().out()).contains("the file is not text in UTF-8  binary/main.tf");
  }

  @Test
  void aLinkIntoItsOwnFolderIsNotFollowed() throws IOException {
    write("loop/main.tf", "resource \"aws_iam_user\" \"b\" {\n  name = \"loop\"\n}\n");
    Files.createSymbolicLink(estate.resolve("loop/again"), Path.of("../loop"));
    assertThat(scan().out()).contains("the link leads to a folder that contains it  loop/again");
  }

  @Test
  void aModuleThatCallsItselfIsCutOff() throws IOException {
    write("circle/main.tf", "module \"me\" {\n  source = \"./\"\n}\n");
    assertThat(scan().out()).contains("the module `me` calls itself");
  }

  @Test
  void aFolderThatMayNotBeReadIsSaid() throws IOException {
    Path program = Files.createTempDirectory("ardennes-program");
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv to become another user");
    assumeTrue(program.toFile().canWrite() && isSuperuser(), "only the superuser can change users");
    write("closed/main.tf", "resource \"aws_iam_user\" \"b\" {\n  name = \"closed\"\n}\n");
    Program.open(estate);
    Path closed = estate.resolve("closed");
    assertThat(closed.toFile().setReadable(false, false)).isTrue();
    assertThat(closed.toFile().setExecutable(false, false)).isTrue();
    Program.Run run = Program.runAsNobody(program, "1g", "scan", estate.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains(BOTH_WAYS).contains("closed");
    assertThat(run.out()).contains("cannot be read");
  }

  private static boolean isSuperuser() {
    return "root".equals(System.getProperty("user.name"));
  }

  @Test
  void nothingReadableIsAnExitCodeOfItsOwn() throws IOException {
    Path empty = Files.createTempDirectory("ardennes-empty");
    Program.Run run = Program.run("1g", "scan", empty.toString());
    assertThat(run.exitCode()).isEqualTo(65);
    Program.Run missing = Program.run("1g", "scan", empty.resolve("none").toString());
    assertThat(missing.exitCode()).isEqualTo(65);
    assertThat(missing.err()).contains("does not exist");
  }

  @Test
  void aLargeDocumentOfNoKnownKindIsSkipped() throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(estate.resolve("unknown.json"))) {
      out.write("{\"things\":[0");
      String thing = ",{\"name\":\"thing\",\"payload\":\"" + "x".repeat(200) + "\"}";
      for (long written = 0; written < LARGE; written += thing.length()) {
        out.write(thing);
      }
      out.write("]}");
    }
    Program.Run run = scan();
    assertThat(run.out()).contains("of no known kind and is skipped  unknown.json");
    System.out.printf("200 MB of no known kind: %.1f s%n", run.seconds());
  }

  @Test
  void aLargeAccountExportIsReadWithinOneGigabyte() throws IOException {
    long roles = 0;
    try (BufferedWriter out = Files.newBufferedWriter(estate.resolve("export.json"))) {
      out.write("{\"UserDetailList\":[],\"GroupDetailList\":[],\"Policies\":[],");
      out.write("\"RoleDetailList\":[");
      for (long written = 0; written < LARGE; roles++) {
        String role = (roles == 0 ? "" : ",") + role(roles);
        out.write(role);
        written += role.length();
      }
      out.write("]}");
    }
    Program.Run run = scan();
    assertThat(run.out()).contains("aws.account-export").doesNotContain("breaks off");
    System.out.printf("200 MB of export, %d roles: %.1f s%n", roles, run.seconds());
  }

  @Test
  void anExportOfMoreFactsThanFitIsReadAsFarAsItGoesAndThatIsSaid() throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(estate.resolve("export.json"))) {
      out.write("{\"RoleDetailList\":[");
      for (int role = 0; role < 60_000; role++) {
        out.write((role == 0 ? "" : ",") + smallRole(role));
      }
      out.write("]}");
    }
    Program.Run run = Program.run("256m", "scan", estate.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("more facts than fit into memory")
        .contains("ARDENNES_JAVA_OPTS");
  }

  private static String smallRole(long number) {
    return """
    {"RoleName":"role%d","Arn":"arn:aws:iam::123456789012:role/role%d","AssumeRolePolicyDocument":\
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},\
    "Action":"sts:AssumeRole"}]},"RolePolicyList":[],"AttachedManagedPolicies":[]}"""
        .formatted(number, number);
  }

  /// A role as the tool prints it, with a policy of eight statements that name many buckets each.
  private static String role(long number) {
    String buckets =
        IntStream.range(0, 120)
            .mapToObj(i -> "\"arn:aws:s3:::bucket-" + number + "-" + i + "/*\"")
            .collect(Collectors.joining(","));
    String statement =
        "{\"Effect\":\"Allow\",\"Action\":[\"s3:Get*\"],\"Resource\":[" + buckets + "]}";
    return """
    {"Path":"/","RoleName":"role%d","Arn":"arn:aws:iam::123456789012:role/role%d",\
    "AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
    "Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]},\
    "InstanceProfileList":[],"RolePolicyList":[{"PolicyName":"inline","PolicyDocument":\
    {"Version":"2012-10-17","Statement":[%s]}}],\
    "AttachedManagedPolicies":[],"Tags":[]}"""
        .formatted(number, number, String.join(",", Collections.nCopies(8, statement)));
  }
}
