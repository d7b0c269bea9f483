package dev.ardennes.engine.decisions;

import dev.ardennes.engine.attack.Decision;
import dev.ardennes.engine.attack.Decision.Reasons;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Why questions hold that must be answered alike, such as may one role change each of a thousand
/// functions: the reasons of one are those of another with the one thing in the place of the other.
///
/// That is tried with the first two. Where it is so, the others are not decided again, unless a
/// fact about the first thing has no like about the other.
final class AlikeReasons {
  private final FactBase facts;
  private final Map<List<String>, Known> known = new HashMap<>();

  AlikeReasons(FactBase facts) {
    this.facts = facts;
  }

  /// The reasons of the first of some questions, and whether those of others follow from them.
  private static final class Known {
    private final String thing;
    private final Reasons reasons;
    private boolean tried;
    private boolean leads;

    Known(String thing, Reasons reasons) {
      this.thing = thing;
      this.reasons = reasons;
    }
  }

  /// The reasons of one question.
  ///
  /// @param question what it shares with those that must be answered alike
  /// @param thing what tells it from them
  Reasons of(List<String> question, String thing, Supplier<Reasons> anew) {
    Known first = known.get(question);
    if (first == null) {
      Reasons reasons = anew.get();
      known.put(question, new Known(thing, reasons));
      return reasons;
    }
    Reasons like = first.leads || !first.tried ? about(first, thing) : null;
    if (like != null && first.leads) {
      return like;
    }
    Reasons reasons = anew.get();
    if (!first.tried && !thing.equals(first.thing)) {
      first.tried = true;
      first.leads = reasons.equals(like);
    }
    return reasons;
  }

  /// The reasons with another thing in them; null where a fact about it is missing.
  private @Nullable Reasons about(Known first, String thing) {
    List<Decision.Support> supports = new ArrayList<>();
    for (Decision.Support support : first.reasons.supports()) {
      List<Fact> because = new ArrayList<>();
      for (Fact fact : support.facts()) {
        Fact like = fact.args().contains(first.thing) ? about(fact, first.thing, thing) : fact;
        if (like == null) {
          return null;
        }
        because.add(like);
      }
      because.sort(Comparator.comparing(Fact::id));
      supports.add(new Decision.Support(because, support.assumptions()));
    }
    return new Reasons(supports, first.reasons.complete());
  }

  private @Nullable Fact about(Fact fact, String one, String other) {
    String[] args =
        fact.args().stream().map(arg -> arg.equals(one) ? other : arg).toArray(String[]::new);
    return facts.fact(fact.relation(), args);
  }
}
