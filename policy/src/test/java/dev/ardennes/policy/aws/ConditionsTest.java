package dev.ardennes.policy.aws;

import static dev.ardennes.policy.aws.Scene.ADMIN;
import static dev.ardennes.policy.aws.Scene.DEV;
import static dev.ardennes.policy.aws.Scene.allowIf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionsTest {
  /// The first column is an operator, the second the policy's value, the third the request's (`-`
  /// absent, `+` between several).
  @ParameterizedTest
  @CsvSource({
    "StringEquals, red, red, YES",
    "StringEquals, red, Red, NO",
    "StringEquals, r*, red, NO",
    "StringEquals, red, -, NO",
    "StringEqualsIfExists, red, -, YES",
    "StringEqualsIfExists, red, blue, NO",
    "StringNotEquals, red, blue, YES",
    "StringNotEquals, red, red, NO",
    "StringNotEquals, red, -, YES",
    "StringEqualsIgnoreCase, RED, red, YES",
    "StringNotEqualsIgnoreCase, RED, red, NO",
    "StringLike, r?d*, red-1, YES",
    "StringLike, r?d, rd, NO",
    "StringNotLike, r*, blue, YES",
    "NumericEquals, 10, 10.0, YES",
    "NumericLessThan, 10, 9, YES",
    "NumericLessThan, 10, 10, NO",
    "NumericLessThanEquals, 10, 10, YES",
    "NumericGreaterThan, 10, ten, NO",
    "NumericGreaterThanEquals, 10, 10, YES",
    "NumericNotEquals, 10, 11, YES",
    "DateLessThan, 2026-06-01, 2026-05-31T23:59:59Z, YES",
    "DateGreaterThan, 2026-06-01T00:00:00Z, 1780272001, YES",
    "DateEquals, 2026-06-01T00:00:00Z, 2026-06-01T02:00:00+02:00, YES",
    "DateGreaterThanEquals, 2026-06-01T00:00:00Z, yesterday, NO",
    "Bool, true, True, YES",
    "Bool, true, false, NO",
    "BoolIfExists, false, -, YES",
    "BinaryEquals, QQ==, QQ==, YES",
    "IpAddress, 10.0.0.0/8, 10.9.8.7, YES",
    "IpAddress, 10.0.0.0/8, 11.0.0.1, NO",
    "IpAddress, 2001:db8::/32, 2001:db8:1::7, YES",
    "IpAddress, 10.0.0.0/8, 2001:db8::1, NO",
    "NotIpAddress, 192.0.2.0/25, 192.0.2.200, YES",
    "ArnLike, arn:aws:sns:*:111111111111:t*, arn:aws:sns:us-east-1:111111111111:topic, YES",
    "ArnLike, arn:aws:sns:*, arn:aws:sns:us-east-1:111111111111:topic, NO",
    "ArnEquals, arn:aws:sns:*:*:t*, arn:aws:sns:us-east-1:111111111111:topic, YES",
    "ArnNotEquals, arn:aws:sns:*:*:x*, arn:aws:sns:us-east-1:111111111111:topic, YES",
    "Null, true, -, YES",
    "Null, true, red, NO",
    "Null, false, red, YES",
    "ForAllValues:StringEquals, red, red, YES",
    "ForAllValues:StringEquals, red, red+blue, NO",
    "ForAllValues:StringEquals, red, -, YES",
    "ForAnyValue:StringEquals, red, red+blue, YES",
    "ForAnyValue:StringEquals, red, -, NO",
    "ForAnyValue:StringEqualsIfExists, red, -, NO",
    "ForAnyValue:StringNotEquals, red, red+blue, YES",
    "ForAllValues:StringNotEquals, red, red+blue, NO",
    "StringSounds, red, red, CONDITIONAL",
  })
  void everyOperatorIsDecidedAsDocumented(
      String operator, String wanted, String actual, Verdict expected) {
    Scene scene =
        Scene.account()
            .policy(
                DEV,
                "p",
                allowIf("iam:*", "*", "'" + operator + "':{'aws:Test':'" + wanted + "'}"));
    SortedMap<String, List<String>> values = new TreeMap<>();
    if (!actual.equals("-")) {
      values.put("AWS:test", List.of(actual.split("\\+(?=[a-z])", -1)));
    }
    AwsRequest.Context context =
        new AwsRequest.Context(values, Set.of("aws:test"), false, List.of(), List.of());
    AwsRequest request = AwsRequest.of(DEV, "iam:PassRole", ADMIN).withContext(context);
    assertThat(scene.decisions().decide(request).verdict()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // two tests of one key that is not known, and whether they can hold together
    "StringLike, a*, StringLike, *b, CONDITIONAL",
    "StringLike, a*, StringLike, b*, NO",
    "StringEquals, a, StringNotEquals, a, NO",
    "StringEqualsIgnoreCase, A, StringNotEqualsIgnoreCase, a, NO",
    "NumericLessThan, 5, NumericGreaterThan, 5, NO",
    "NumericLessThanEquals, 5, NumericGreaterThanEquals, 5, CONDITIONAL",
    "Null, true, StringLike, *, NO",
    "Null, true, StringNotLike, a*, CONDITIONAL",
    "Bool, true, Bool, false, NO",
  })
  void conditionsThatCannotHoldTogetherAreANo(
      String first, String value, String second, String other, Verdict expected) {
    String one = "'" + first + "':{'aws:Test':'" + value + "'}";
    String two = "'" + second + "':{'aws:Test':'" + other + "'}";
    Scene scene =
        Scene.account()
            .policy(DEV, "p", allowIf("iam:*", "*", one))
            .boundary(DEV, "b", allowIf("*", "*", two));
    assertThat(scene.may(DEV, "iam:PassRole", ADMIN).verdict()).isEqualTo(expected);
  }
}
