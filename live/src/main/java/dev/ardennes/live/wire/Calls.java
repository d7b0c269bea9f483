package dev.ardennes.live.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.AdaptiveRetryStrategy;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;
import tools.jackson.databind.JsonNode;

/// Sends [Operation]s and nothing else: signed, tried again where AWS is busy, bounded in size.
/// Safe for use by several threads.
public final class Calls implements AutoCloseable {
  private static final int MOST_BYTES = 64 << 20;
  private static final int MOST_PAGES = 20_000;
  private static final int ATTEMPTS = 8;
  private static final int OK_FROM = 200;
  private static final int OK_BELOW = 300;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /// Takes one page of an answer.
  @FunctionalInterface
  public interface PageReader {
    void page(JsonNode page) throws CallFailure;
  }

  private final SdkHttpClient http;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final Endpoints endpoints;
  private final Pause pause;
  private final Map<Service, RetryStrategy> strategies = new ConcurrentHashMap<>();
  private final AtomicLong sent = new AtomicLong();

  public Calls(@Nullable URI endpoint, Pause pause) {
    this.http =
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER).build();
    this.endpoints = new Endpoints(endpoint);
    this.pause = pause;
  }

  /// How many requests were sent so far.
  public long sent() {
    return sent.get();
  }

  /// All pages of the answer, one after the other.
  ///
  /// @throws CallFailure where one of them cannot be had; the pages before it have been taken
  public void pages(
      Login login,
      String region,
      Operation operation,
      Map<String, String> parameters,
      PageReader reader)
      throws CallFailure {
    Map<String, String> asked = new LinkedHashMap<>(parameters);
    Set<String> seen = new HashSet<>();
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode answer = call(login, region, operation, asked);
      reader.page(answer);
      String next = answer.path(operation.paging().out()).asString("");
      if (operation.paging().out().isEmpty() || next.isEmpty()) {
        return;
      }
      if (!seen.add(next)) {
        break;
      }
      asked.put(operation.paging().in(), next);
    }
    throw CallFailure.malformed(operation, "the pages of the answer do not end");
  }

  /// The answer to one request.
  ///
  /// @throws CallFailure where there is none, after all attempts
  public JsonNode call(
      Login login, String region, Operation operation, Map<String, String> parameters)
      throws CallFailure {
    RetryStrategy strategy = strategies.computeIfAbsent(operation.service(), ignored -> strategy());
    AcquireInitialTokenResponse start =
        strategy.acquireInitialToken(AcquireInitialTokenRequest.create(region));
    RetryToken token = start.token();
    sleep(operation, start.delay());
    boolean renewed = false;
    while (true) {
      try {
        JsonNode answer = once(login, region, operation, parameters);
        strategy.recordSuccess(RecordSuccessRequest.create(token));
        return answer;
      } catch (CallFailure failure) {
        if (failure.expired() && !renewed && login.renew()) {
          renewed = true;
        } else {
          token = again(strategy, token, failure);
        }
      }
    }
  }

  private RetryToken again(RetryStrategy strategy, RetryToken token, CallFailure failure)
      throws CallFailure {
    try {
      RefreshRetryTokenResponse next =
          strategy.refreshRetryToken(
              RefreshRetryTokenRequest.builder().token(token).failure(failure).build());
      sleep(failure.operation(), next.delay());
      return next.token();
    } catch (TokenAcquisitionFailedException exhausted) {
      throw failure;
    }
  }

  /// Exponential, with chance in it, slower for all calls of the service when it says to slow down.
  private static AdaptiveRetryStrategy strategy() {
    return DefaultRetryStrategy.adaptiveStrategyBuilder()
        .maxAttempts(ATTEMPTS)
        .retryOnException(failure -> failure instanceof CallFailure call && call.worthRetrying())
        .treatAsThrottling(failure -> failure instanceof CallFailure call && call.throttled())
        .build();
  }

  private void sleep(Operation operation, Duration time) throws CallFailure {
    try {
      if (time.isPositive()) {
        pause.pause(time);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailure(operation, "Interrupted", 0, "the collection was stopped");
    }
  }

  private JsonNode once(
      Login login, String region, Operation operation, Map<String, String> parameters)
      throws CallFailure {
    AwsCredentials credentials = credentials(login, operation);
    Endpoints.Place place =
        endpoints.of(operation.service(), region, parameters.getOrDefault("AccountId", ""));
    Requests.Request request = Requests.of(operation, place, parameters);
    byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
    boolean s3 = operation.service() == Service.S3;
    SignedRequest signed =
        signer.sign(
            signing ->
                signing
                    .identity(credentials)
                    .request(request.head().build())
                    .payload(() -> new ByteArrayInputStream(body))
                    .putProperty(
                        AwsV4HttpSigner.SERVICE_SIGNING_NAME, operation.service().signing())
                    .putProperty(AwsV4HttpSigner.REGION_NAME, place.region())
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !s3)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !s3));
    return sent(operation, signed, body);
  }

  private AwsCredentials credentials(Login login, Operation operation) throws CallFailure {
    try {
      return login.credentials(this);
    } catch (SdkException e) {
      throw new CallFailure(operation, "NoCredentials", 0, reason(e.getMessage()));
    } catch (RuntimeException e) {
      // Single sign-on throws what it meets when its cached token is not there.
      throw new CallFailure(operation, "NoCredentials", 0, "the sign-in is missing or has ended");
    }
  }

  /// What the SDK says, without what it says of the files that it read.
  private static String reason(@Nullable String says) {
    if (says == null || says.contains("any of the providers in the chain")) {
      return "no credentials were found";
    }
    int files = says.indexOf(": ProfileFile(");
    return Failures.text(files < 0 ? says : says.substring(0, files));
  }

  private JsonNode sent(Operation operation, SignedRequest signed, byte[] body) throws CallFailure {
    sent.incrementAndGet();
    HttpExecuteRequest.Builder request = HttpExecuteRequest.builder().request(signed.request());
    if (((SdkHttpFullRequest) signed.request()).method()
        == software.amazon.awssdk.http.SdkHttpMethod.POST) {
      request.contentStreamProvider(() -> new ByteArrayInputStream(body));
    }
    try {
      HttpExecuteResponse response = http.prepareRequest(request.build()).call();
      int status = response.httpResponse().statusCode();
      byte[] answer = read(operation, response);
      if (status < OK_FROM || status >= OK_BELOW) {
        String type = response.httpResponse().firstMatchingHeader("x-amzn-ErrorType").orElse("");
        throw Failures.of(operation, status, type, answer);
      }
      return Answers.read(operation, answer);
    } catch (IOException e) {
      String host = signed.request().host();
      throw CallFailure.unreachable(operation, "`" + host + "` does not answer");
    }
  }

  private static byte[] read(Operation operation, HttpExecuteResponse response)
      throws IOException, CallFailure {
    InputStream body = response.responseBody().orElse(null);
    if (body == null) {
      return new byte[0];
    }
    try (body) {
      byte[] read = body.readNBytes(MOST_BYTES + 1);
      if (read.length > MOST_BYTES) {
        throw CallFailure.malformed(
            operation, "the answer is longer than " + (MOST_BYTES >> 20) + " MB");
      }
      return read;
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
