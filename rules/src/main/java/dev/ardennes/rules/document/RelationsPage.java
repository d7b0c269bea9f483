package dev.ardennes.rules.document;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Relation;
import java.util.List;
import java.util.stream.Collectors;

/// The relation catalogue as a page for people.
final class RelationsPage {
  private RelationsPage() {}

  static String of(Catalogue catalogue) {
    StringBuilder out = new StringBuilder();
    out.append("<!-- Generated from the relation catalogue; -Dgolden=write writes it anew. -->\n");
    out.append("# Relations\n\n");
    out.append("Every predicate that facts and [techniques](../techniques/README.md) may use.\n\n");
    types(catalogue, out);
    for (Relation.Origin origin : Relation.Origin.values()) {
      relations(catalogue, origin, out);
    }
    changedState(catalogue, out);
    return out.toString();
  }

  private static void types(Catalogue catalogue, StringBuilder out) {
    out.append("## Types\n\n");
    out.append("A variable may stand in two columns if one type is the other or narrower.\n\n");
    out.append(Markdown.head("type", "is a", "means"));
    for (Catalogue.Type type : catalogue.types()) {
      String parent = type.parent();
      out.append(
          Markdown.row(
              List.of(
                  Markdown.code(type.name()),
                  parent == null ? "" : Markdown.code(parent),
                  Markdown.cell(type.means()))));
    }
  }

  private static String title(Relation.Origin origin) {
    return switch (origin) {
      case COLLECTED -> "Collected: what a source states";
      case COMPUTED -> "Computed: what a policy engine decides when asked";
      case DERIVED -> "Derived: what follows from facts, whoever attacks";
      case ATTACKER -> "Attacker: what the attacker has";
    };
  }

  private static void relations(Catalogue catalogue, Relation.Origin origin, StringBuilder out) {
    out.append("\n## ").append(title(origin)).append("\n\n");
    boolean absence = origin == Relation.Origin.COLLECTED || origin == Relation.Origin.DERIVED;
    out.append(
        absence
            ? Markdown.head("relation", "means", "where it is absent")
            : Markdown.head("relation", "means"));
    for (Relation relation : catalogue.relations()) {
      if (relation.origin() == origin) {
        String signature = Markdown.code(signature(relation));
        String means = Markdown.cell(relation.means());
        out.append(
            Markdown.row(
                absence
                    ? List.of(signature, means, Markdown.cell(relation.absent()))
                    : List.of(signature, means)));
      }
    }
  }

  /// `member(user: user, group: group)`, a column's type left out where it is the column's name.
  private static String signature(Relation relation) {
    return relation.columns().stream()
        .map(c -> c.name().equals(c.type()) ? c.name() : c.name() + ": " + c.type())
        .collect(Collectors.joining(", ", relation.name() + "(", ")"));
  }

  private static void changedState(Catalogue catalogue, StringBuilder out) {
    out.append("\n## Changed state\n\n");
    out.append(
        "A rule that asks one of these decisions is also tried in its second form, with the\n");
    out.append("premise that the attacker has gained the change.\n\n");
    out.append(Markdown.head("premise", "decision", "is asked as"));
    for (Catalogue.ChangedState state : catalogue.changedStates()) {
      state
          .use()
          .forEach(
              (decision, changed) ->
                  out.append(
                      Markdown.row(
                          List.of(
                              Markdown.code(state.when() + "(P)"),
                              Markdown.code(decision + "(P, ...)"),
                              Markdown.code(changed + "(P, ...)")))));
    }
  }
}
