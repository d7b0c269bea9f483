package dev.ardennes.live.wire;

import java.util.Locale;
import java.util.Set;

/// A call that gave no answer: refused, impossible, or not understood.
public final class CallFailure extends Exception {
  private static final long serialVersionUID = 1;

  /// The answer is no answer of AWS.
  public static final String MALFORMED = "MalformedAnswer";

  /// Nothing answered.
  public static final String UNREACHABLE = "Unreachable";

  private static final Set<String> DENIALS =
      Set.of(
          "accessdenied",
          "accessdeniedexception",
          "unauthorizedoperation",
          "unauthorizedaccess",
          "authorizationerror",
          "notauthorized",
          "notauthorizedexception",
          "kmsaccessdeniedexception",
          "allaccessdisabled",
          "optinrequired");
  private static final Set<String> THROTTLES =
      Set.of(
          "throttling",
          "throttlingexception",
          "throttledexception",
          "requestthrottled",
          "requestthrottledexception",
          "requestlimitexceeded",
          "toomanyrequestsexception",
          "slowdown",
          "bandwidthlimitexceeded",
          "limitexceededexception",
          "priorrequestnotcomplete",
          "ec2throttledexception",
          "provisionedthroughputexceededexception");
  private static final Set<String> EXPIRED =
      Set.of("expiredtoken", "expiredtokenexception", "requestexpired");

  /// A report of credentials takes AWS some seconds.
  private static final String NOT_READY = "ReportInProgress";

  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY = 429;
  private static final int FORBIDDEN = 403;

  private final Operation operation;
  private final String code;
  private final int status;

  CallFailure(Operation operation, String code, int status, String message) {
    super(message, null, false, false);
    this.operation = operation;
    this.code = code;
    this.status = status;
  }

  /// An answer of AWS that is no use.
  public static CallFailure malformed(Operation operation, String message) {
    return new CallFailure(operation, MALFORMED, 200, message);
  }

  static CallFailure unreachable(Operation operation, String message) {
    return new CallFailure(operation, UNREACHABLE, 0, message);
  }

  public Operation operation() {
    return operation;
  }

  /// As AWS names it: `AccessDenied`.
  public String code() {
    return code;
  }

  /// What AWS says about it, or this program.
  public String says() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /// Whether the permission is missing.
  public boolean denied() {
    return DENIALS.contains(lower())
        || says().contains("not authorized to perform")
        || says().contains("HandlerErrorCode: AccessDenied")
        || (status == FORBIDDEN && code.isEmpty());
  }

  /// Whether the code is one of these.
  public boolean is(String... codes) {
    return Set.of(codes).contains(code);
  }

  boolean throttled() {
    return THROTTLES.contains(lower()) || status == TOO_MANY;
  }

  boolean expired() {
    return EXPIRED.contains(lower());
  }

  boolean worthRetrying() {
    return throttled()
        || status >= SERVER_ERROR
        || code.equals(UNREACHABLE)
        || code.equals(NOT_READY);
  }

  private String lower() {
    return code.toLowerCase(Locale.ROOT);
  }
}
