package dev.ardennes.live.aws;

import static dev.ardennes.live.aws.CollectedFolder.OWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A collection that was killed, or that lacked permissions, and is taken up again.
final class ResumeTest {
  private static final String TOPIC = "AWS::SNS::Topic";
  @TempDir private Path temporary = Path.of("");
  private final FakeAws aws;

  ResumeTest() throws IOException {
    aws = new FakeAws();
    aws.on(
        "iam:GetAccountAuthorizationDetails",
        request -> AwsCollectionTest.page(AwsCollectionTest.user(request.account(), "ann"), ""));
    aws.on("cloudcontrolapi:ListResources", request -> FakeAws.ok("{\"ResourceDescriptions\":[]}"));
    for (String call : List.of("ListAccessKeys", "GetLoginProfile", "GetAccountSummary")) {
      aws.answers("iam:" + call, "<r/>");
    }
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private CollectRequest resumed(CollectedFolder out) {
    return CollectedFolder.with(CollectedFolder.request(aws, out.folder), null, false, true);
  }

  /// Ends the thread that collects in the middle of it, as a signal would.
  private void collectUntilKilled(CollectedFolder out) throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch forever = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    aws.on(
        "cloudcontrolapi:ListResources",
        request -> {
          if (calls.incrementAndGet() > 20) {
            reached.countDown();
            await(forever);
          }
          return FakeAws.ok("{\"ResourceDescriptions\":[]}");
        });
    Thread collecting = Thread.ofVirtual().start(() -> out.collect(aws));
    reached.await();
    collecting.interrupt();
    forever.countDown();
    collecting.join();
    untilNobodyCalls();
  }

  /// Calls that were under way when the thread was ended still arrive.
  private void untilNobodyCalls() throws InterruptedException {
    long before = -1;
    while (aws.count("cloudcontrolapi:ListResources") != before) {
      before = aws.count("cloudcontrolapi:ListResources");
      Thread.sleep(500);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long listsOfAWholeCollection() throws IOException {
    long before = aws.count("cloudcontrolapi:ListResources");
    new CollectedFolder(temporary.resolve("whole")).collect(aws);
    return aws.count("cloudcontrolapi:ListResources") - before;
  }

  @Test
  void killedCollectionSaysSoAndGoesOnWithoutRepeating() throws Exception {
    CollectedFolder out = new CollectedFolder(temporary.resolve("out"));
    collectUntilKilled(out);
    assertThat(out.json("collection.json").path("finished").asBoolean()).isFalse();
    long identities = aws.count("iam:GetAccountAuthorizationDetails");
    long lists = aws.count("cloudcontrolapi:ListResources");
    aws.resources(TOPIC, "eu-west-1", Map.of());
    aws.on("cloudcontrolapi:ListResources", request -> FakeAws.ok("{\"ResourceDescriptions\":[]}"));
    out.collect(resumed(out));
    assertThat(out.json("collection.json").path("finished").asBoolean()).isTrue();
    assertThat(aws.count("iam:GetAccountAuthorizationDetails")).isEqualTo(identities);
    long again = aws.count("cloudcontrolapi:ListResources") - lists;
    assertThat(again).isPositive().isLessThan(listsOfAWholeCollection());
    assertThat(out.part(OWN, "eu-west-1/" + TOPIC).path("state").asString()).isEqualTo("collected");
    assertThat(out.files()).doesNotContainKey("progress.jsonl");
  }

  @Test
  void whatWasDeniedIsAskedForAgainAndTheRestIsNot() throws IOException {
    CollectedFolder out = new CollectedFolder(temporary.resolve("out"));
    aws.on("iam:GetAccountAuthorizationDetails", FakeAws::denied);
    out.collect(aws);
    assertThat(out.part(OWN, "iam").path("state").asString()).isEqualTo("denied");
    long lists = aws.count("cloudcontrolapi:ListResources");
    aws.on(
        "iam:GetAccountAuthorizationDetails",
        request -> AwsCollectionTest.page(AwsCollectionTest.user(request.account(), "ann"), ""));
    out.collect(resumed(out));
    assertThat(out.part(OWN, "iam").path("items").asInt()).isEqualTo(1);
    assertThat(aws.count("cloudcontrolapi:ListResources")).isEqualTo(lists);
    assertThat(out.json("collection.json").path("accounts").size()).isEqualTo(1);
  }

  @Test
  void tornLinesOfTheJournalCostOnlyThemselves() throws IOException {
    CollectedFolder out = new CollectedFolder(temporary.resolve("out"));
    Files.createDirectories(out.folder);
    Files.writeString(
        out.folder.resolve("progress.jsonl"),
        """
        {"account":"111122223333","region":"eu-west-1","what":"AWS::SNS::Topic","state":"collected","items":0}
        {"account":"111122223333","region":"eu-we""");
    Files.writeString(out.folder.resolve("collection.json"), "{\"schema\":");
    aws.on(
        "cloudcontrolapi:ListResources",
        request ->
            request.at("TypeName").equals(TOPIC)
                ? FakeAws.denied(request)
                : FakeAws.ok("{\"ResourceDescriptions\":[]}"));
    out.collect(resumed(out));
    assertThat(out.part(OWN, "eu-west-1/" + TOPIC).path("state").asString()).isEqualTo("collected");
  }
}
