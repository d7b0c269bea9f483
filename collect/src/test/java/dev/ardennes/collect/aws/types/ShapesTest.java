package dev.ardennes.collect.aws.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ShapesTest {
  @Test
  void namesBecomeTerraforms() {
    assertThat(Words.snake("KMSMasterKeyID")).isEqualTo("kms_master_key_id");
    assertThat(Words.snake("VpcSecurityGroupIds")).isEqualTo("vpc_security_group_ids");
    assertThat(Words.snake("S3Bucket")).isEqualTo("s3_bucket");
    assertThat(Words.snake("RoleARN")).isEqualTo("role_arn");
    assertThat(Words.snake("name")).isEqualTo("name");
    assertThat(Words.snake("A".repeat(100_000))).hasSize(100_000);
  }

  @Test
  void aTypeThatIsNotListedHasItsNameInTerraformsSpelling() {
    Shape shape = Shapes.ofTemplates().of("AWS::Lambda::CodeSigning");
    assertThat(shape.type()).isEqualTo("aws_lambda_code_signing");
    assertThat(Shapes.ofTemplates().of("Custom::Thing").type()).isEmpty();
  }

  @Test
  void everyPartSaysWhatMakesItAndWhatItIs() {
    for (Shapes shapes : List.of(Shapes.ofTemplates(), Shapes.ofInventory())) {
      shapes
          .all()
          .forEach(
              (type, shape) -> {
                assertThat(type).startsWith("AWS::");
                for (Shape.Part part : shape.parts()) {
                  assertThat(part.each()).as(type).isNotEmpty();
                  assertThat(part.type()).as(type).startsWith("aws_");
                }
              });
    }
  }

  @Test
  void theInventoryDiffersWhereItsTableSaysSoOnly() {
    assertThat(Shapes.ofInventory().of("AWS::SNS::Topic").type()).isEqualTo("aws_sns_topic");
    assertThat(Shapes.ofInventory().of("AWS::IAM::Policy").type()).isEqualTo("aws_iam_policy");
    assertThat(Shapes.ofTemplates().of("AWS::IAM::Policy").type()).isEmpty();
  }
}
