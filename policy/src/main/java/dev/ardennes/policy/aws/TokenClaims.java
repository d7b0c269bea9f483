package dev.ardennes.policy.aws;

import dev.ardennes.model.TokenIssuer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the claims of a token of a public issuer can say, as a condition beside those of a trust
/// policy.
///
/// A stranger may register any name that is not taken, and those are taken that the policy writes
/// out; so a pattern such as `repo:northwind*` lets in whoever registers `northwind-2`, and
/// `repo:northwind/*` does not.
final class TokenClaims {
  private final String issuer;
  private final Map<String, Set<String>> compared = new TreeMap<>();
  private final Map<String, Set<String>> literal = new TreeMap<>();

  /// @param conditions all conditions of the trust policy
  TokenClaims(String issuer, List<PolicyStatement.Condition> conditions) {
    this.issuer = issuer;
    for (PolicyStatement.Condition condition : conditions) {
      String key = condition.key();
      int colon = key.lastIndexOf(':');
      if (colon > 0 && TokenTrust.isOf(issuer, key.substring(0, colon))) {
        ConditionOperator.Named named = condition.operator();
        boolean pattern = named != null && named.operator().hasPatterns();
        String name = key.substring(colon + 1);
        compared.computeIfAbsent(name, none -> new TreeSet<>()).addAll(condition.values());
        if (!pattern) {
          literal.computeIfAbsent(name, none -> new TreeSet<>()).addAll(condition.values());
        }
      }
    }
  }

  /// The tokens that somebody gets whom no compared value names.
  Formula ofStranger() {
    Formula all = noWildcards();
    for (Map.Entry<String, Set<String>> claim : compared.entrySet()) {
      if (claim(claim.getKey()) instanceof TokenIssuer.Claim.Owned owned) {
        List<Glob> taken =
            claim.getValue().stream()
                .flatMap(value -> owned.owner(value).stream())
                .map(owner -> Glob.parse(owner.ofOwner()))
                .distinct()
                .toList();
        ChosenKey key = key(claim.getKey());
        all = all.and(key.present()).and(key.unlike(taken));
      }
    }
    return all;
  }

  /// The tokens with a subject that matches the pattern.
  Formula withSubject(String pattern) {
    return noWildcards().and(key("sub").like(List.of(Glob.parse(pattern))));
  }

  /// No claim has a `*`, which `StringEquals` would compare as it stands.
  private Formula noWildcards() {
    Formula all = Formula.TRUE;
    for (Map.Entry<String, Set<String>> claim : literal.entrySet()) {
      List<Glob> starred = new ArrayList<>();
      for (String value : claim.getValue()) {
        if (value.indexOf('*') >= 0) {
          starred.add(Glob.literal(value));
        }
      }
      all = all.and(key(claim.getKey()).isNot(starred));
    }
    return all;
  }

  private TokenIssuer.Claim claim(String name) {
    return TokenIssuer.of(issuer)
        .flatMap(known -> known.claim(name))
        .orElse(new TokenIssuer.Claim.Free());
  }

  private ChosenKey key(String claim) {
    return new ChosenKey(issuer + ":" + claim);
  }
}
