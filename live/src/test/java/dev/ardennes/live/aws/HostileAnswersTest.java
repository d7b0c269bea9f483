package dev.ardennes.live.aws;

import static dev.ardennes.live.aws.CollectedFolder.OWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whoever answers may be anybody: what cannot be true is a failure of its part, and no file lies
/// outside the folder.
@Timeout(60)
final class HostileAnswersTest {
  @TempDir private Path temporary = Path.of("");
  private final FakeAws aws;

  HostileAnswersTest() throws IOException {
    aws = new FakeAws();
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private CollectedFolder out() {
    return new CollectedFolder(temporary.resolve("deep/er/out"));
  }

  private String identities(String answer) throws IOException {
    aws.answers("iam:GetAccountAuthorizationDetails", answer);
    CollectedFolder out = out();
    out.collect(aws);
    assertThat(out.files()).doesNotContainKey(OWN + "/iam.json");
    return out.part(OWN, "iam").path("state").asString();
  }

  private void assertThatNothingIsOutside() throws IOException {
    try (Stream<Path> all = Files.walk(temporary)) {
      assertThat(all.filter(Files::isRegularFile))
          .allMatch(file -> file.startsWith(temporary.resolve("deep/er/out")));
    }
  }

  @Test
  void answersThatAreNoneFail() throws IOException {
    assertThat(identities("<html><body>captive portal</body>")).isEqualTo("failed");
  }

  @Test
  void entitiesOfXmlAreNotResolved() throws IOException {
    assertThat(
            identities(
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a><UserDetailList>&x;</UserDetailList></a>"))
        .isEqualTo("failed");
  }

  @Test
  void answersNestedBeyondAllMeasureFail() throws IOException {
    assertThat(identities("<a>".repeat(100_000))).isEqualTo("failed");
  }

  @Test
  void answerOfAnotherKindIsNoEmptyAccount() throws IOException {
    assertThat(identities("{}")).isEqualTo("failed");
  }

  @Test
  void pagesWithoutEndEnd() throws IOException {
    aws.on("iam:GetAccountAuthorizationDetails", request -> AwsCollectionTest.page("", "again"));
    CollectedFolder out = out();
    out.collect(aws);
    assertThat(aws.count("iam:GetAccountAuthorizationDetails")).isEqualTo(2);
    assertThat(out.part(OWN, "iam").path("state").asString()).isEqualTo("failed");
  }

  @Test
  void namesOfResourcesMakeNoPaths() throws IOException {
    aws.resources(
        "AWS::SNS::Topic",
        "eu-west-1",
        Map.of("../../../../x\n\u001b[31m", "{\"TopicArn\":\"../..\"}"));
    CollectedFolder out = out();
    out.collect(aws);
    assertThatNothingIsOutside();
    assertThat(
            out.json(OWN + "/eu-west-1/AWS.SNS.Topic.json")
                .at("/configurationItems/0/resourceId")
                .asString())
        .startsWith("../../");
    assertThat(out.files().get(OWN + "/eu-west-1/AWS.SNS.Topic.json")).doesNotContain("\u001b");
  }

  @Test
  void regionsThatCannotBeAreRefused() throws IOException {
    aws.answers(
        "ec2:DescribeRegions",
        "<r><regionInfo><item><regionName>../../../evil-1</regionName></item></regionInfo></r>");
    CollectedFolder out = out();
    out.collect(
        new CollectRequest(
            out.folder, List.of(), null, null, false, List.of(), List.of(), false, 4, aws.uri()));
    assertThatNothingIsOutside();
    assertThat(out.part(OWN, "regions").path("state").asString()).isEqualTo("partial");
  }

  @Test
  void propertiesThatAreNoJsonAreAGap() throws IOException {
    aws.resources("AWS::SNS::Topic", "eu-west-1", Map.of("a", "[1,", "b", "{}"));
    CollectedFolder out = out();
    out.collect(aws);
    assertThat(out.part(OWN, "eu-west-1/AWS::SNS::Topic").path("state").asString())
        .isEqualTo("partial");
  }

  @Test
  void messagesSteerNoTerminal() throws IOException {
    aws.on(
        "iam:GetAccountAuthorizationDetails",
        request ->
            FakeAws.error(request, 400, "Bad&#10;Code", "a&#27;[2Jb " + "long ".repeat(10_000)));
    CollectedFolder out = out();
    Summary summary = out.collect(aws);
    assertThat(String.join("", summary.lines())).doesNotContain("\u001b");
    assertThat(out.part(OWN, "iam").at("/missing/0/says").asString().length()).isLessThan(500);
  }

  @Test
  void resourcesOfAnotherAccountsCredentialsAreNotMixedIn() throws IOException {
    aws.answers(
        "sts:GetCallerIdentity",
        "<r><GetCallerIdentityResult><Account>../../etc</Account></GetCallerIdentityResult></r>");
    CollectedFolder out = out();
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> out.collect(aws))
        .isInstanceOf(CollectException.class)
        .hasMessageContaining("twelve digits");
    assertThatNothingIsOutside();
  }
}
