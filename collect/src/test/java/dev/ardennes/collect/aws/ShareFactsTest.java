package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShareFactsTest {
  private static final String LOGIN = "aws/default/aws_ssm_parameter.login ";
  @TempDir Path folder;

  private List<String> shareable(String attributes) {
    String terraform =
        """
        resource "aws_kms_key" "own" {}
        resource "aws_ssm_parameter" "login" {
          name  = "login"
          value = "x"
          %s
        }
        """
            .formatted(attributes);
    return Facts.of(folder, Map.of("main.tf", terraform)).all("shareable");
  }

  @Test
  void parameterOfTheAdvancedTierCanBeShared() {
    assertThat(shareable("type = \"String\"\ntier = \"Advanced\""))
        .containsExactly(LOGIN + "plain");
  }

  @Test
  void encryptedOneOnlyUnderAKeyOfOnesOwn() {
    assertThat(
            shareable("type = \"SecureString\"\ntier = \"Advanced\"\nkey_id = aws_kms_key.own.arn"))
        .containsExactly(LOGIN + "key");
    assertThat(shareable("type = \"SecureString\"\ntier = \"Advanced\"")).isEmpty();
    assertThat(
            shareable("type = \"SecureString\"\ntier = \"Advanced\"\nkey_id = \"alias/aws/ssm\""))
        .isEmpty();
  }

  @Test
  void otherTiersCannot() {
    assertThat(shareable("type = \"String\"")).isEmpty();
    assertThat(shareable("type = \"String\"\ntier = \"Standard\"")).isEmpty();
    assertThat(shareable("type = \"String\"\ntier = var.tier")).isEmpty();
  }

  @Test
  void templatesOfCloudFormationSayTheSame() {
    String template =
        """
        AWSTemplateFormatVersion: "2010-09-09"
        Resources:
          Login: {Type: "AWS::SSM::Parameter", Properties: {Name: login, Type: String, Value: x, Tier: Advanced}}
          Other: {Type: "AWS::SSM::Parameter", Properties: {Name: other, Type: String, Value: x}}
        """;
    assertThat(Facts.of(folder, Map.of("stack.yaml", template)).all("shareable"))
        .singleElement()
        .asString()
        .contains("Login")
        .endsWith(" plain");
  }
}
