package dev.ardennes.policy.facts;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.AwsRequest;
import java.util.List;
import java.util.Map;

/// Whether a function's policy lets everybody call the function by its URL.
///
/// A URL made since October 2025 needs both permissions; for older ones AWS made an exception,
/// which no configuration shows.
///
/// Source: "Control access to Lambda function URLs" in the AWS Lambda developer guide.
final class FunctionUrls {
  private static final AwsRequest.Context BY_URL =
      AwsRequest.Context.of(
          Map.of("lambda:FunctionUrlAuthType", "NONE", "lambda:InvokedViaFunctionUrl", "true"));

  private FunctionUrls() {}

  static Decision letsEverybodyIn(AwsDecisions aws, String function) {
    Decision url = ask(aws, "lambda:InvokeFunctionUrl", function);
    Decision invoke = ask(aws, "lambda:InvokeFunction", function);
    if (url.verdict() == Verdict.NO || invoke.verdict() != Verdict.NO) {
      return Conjunction.and(url, invoke);
    }
    Assumption exempt =
        Assumption.of(
            Assumption.Kind.CONDITION,
            "the URL of `"
                + function
                + "` is older than October 2025 and still needs no permission for"
                + " `lambda:InvokeFunction`");
    return Conjunction.and(url, Conjunction.assuming(exempt, List.of()));
  }

  private static Decision ask(AwsDecisions aws, String action, String function) {
    return aws.decide(AwsRequest.of("*", action, function).withContext(BY_URL));
  }
}
