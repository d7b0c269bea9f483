package dev.ardennes.analysis;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Relation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Facts as sentences, by the forms of the relation catalogue.
public final class Sentences {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");
  private static final Pattern SID = Pattern.compile("\"Sid\":\"([^\"\\\\]{1,80})\"");
  private final FactBase facts;

  public Sentences(FactBase facts) {
    this.facts = facts;
  }

  /// The fact in words, with names in the place of ids.
  public String of(Fact fact) {
    if (fact.relation().equals("policy_statement")) {
      return statement(fact);
    }
    Relation relation = Catalogue.standard().relation(fact.relation());
    if (relation == null || relation.says().isEmpty()) {
      return fact.relation()
          + " "
          + String.join(", ", fact.args().stream().map(this::name).toList());
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
    String document = fact.args().getFirst();
    return trusted(document)
        .map(role -> which + " of the trust policy of " + name(role))
        .orElse(which + " of " + name(document));
  }

  /// The role whose trust policy the document is.
  private Optional<String> trusted(String document) {
    return facts.relation("trust_policy").stream()
        .filter(trust -> trust.args().get(1).equals(document))
        .map(trust -> trust.args().getFirst())
        .findFirst();
  }

  /// What a change does: the technique's advice and the facts it takes out.
  String change(OfferedChange change) {
    String removed = String.join("; ", change.removes().stream().map(this::of).sorted().toList());
    boolean trust =
        change.removes().stream().anyMatch(f -> trusted(f.args().getFirst()).isPresent());
    if (!change.says().isEmpty() && !trust) {
      return change.says() + " (" + removed + ")";
    }
    boolean statements =
        change.removes().stream().allMatch(f -> f.relation().equals("policy_statement"));
    return statements
        ? "Narrow " + removed
        : change.removes().size() == 1
            ? undone(change.removes().iterator().next())
            : "Undo: " + removed;
  }

  /// Taking out one fact, as one would say it.
  private String undone(Fact fact) {
    List<String> names = fact.args().stream().map(this::name).toList();
    return switch (fact.relation()) {
      case "attached" -> "Detach policy " + names.get(1) + " from " + names.getFirst();
      case "member" -> "Take " + names.getFirst() + " out of group " + names.get(1);
      default -> "Undo: " + of(fact);
    };
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
