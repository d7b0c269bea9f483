package dev.ardennes.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AwsServicesTest {
  private final AwsServices services = AwsServices.bundled();

  @Test
  void creatingAFunctionActsOnFunctions() {
    AwsAction action = services.action("lambda:CREATEfunction").orElseThrow();
    assertThat(action.fullName()).isEqualTo("lambda:CreateFunction");
    assertThat(action.resources())
        .extracting(AwsAction.ActionResource::type)
        .containsExactly("function");
    assertThat(action.resources().getFirst().required()).isTrue();
    assertThat(action.conditionKeys()).contains("lambda:Layer", "aws:RequestTag/${TagKey}");
  }

  @Test
  void listingBucketsHasNoResource() {
    assertThat(services.action("s3:ListAllMyBuckets").orElseThrow().resourceLevel()).isFalse();
    assertThat(services.action("s3:GetObject").orElseThrow().resourceLevel()).isTrue();
  }

  @Test
  void resourceTypesGiveThePatternOfTheirArns() {
    AwsService lambda = services.service("lambda").orElseThrow();
    assertThat(lambda.type("function").orElseThrow().pattern("aws", "111122223333"))
        .isEqualTo("arn:aws:lambda:*:111122223333:function:*");
    assertThat(lambda.type("function url")).isEmpty();
  }

  @Test
  void conditionKeysHaveTypes() {
    assertThat(services.service("iam").orElseThrow().keyTypes())
        .containsEntry("iam:PassedToService", "String")
        .containsEntry("iam:PolicyARN", "ARN");
  }

  @Test
  void unknownServicesAndActionsAreEmpty() {
    assertThat(services.service("nothing")).isEmpty();
    assertThat(services.service("../services/lambda")).isEmpty();
    assertThat(services.service("index")).isEmpty();
    assertThat(services.action("lambda")).isEmpty();
    assertThat(services.action("lambda:Nothing")).isEmpty();
  }

  @Test
  void everyServiceCanBeRead() {
    assertThat(services.prefixes()).hasSizeGreaterThan(400).isSorted();
    int actions = 0;
    for (String prefix : services.prefixes()) {
      AwsService service = services.service(prefix).orElseThrow();
      assertThat(service.prefix()).isEqualTo(prefix);
      for (AwsAction action : service.actions()) {
        actions++;
        assertThat(action.resources())
            .as(action.fullName())
            .allSatisfy(resource -> assertThat(resource.type()).isNotBlank());
      }
    }
    assertThat(actions).isGreaterThan(20_000);
  }
}
