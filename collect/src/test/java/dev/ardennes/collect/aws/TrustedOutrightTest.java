package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrustedOutrightTest {
  private static final String DOCUMENT = "aws/default/aws_iam_role.audit/trust ";
  @TempDir Path folder;

  private List<String> named(String statement) {
    String terraform =
        """
        resource "aws_iam_role" "audit" {
          name               = "audit"
          assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", %s }] })
        }
        """
            .formatted(statement);
    return Facts.of(folder, Map.of("main.tf", terraform)).all("names_without_id");
  }

  @Test
  void accountsAndTheirRolesAreNamed() {
    assertThat(
            named(
                """
                Action = "sts:AssumeRole", Principal = { AWS = ["444455556666",
                  "arn:aws:iam::777788889999:root", "arn:aws:iam::777788889999:role/scan"] }"""))
        .containsExactly(
            DOCUMENT + "arn:aws:iam::444455556666:root",
            DOCUMENT + "arn:aws:iam::777788889999:role/scan",
            DOCUMENT + "arn:aws:iam::777788889999:root");
  }

  @Test
  void otherConditionsAskForNoId() {
    assertThat(
            named(
                """
                Action = "sts:AssumeRole", Principal = { AWS = "444455556666" },
                Condition = { IpAddress = { "aws:SourceIp" = "198.51.100.7/32" } }"""))
        .containsExactly(DOCUMENT + "arn:aws:iam::444455556666:root");
  }

  @Test
  void whoIsAskedForAnIdIsNot() {
    assertThat(
            named(
                """
                Action = "sts:AssumeRole", Principal = { AWS = "444455556666" },
                Condition = { StringEquals = { "sts:externalId" = "nw-1" } }"""))
        .isEmpty();
  }

  @Test
  void conditionThatIsNotKnownMayAskForOne() {
    assertThat(
            named(
                """
                Action = "sts:AssumeRole", Principal = { AWS = "444455556666" },
                Condition = var.condition"""))
        .isEmpty();
  }

  @Test
  void servicesEverybodyAndUnknownAccountsAreNot() {
    assertThat(
            named("Action = \"sts:AssumeRole\", Principal = { Service = \"ec2.amazonaws.com\" }"))
        .isEmpty();
    assertThat(named("Action = \"sts:AssumeRole\", Principal = { AWS = \"*\" }")).isEmpty();
    assertThat(named("Action = \"sts:AssumeRole\", Principal = { AWS = var.vendor }")).isEmpty();
  }

  @Test
  void actionThatAssumesNothingIsNoTrust() {
    assertThat(named("Action = \"sts:TagSession\", Principal = { AWS = \"444455556666\" }"))
        .isEmpty();
  }
}
