package dev.ardennes.policy.facts;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.List;

/// What decisions rest on for what they are about.
///
/// The facts that say which ARNs the arguments have, in which accounts they lie and that the
/// accounts are shown, in which organisation, whose session a session is and where it is used, and
/// what tags say that policies ask about, belong to every reason: without them the same statements
/// would decide otherwise.
final class ArgumentFacts {
  private final FactBase facts;
  private final TagsAsked tags;

  ArgumentFacts(FactBase facts) {
    this.facts = facts;
    this.tags = new TagsAsked(facts);
  }

  Decision with(Decision decision, List<String> args) {
    if (decision.alternatives().isEmpty() || Conjunction.TRUE.equals(decision)) {
      return decision;
    }
    List<String> because = new ArrayList<>();
    List<String> about = withRoles(args, because);
    for (String arg : about) {
      name(arg, because);
      for (Fact in : facts.relation("in_account", arg)) {
        because.add(in.id());
        name(in.args().get(1), because);
        for (String relation : FactModel.ABOUT_ACCOUNTS) {
          facts.relation(relation, in.args().get(1)).forEach(fact -> because.add(fact.id()));
        }
      }
    }
    Decision tagged = tags.with(decision, about);
    return because.isEmpty() ? tagged : Conjunction.and(tagged, Conjunction.because(because));
  }

  /// The arguments, and the roles of those that are sessions.
  private List<String> withRoles(List<String> args, List<String> because) {
    List<String> about = new ArrayList<>(args);
    for (String arg : args) {
      for (Fact session : facts.relation("session_of", arg)) {
        because.add(session.id());
        facts.relation("located_in", arg).forEach(located -> because.add(located.id()));
        facts.relation("passes", arg).forEach(passes -> because.add(passes.id()));
        about.add(session.args().get(1));
      }
    }
    return about;
  }

  private void name(String entity, List<String> because) {
    facts.relation("arn", entity).forEach(arn -> because.add(arn.id()));
  }
}
