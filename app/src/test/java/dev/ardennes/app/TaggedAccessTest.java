package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Access by tags: the tags belong to what a decision rests on, or the checker would refuse it.
final class TaggedAccessTest {
  @TempDir private Path folder = Path.of("");

  private String paths(String tag) throws IOException {
    String terraform =
        """
        resource "aws_iam_user" "dev" {
          name = "dev"
          tags = { team = "shop" }
        }
        resource "aws_iam_access_key" "dev" {
          user = aws_iam_user.dev.name
        }
        resource "aws_iam_user_policy" "dev" {
          user   = aws_iam_user.dev.name
          name   = "dev"
          policy = <<-JSON
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "iam:PutRolePolicy", "Resource": "*",
               "Condition": {"StringEquals": {"aws:ResourceTag/team": "${aws:PrincipalTag/team}"}}},
              {"Effect": "Deny", "Action": "*", "Resource": "*",
               "Condition": {"StringNotEquals": {"aws:PrincipalTag/team": "shop"}}},
              {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]}
          JSON
        }
        resource "aws_iam_role" "ops" {
          name               = "ops"
          tags               = { team = "%s" }
          assume_role_policy = <<-JSON
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
              "Principal": {"AWS": "${aws_iam_user.dev.arn}"}, "Action": "sts:AssumeRole"}]}
          JSON
        }
        """
            .replace("${aws:PrincipalTag", "$${aws:PrincipalTag")
            .formatted(tag);
    return new TrustEstate(folder).scan(terraform).path("paths").toString();
  }

  @Test
  void sameTeamTakesTheAccount() throws IOException {
    assertThat(paths("shop")).contains("aws.iam.put-role-policy");
  }

  @Test
  void otherTeamDoesNot() throws IOException {
    assertThat(paths("bank")).isEqualTo("[]");
  }
}
