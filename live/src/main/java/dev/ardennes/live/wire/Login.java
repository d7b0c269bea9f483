package dev.ardennes.live.wire;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import tools.jackson.databind.JsonNode;

/// Whose credentials sign a call. They are kept in memory only, and no text that this program
/// writes has them.
public interface Login {
  /// The credentials that hold now.
  ///
  /// @throws CallFailure where a role cannot be assumed
  AwsCredentials credentials(Calls calls) throws CallFailure;

  /// The ones of the last call have expired.
  ///
  /// @return whether there can be others
  default boolean renew() {
    return false;
  }

  /// The SDK's own: the default chain, or a profile. It renews them by itself.
  static Login of(AwsCredentialsProvider provider) {
    return calls -> provider.resolveCredentials();
  }

  /// A role, assumed when it is first needed and again when its credentials have expired.
  ///
  /// @param region where the session is asked for
  static Login role(Login base, String region, String arn, @Nullable String externalId) {
    return new Role(base, region, arn, externalId, new AtomicReference<>());
  }

  /// @param current the credentials that hold; nothing before the first call
  record Role(
      Login base,
      String region,
      String arn,
      @Nullable String externalId,
      AtomicReference<@Nullable AwsCredentials> current)
      implements Login {
    private static final String SESSION = "ardennes-collect";

    @Override
    public AwsCredentials credentials(Calls calls) throws CallFailure {
      AwsCredentials known = current.get();
      if (known != null) {
        return known;
      }
      synchronized (current) {
        AwsCredentials other = current.get();
        return other == null ? assume(calls) : other;
      }
    }

    private AwsCredentials assume(Calls calls) throws CallFailure {
      Map<String, String> parameters =
          externalId == null
              ? Map.of("RoleArn", arn, "RoleSessionName", SESSION)
              : Map.of("RoleArn", arn, "RoleSessionName", SESSION, "ExternalId", externalId);
      JsonNode answer = calls.call(base, region, Operation.ASSUME_ROLE, parameters);
      JsonNode given = answer.path("Credentials");
      String id = given.path("AccessKeyId").asString("");
      String secret = given.path("SecretAccessKey").asString("");
      String token = given.path("SessionToken").asString("");
      if (id.isEmpty() || secret.isEmpty()) {
        throw CallFailure.malformed(Operation.ASSUME_ROLE, "the answer has no credentials");
      }
      AwsCredentials fresh =
          token.isEmpty()
              ? AwsBasicCredentials.create(id, secret)
              : AwsSessionCredentials.create(id, secret, token);
      current.set(fresh);
      return fresh;
    }

    @Override
    public boolean renew() {
      current.set(null);
      return true;
    }
  }
}
