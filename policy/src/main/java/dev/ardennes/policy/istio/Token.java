package dev.ardennes.policy.istio;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The token (JWT) that comes with a request.
public sealed interface Token {
  /// None, or none that is valid: whoever holds no valid token sends none, for an invalid one can
  /// only be refused.
  record None() implements Token {}

  /// A valid token with these claims.
  ///
  /// @param values by the claim's name; a claim inside another by both names as conditions write
  ///   them, `realm_access][roles`
  record Claims(SortedMap<String, List<String>> values) implements Token {
    public Claims {
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /// The claim's values; empty where the token does not have it.
    List<String> of(String name) {
      return values.getOrDefault(name, List.of());
    }
  }

  /// Which tokens the caller holds is not known.
  record Unknown() implements Token {}

  static Token none() {
    return new None();
  }

  static Token unknown() {
    return new Unknown();
  }

  /// A token of this issuer and subject without further claims.
  static Token of(String issuer, String subject) {
    return new Claims(new TreeMap<>(Map.of("iss", List.of(issuer), "sub", List.of(subject))));
  }
}
