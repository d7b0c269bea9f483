package dev.ardennes.policy.facts;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where accounts lie in organisations, for what is shared with all of one or of a unit.
final class Places {
  private static final String ORGANISATION = "aws.organizations.organization";

  /// Deeper than AWS allows units to be nested.
  private static final int MOST_LEVELS = 16;

  private final FactBase facts;

  Places(FactBase facts) {
    this.facts = facts;
  }

  /// Whether the account lies in the organisation or unit, and the resource does not lie in the
  /// account.
  Decision liesBelow(String account, String place, String resource) {
    List<Fact> in = facts.relation("in_account", resource);
    Entity entity = facts.entity(place);
    if (entity == null || in.isEmpty() || in.getFirst().args().get(1).equals(account)) {
      return Conjunction.no("the account shares it, or is not known to be another one");
    }
    String kind = entity.kind();
    if (!kind.startsWith("aws.organizations.")) {
      return Conjunction.no("it is no part of an organisation");
    }
    Decision lies =
        kind.equals(ORGANISATION) ? inOrganisation(account, place) : belowUnit(account, place);
    return Conjunction.and(lies, Conjunction.because(List.of(in.getFirst().id())));
  }

  private Decision inOrganisation(String account, String place) {
    boolean known = !facts.relation("no_organisation", account).isEmpty();
    for (Known entry : entries(account)) {
      for (Fact in : facts.relation("in_organisation", entry.entity)) {
        known |= !Unknown.in(in.args().get(1)) && !Unknown.in(place);
        if (in.args().get(1).equals(last(place))) {
          return entry.because(in);
        }
      }
    }
    return known ? Conjunction.no("it is in another organisation") : assumed(account, place);
  }

  private Decision belowUnit(String account, String place) {
    boolean known = !facts.relation("no_organisation", account).isEmpty();
    for (Known entry : entries(account)) {
      Known at = entry;
      for (int depth = 0; depth < MOST_LEVELS; depth++) {
        List<Fact> parents = facts.relation("organisation_member", at.entity);
        if (parents.isEmpty()) {
          break;
        }
        known = true;
        String above = parents.getFirst().args().get(1);
        at = at.above(above, parents.getFirst());
        if (above.equals(place) || id(above).equals(id(place))) {
          return Conjunction.because(at.why);
        }
      }
    }
    return known ? Conjunction.no("it lies elsewhere") : assumed(account, place);
  }

  /// Something of the organisation, and the facts by which an account is or lies below it.
  private record Known(String entity, List<String> why) {
    Decision because(Fact fact) {
      return Conjunction.because(above(entity, fact).why);
    }

    Known above(String entity, Fact fact) {
      List<String> all = new ArrayList<>(why);
      all.add(fact.id());
      return new Known(entity, all);
    }
  }

  /// The account, and what its organisation knows it by.
  private List<Known> entries(String account) {
    List<Known> entries = new ArrayList<>();
    entries.add(new Known(account, List.of()));
    for (Fact member : facts.relation("manages_member")) {
      if (member.args().get(1).equals(account)) {
        entries.add(new Known(member.args().get(2), List.of(member.id())));
      }
    }
    return entries;
  }

  private Decision assumed(String account, String place) {
    String says = "account " + name(account) + " lies in " + name(place) + " of its organisation";
    return Conjunction.assuming(Assumption.of(Assumption.Kind.NOT_COLLECTED, says), List.of());
  }

  private String name(String id) {
    Entity entity = facts.entity(id);
    return entity == null ? id : entity.name();
  }

  private String id(String unit) {
    return last(Objects.requireNonNullElse(arn(unit), unit));
  }

  private @Nullable String arn(String unit) {
    return facts.second("arn", unit);
  }

  /// What follows the last `/` outside unknown parts.
  private static String last(String text) {
    boolean unknown = text.endsWith(String.valueOf(Unknown.CLOSE));
    return text.substring(unknown ? text.lastIndexOf(Unknown.OPEN) : text.lastIndexOf('/') + 1);
  }
}
