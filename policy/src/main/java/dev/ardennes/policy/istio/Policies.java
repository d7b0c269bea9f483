package dev.ardennes.policy.istio;

import java.util.List;
import java.util.SortedMap;

/// The parsed policies.
final class Policies {
  private Policies() {}

  /// What a policy does to what it matches.
  enum Action {
    ALLOW,
    DENY,
    AUDIT,
    CUSTOM,
    UNKNOWN
  }

  /// Whether a policy is enforced, or only logs what it would do.
  enum Enforced {
    YES,
    NO,
    UNKNOWN
  }

  /// An AuthorizationPolicy.
  ///
  /// @param number its place among all policies, for short keys
  /// @param provider of [Action#CUSTOM]
  record Authorization(
      int number,
      String id,
      String namespace,
      String factId,
      Selection selection,
      Action action,
      String provider,
      Enforced enforced,
      List<Rule> rules) {
    Authorization {
      rules = List.copyOf(rules);
    }
  }

  /// A PeerAuthentication.
  ///
  /// @param known whether its modes are
  record PeerAuthentication(
      String id,
      String namespace,
      String factId,
      Selection selection,
      MutualTls mode,
      SortedMap<Integer, MutualTls> ports,
      boolean known) {}

  /// A RequestAuthentication.
  ///
  /// @param known whether its rules are
  record RequestAuthentication(
      String id,
      String namespace,
      String factId,
      Selection selection,
      List<Issuer> issuers,
      boolean known) {
    RequestAuthentication {
      issuers = List.copyOf(issuers);
    }
  }

  /// One issuer whose tokens are valid.
  ///
  /// @param audiences of which a token must have one; empty for any
  /// @param forwards whether the token goes on to where the request goes
  record Issuer(String name, List<String> audiences, boolean forwards) {
    Issuer {
      audiences = List.copyOf(audiences);
    }
  }
}
