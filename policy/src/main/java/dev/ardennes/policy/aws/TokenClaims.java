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
        List<String> taken =
            claim.getValue().stream()
                .flatMap(value -> owned.owner(value).stream())
                .map(TokenIssuer.Owner::ofOwner)
                .distinct()
                .toList();
        all = all.and(present(claim.getKey())).and(none(claim.getKey(), taken));
      }
    }
    return all;
  }

  /// The tokens with a subject that matches the pattern.
  Formula withSubject(String pattern) {
    List<Glob> values = List.of(Glob.parse(pattern));
    return noWildcards()
        .and(like("sub", ConditionTest.Quantifier.NONE, values, true))
        .and(like("sub", ConditionTest.Quantifier.ALL, values, true));
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
      all = all.and(none(claim.getKey(), ConditionOperator.STRING_EQUALS, starred));
    }
    return all;
  }

  private TokenIssuer.Claim claim(String name) {
    return TokenIssuer.of(issuer)
        .flatMap(known -> known.claim(name))
        .orElse(new TokenIssuer.Claim.Free());
  }

  /// Whose it is, every token says.
  private Formula present(String claim) {
    return tested(
        claim,
        ConditionOperator.NULL,
        ConditionTest.Quantifier.NONE,
        List.of(Glob.literal("false")),
        true);
  }

  private Formula none(String claim, List<String> patterns) {
    return none(
        claim,
        ConditionOperator.STRING_LIKE,
        patterns.stream().map(Glob::parse).toList());
  }

  /// A claim has one value, whether the policy asks for it as one or as several.
  private Formula none(String claim, ConditionOperator operator, List<Glob> values) {
    if (values.isEmpty()) {
      return Formula.TRUE;
    }
    return tested(claim, operator, ConditionTest.Quantifier.NONE, values, false)
        .and(tested(claim, operator, ConditionTest.Quantifier.ANY, values, false));
  }

  private Formula like(
      String claim, ConditionTest.Quantifier quantifier, List<Glob> values, boolean holds) {
    return tested(claim, ConditionOperator.STRING_LIKE, quantifier, values, holds);
  }

  private Formula tested(
      String claim,
      ConditionOperator operator,
      ConditionTest.Quantifier quantifier,
      List<Glob> values,
      boolean holds) {
    ConditionTest test = new ConditionTest(issuer + ":" + claim, operator, quantifier, false, values);
    return Formula.of(Literal.tested(test, true, holds, ""));
  }
}
