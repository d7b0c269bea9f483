package dev.ardennes.collect.aws;

import dev.ardennes.collect.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What Cognito lets guests of an identity pool do at most when it makes the session itself, as
/// "IAM roles" in the Cognito developer guide documents it: a policy in the request, and a managed
/// policy beside it. What either allows is let through.
final class GuestScope {
  static final String MANAGED = "AmazonCognitoUnAuthedIdentitiesSessionPolicy";

  /// AWS's own, the same for all pools.
  static final String DOCUMENT = "aws:cognito/guests";

  static final String NAME = "what Cognito lets guests do";

  private static final List<String> ACTIONS =
      List.of(
          "appsync:*",
          "cloudwatch:*",
          "codewhisperer:*",
          "cognito-identity:*",
          "cognito-idp:*",
          "cognito-sync:*",
          "comprehend:*",
          "dynamodb:*",
          "execute-api:*",
          "firehose:*",
          "gamelift:*",
          "iot:*",
          "kinesis:*",
          "lambda:*",
          "lex:*",
          "logs:*",
          "machinelearning:*",
          "mobileanalytics:*",
          "mobiletargeting:*",
          "personalize:*",
          "polly:*",
          "rekognition:*",
          "s3:*",
          "sagemaker:InvokeEndpoint",
          "sdb:*",
          "ses:*",
          "sns:*",
          "sqs:*",
          "textract:AnalyzeDocument",
          "textract:DetectDocumentText",
          "transcribe:*",
          "translate:*");

  private GuestScope() {}

  static Json.Obj statement() {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("Sid", text("GuestsOfIdentityPools"));
    members.put("Effect", text("Allow"));
    members.put(
        "Action", new Json.Arr(ACTIONS.stream().map(GuestScope::text).toList(), Json.Place.NONE));
    members.put("Resource", text("*"));
    return new Json.Obj(members, Json.Place.NONE);
  }

  private static Json text(String text) {
    return new Json.Text(text, Json.Place.NONE);
  }
}
