package dev.ardennes.policy.facts;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.Hypothesis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the places of things say: whether two lie in one account, and what of an account is shown.
final class Accounts {
  private final FactBase facts;

  Accounts(FactBase facts) {
    this.facts = facts;
  }

  Decision same(String one, String other) {
    Fact first = first("in_account", one);
    Fact second = first("in_account", other);
    return first != null && second != null && first.args().get(1).equals(second.args().get(1))
        ? Conjunction.because(List.of(first.id(), second.id()))
        : Conjunction.no("they are not known to be of one account");
  }

  Decision different(String one, String other) {
    Fact first = first("in_account", one);
    Fact second = first("in_account", other);
    return first != null && second != null && !first.args().get(1).equals(second.args().get(1))
        ? Conjunction.because(List.of(first.id(), second.id()))
        : Conjunction.no("they are not known to be of different accounts");
  }

  /// An account of which nothing is shown but that others let it in stands for its principals.
  Decision actsFor(String principal, String account) {
    Entity entity = facts.entity(account);
    boolean outside =
        principal.equals(account)
            && entity != null
            && entity.kind().equals("aws.account")
            && facts.relation("kind", account).isEmpty();
    return outside ? Conjunction.TRUE : Conjunction.no("its principals are shown");
  }

  private @Nullable Fact first(String relation, String entity) {
    List<Fact> found = facts.relation(relation, entity);
    return found.isEmpty() ? null : found.getFirst();
  }

  Decision uncovered(String entity, String relation) {
    String account = facts.second("in_account", entity);
    boolean covered = facts.fact("covered", account == null ? entity : account, relation) != null;
    return covered || !facts.relation(relation, entity).isEmpty()
        ? Conjunction.no("a source shows it")
        : Conjunction.TRUE;
  }

  /// A principal that no source declares, in an account of which no source shows every principal.
  Decision unseen(String principal) {
    String account = facts.second("in_account", principal);
    boolean shown =
        !facts.relation("kind", principal).isEmpty()
            || (account != null && facts.fact("covered", account, "trust_policy") != null);
    return shown ? Conjunction.no("a source shows it") : Conjunction.TRUE;
  }

  /// Whether the principal controls its own account.
  Decision administrator(
      AwsDecisions aws, String principal, String account, Hypothesis hypothesis) {
    Fact in = facts.fact("in_account", principal, account);
    if (in == null) {
      return Conjunction.no("it belongs to another account");
    }
    return Conjunction.and(
        aws.administrator(principal, hypothesis), Conjunction.because(List.of(in.id())));
  }
}
