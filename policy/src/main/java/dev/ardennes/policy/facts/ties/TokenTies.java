package dev.ardennes.policy.facts.ties;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.aws.TokenTrust;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which roles let in the tokens of public services: those of an organisation or repository that is
/// known by name, and those of strangers.
final class TokenTies {
  static final String TRUSTS_SOURCE = "trusts_source";
  static final String TRUSTS_OUTSIDERS = "trusts_outsiders";
  private static final String ROLE = "aws.iam.role";

  private final FactBase facts;
  private final TokenTrust trust;
  private @Nullable List<String> roles;

  TokenTies(FactBase facts, TokenTrust trust) {
    this.facts = facts;
    this.trust = trust;
  }

  /// Whether some token that the source gets lets its holder in.
  Decision trustsSource(String role, String source) {
    Decision all = Conjunction.no("it gets no tokens");
    for (Fact gets : facts.relation("token_source", source)) {
      List<String> because = new ArrayList<>(ClusterTies.names(facts, role));
      because.add(gets.id());
      Decision lets = trust.source(role, gets.args().get(1), gets.args().get(2)).decision();
      all = Conjunction.and(lets, Conjunction.because(because));
      if (!all.alternatives().isEmpty()) {
        break;
      }
    }
    return all;
  }

  Decision trustsOutsiders(String role, String issuer) {
    return Conjunction.and(
        trust.outsiders(role, issuer).decision(),
        Conjunction.because(ClusterTies.names(facts, role)));
  }

  /// The roles that may trust tokens of the source: those that trust a public issuer, where the
  /// source gets tokens at all.
  List<String> roles(String source) {
    return facts.relation("token_source", source).isEmpty() ? List.of() : roles();
  }

  private List<String> roles() {
    List<String> known = roles;
    if (known == null) {
      List<String> found = new ArrayList<>();
      for (Entity entity : facts.entities()) {
        if (entity.kind().equals(ROLE) && !trust.issuers(entity.id()).isEmpty()) {
          found.add(entity.id());
        }
      }
      known = List.copyOf(found);
      roles = known;
    }
    return known;
  }

  List<String> issuers(String role) {
    return List.copyOf(trust.issuers(role));
  }
}
