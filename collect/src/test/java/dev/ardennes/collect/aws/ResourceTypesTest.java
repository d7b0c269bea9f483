package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ResourceTypesTest {
  private final ResourceTypes types = ResourceTypes.standard();

  @Test
  void everyArnFormatIsAnArn() {
    assertThat(types.all())
        .hasSizeGreaterThan(120)
        .allSatisfy(
            type -> {
              if (!type.arn().isEmpty() && !type.arn().startsWith("{")) {
                assertThat(Arn.parse(type.arn())).as(type.type()).isNotNull();
              }
              assertThat(type.kind()).as(type.type()).startsWith("aws.");
            });
  }

  @Test
  void everyPolicyResourceHasAListedTarget() {
    for (Map.Entry<String, ResourceType.PolicyOf> entry : types.allPolicies().entrySet()) {
      assertThat(types.find(entry.getValue().targetType())).as(entry.getKey()).isNotNull();
    }
  }

  @Test
  void theKindOfAnArnIsThatOfItsLongestShape() {
    assertThat(types.kindOf(parsed("arn:aws:s3:::b"))).isEqualTo("aws.s3.bucket");
    assertThat(types.kindOf(parsed("arn:aws:lambda:eu-west-1:111122223333:function:f")))
        .isEqualTo("aws.lambda.function");
    assertThat(types.kindOf(parsed("arn:aws:iam::111122223333:role/r"))).isEqualTo("aws.iam.role");
    assertThat(types.kindOf(parsed("arn:aws:nothing:::x"))).isEqualTo("aws.nothing.resource");
  }

  @Test
  void colonsInsideUnknownPartsDoNotSeparate() {
    Arn arn = parsed("arn:aws:iam::⟨labs/x:var.id⟩:role/a/b");
    assertThat(arn.account()).isEqualTo("⟨labs/x:var.id⟩");
    assertThat(arn.type()).isEqualTo("role");
    assertThat(arn.name()).isEqualTo("b");
    assertThat(Arn.parse("arn:aws:s3")).isNull();
  }

  private static Arn parsed(String text) {
    return Objects.requireNonNull(Arn.parse(text));
  }
}
