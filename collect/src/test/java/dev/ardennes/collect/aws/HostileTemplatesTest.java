package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Templates that somebody wrote to break the reader, or by mistake: a problem with its place, and
/// what can be read is read.
@Timeout(60)
final class HostileTemplatesTest {
  private static final String QUEUE =
      "\n  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: kept}}\n";

  @TempDir Path folder;

  private Facts facts(String text) {
    return Facts.of(folder, Map.of("t.yaml", text));
  }

  private static void keeps(Facts facts) {
    assertThat(facts.all("arn")).anyMatch(arn -> arn.endsWith(":kept"));
  }

  @Test
  void deepNestingIsCutWithItsPlace() {
    Facts facts =
        facts(
            "Resources:"
                + QUEUE
                + "  D: {Type: AWS::SQS::Queue, Properties: {A: "
                + "[".repeat(5000));
    keeps(facts);
    assertThat(facts.errors())
        .containsExactly(
            "the template cannot be read here: nested or long beyond all measure; what follows is"
                + " missing");
    assertThat(facts.collected().problems().getFirst().evidence()).isNotNull();
    assertThat(facts.collected().covers()).isEmpty();
  }

  @Test
  void deepJsonIsCutToo() {
    String json =
        "{\"Resources\": {\"Q\": {\"Type\": \"AWS::SQS::Queue\", \"Properties\": {\"QueueName\":"
            + " \"kept\", \"X\": "
            + "[".repeat(5000);
    Facts facts = Facts.of(folder, Map.of("t.json", json));
    keeps(facts);
    assertThat(facts.errors()).isNotEmpty();
    assertThat(facts.collected().covers()).isEmpty();
  }

  @Test
  void jsonThatBreaksOffIsReadAsFarAsItGoes() {
    String json =
        "{\"Resources\": {\"Q\": {\"Type\": \"AWS::SQS::Queue\", \"Properties\": {\"QueueName\":"
            + " \"kept\"}}, \"R\": {\"Type\": \"AWS::S";
    Facts facts = Facts.of(folder, Map.of("t.json", json));
    keeps(facts);
    assertThat(facts.errors())
        .contains("the template cannot be read here: no JSON; what follows is missing");
    assertThat(facts.collected().problems().getFirst().evidence()).isNotNull();
  }

