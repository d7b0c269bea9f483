package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A function that a service may invoke, for its own account or for anybody's.
final class ConfusedDeputyTest {
  @TempDir private Path folder = Path.of("");

  private String invoked(String source) throws IOException {
    String terraform =
        """
        resource "aws_iam_role" "resize" {
          name               = "resize"
          assume_role_policy = "{}"
        }
        resource "aws_lambda_function" "resize" {
          function_name = "resize"
          role          = aws_iam_role.resize.arn
        }
        resource "aws_lambda_permission" "uploads" {
          function_name = aws_lambda_function.resize.function_name
          action        = "lambda:InvokeFunction"
          principal     = "s3.amazonaws.com"
          %s
        }
        """
            .formatted(source);
    return new TrustEstate(folder)
        .scan(terraform, "--target", "*resize*", "--full")
        .path("paths")
        .toString();
  }

  @Test
  void permissionThatNamesItsBucketIsForThatBucket() throws IOException {
    assertThat(invoked("source_arn = \"arn:aws:s3:::northwind-uploads\""))
        .doesNotContain("aws.lambda.invoke-through-service");
  }

  @Test
  void permissionWithoutSourceIsForEverybodysBuckets() throws IOException {
    assertThat(invoked("")).contains("aws.lambda.invoke-through-service");
  }
}
