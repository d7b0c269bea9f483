package dev.ardennes.analysis;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Relation;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Facts as sentences, by the forms of the relation catalogue.
final class Sentences {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");
  private static final Pattern SID = Pattern.compile("\"Sid\":\"([^\"\\\\]{1,80})\"");
  private final FactBase facts;

  Sentences(FactBase facts) {
    this.facts = facts;
  }

  /// The fact in words, with names in the place of ids.
  String of(Fact fact) {
    if (fact.relation().equals("policy_statement")) {
      return statement(fact);
    }
    Relation relation = Catalogue.standard().relation(fact.relation());
    if (relation == null || relation.says().isEmpty()) {
      return fact.relation() + " " + String.join(", ", fact.args().stream().map(this::name).toList());
    }
    Matcher places = PLACE.matcher(relation.says());
    StringBuilder text = new StringBuilder();
    while (places.find()) {
      places.appendReplacement(
          text, Matcher.quoteReplacement(argument(fact, relation, places.group(1))));
    }
    places.appendTail(text);
    return text.toString();
  }

  private String argument(Fact fact, Relation relation, String column) {
    for (int i = 0; i < relation.arity(); i++) {
      if (relation.columns().get(i).name().equals(column)) {
        return name(fact.args().get(i));
      }
    }
    throw new IllegalStateException(relation.name() + " has no column " + column);
  }

  private String statement(Fact fact) {
    Matcher sid = SID.matcher(fact.args().get(2));
    String which = sid.find() ? "statement " + sid.group(1) : "statement " + fact.args().get(1);
    return which + " of " + name(fact.args().getFirst());
  }

  /// What a change does: the technique's advice and the facts it takes out.
  String change(Changes.Change change) {
    List<String> removed = change.removes().stream().map(this::of).sorted().toList();
    return change.says() + " (" + String.join("; ", removed) + ")";
  }

  /// An entry that has by itself what a target should be kept from.
  String standing(FoundPath path) {
    return name(path.entry().entity())
        + " has full control of "
        + name(path.target().entity())
        + " by itself; "
        + path.entry().why();
  }

  private String name(String arg) {
    Entity entity = facts.entity(arg);
    return entity == null ? arg : Objects.requireNonNull(entity).name();
  }
}