  @Test
  void aliasesThatMultiplyEndAtALimit() {
    StringBuilder bomb = new StringBuilder("Metadata:\n  a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("  a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    Facts facts =
        facts(
            bomb + "Resources:" + QUEUE + "  B: {Type: AWS::SQS::Queue, Properties: {T: *a39}}\n");
    keeps(facts);
    assertThat(facts.errors()).anyMatch(says -> says.contains("values than fit"));
  }

  @Test
  void textsThatDoubleEndAtALimit() {
    String maps = "!Sub ['${A}${A}', {A: aaaaaaaa}]";
    for (int i = 0; i < 60; i++) {
      maps = "!Sub ['${A}${A}', {A: " + maps + "}]";
    }
    Facts facts =
        facts(
            "Resources:"
                + QUEUE
                + "  B: {Type: AWS::SQS::Queue, Properties: {QueueName: "
                + maps
                + "}}\n");
    keeps(facts);
    assertThat(facts.errors()).anyMatch(says -> says.contains("grows beyond all measure"));
  }

  @Test
  void circlesOfReferencesAreSaid() {
    Facts facts =
        facts(
            "Resources:"
                + QUEUE
                + """
                  A: {Type: AWS::IAM::Role, Properties: {RoleName: !Ref B}}
                  B: {Type: AWS::IAM::Role, Properties: {RoleName: !Sub "${A}-b"}}
                  C: {Type: AWS::IAM::Role, Properties: {RoleName: !GetAtt C.Arn}}
                """);
    keeps(facts);
    assertThat(facts.errors()).allMatch(says -> says.contains("depends on itself")).hasSize(2);
    assertThat(facts.all("kind").stream().filter(kind -> kind.endsWith("iam.role"))).hasSize(3);
  }

  @Test
  void circlesOfConditionsAreOpen() {
    Facts facts =
        facts(
            """
            Conditions:
              A: !Not [!Condition B]
              B: !Not [!Condition A]
              C: !Wrong [x]
            Resources:
              Q: {Type: AWS::SQS::Queue, Condition: A, Properties: {QueueName: kept}}
              R: {Type: AWS::SQS::Queue, Condition: C, Properties: {QueueName: r}}
              S: {Type: AWS::SQS::Queue, Condition: None, Properties: {QueueName: s}}
            """);
    keeps(facts);
    assertThat(facts.all("stores")).hasSize(3);
    assertThat(facts.errors()).hasSize(3);
  }

  @Test
  void longChainsEndBeforeTheStackDoes() {
    StringBuilder text = new StringBuilder("Conditions:\n  C0: !Equals [a, a]\n");
    for (int i = 1; i < 2_000; i++) {
      text.append("  C%d: !Not [!Condition C%d]\n".formatted(i, i - 1));
    }
    text.append("Resources:").append(QUEUE).append("  R0: {Type: AWS::IAM::Role}\n");
    for (int i = 1; i < 1_000; i++) {
      text.append(
          "  R%d: {Type: AWS::IAM::Role, Properties: {RoleName: !Sub \"${R%d}-\"}}\n"
              .formatted(i, i + 1));
    }
    text.append("  L: {Type: AWS::SQS::Queue, Condition: C1999}\n");
    Facts facts = facts(text.toString());
    keeps(facts);
    assertThat(facts.errors()).anyMatch(says -> says.contains("too deep"));
  }

  @Test
  void loopsInLoopsEndAtALimit() {
    String body = "{Q${V0}: {Type: AWS::SQS::Queue}}";
    for (int i = 0; i < 12; i++) {
      body = "{Fn::ForEach::L%d: [V%d, [a,b,c,d,e,f,g,h], ".formatted(i, i) + body + "]}";
    }
    Facts facts =
        facts(
            "Resources:\n  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: kept, Tags: "
                + body
                + "}}\n");
    keeps(facts);
    assertThat(facts.errors()).isNotEmpty();
  }

  @Test
  void wrongTypesAreNothing() {
    Facts facts =
        facts(
            "Parameters: [a]\nMappings: 7\nConditions: x\nOutputs: {A: 1, B: {Export: {Name: [x]}, Value: []}}\n"
                + "Transform: {Name: [a]}\nResources:"
                + QUEUE
                + """
                  A: {Type: 7}
                  B: 7
                  C: {Type: AWS::IAM::Role, Properties: text}
                  D: {Type: AWS::IAM::Role, Properties: [a, b]}
                  E: {Type: AWS::IAM::Role, Properties: {Policies: x, ManagedPolicyArns: {a: b}, AssumeRolePolicyDocument: 7, Tags: {a: 1}}}
                  F: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: [a], Parameters: x}, Metadata: x}
                  G: {Type: AWS::Serverless::Function, Properties: {Events: x, Policies: [1, {}, {a: b}], CodeUri: [], FunctionUrlConfig: 1}}
                  H: {Type: AWS::Serverless::Function, Properties: {Events: {E: x, G: {Type: S3, Properties: 1}}}}
                  I: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: {CidrIp: [a]}}, Condition: [a]}
                  J: {Type: AWS::S3::Bucket, Properties: {BucketEncryption: x, PublicAccessBlockConfiguration: []}}
                """);
    keeps(facts);
    assertThat(facts.errors()).anyMatch(says -> says.contains("has no type"));
  }

  @Test
  void whatIsTooLargeIsSaid() throws IOException {
    Path file = folder.resolve("big.yaml");
    Files.writeString(file, "Resources:" + QUEUE);
    try (RandomAccessFile big = new RandomAccessFile(file.toFile(), "rw")) {
      big.setLength(100L << 20);
    }
    Facts facts = Facts.of(folder);
    assertThat(facts.errors()).containsExactly("the template is too large to be read");
  }

  @Test
  void bracketsOfUnknownsInTextsAreNoUnknowns() {
    Facts facts =
        facts(
            "Resources:" + QUEUE + "  T: {Type: AWS::SNS::Topic, Properties: {TopicName: ⟨x⟩}}\n");
    keeps(facts);
    assertThat(facts.all("arn")).anyMatch(arn -> arn.endsWith(":<x>"));
  }

  @Test
  void whateverIsChangedInATemplateItIsReadWithoutFailing() throws IOException {
    List<String> lines = sample();
    long seed = 20261128;
    Random random = new Random(seed);
    String[] pieces = {
      "[",
      "{",
      "}",
      "!Ref X",
      "*a",
      "&a",
      "!Sub",
      "7",
      "null",
      "!If [A, b]",
      "- ",
      ": ",
      "'",
      "!GetAtt A"
    };
    for (int round = 0; round < 25; round++) {
      List<String> changed = new ArrayList<>(lines);
      for (int change = 0; change < 4; change++) {
        int at = random.nextInt(changed.size());
        String line = changed.get(at);
        int column = line.isEmpty() ? 0 : random.nextInt(line.length());
        String piece = pieces[random.nextInt(pieces.length)];
        changed.set(
            at,
            line.substring(0, column)
                + piece
                + line.substring(Math.min(line.length(), column + random.nextInt(4))));
      }
      Facts facts = facts(String.join("\n", changed));
      assertThat(facts.collected()).as("seed %d round %d", seed, round).isNotNull();
    }
  }

  private static List<String> sample() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            HostileTemplatesTest.class.getResourceAsStream("/cloudformation/same/template.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
