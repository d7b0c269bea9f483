package dev.ardennes.engine.nearest;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Relation;
import dev.ardennes.rules.Mitigation;
import dev.ardennes.rules.Technique;
import dev.ardennes.rules.compile.CompiledRule;
import dev.ardennes.rules.compile.VariableTypes;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A technique's rule with its premises in one list; a block of `some` is part of it.
record SearchedRule(Technique technique, Atom head, List<Premise> premises, VariableTypes types) {
  SearchedRule {
    premises = List.copyOf(premises);
  }

  /// Empty for a rule of which a premise cannot be answered one by one.
  static Optional<SearchedRule> of(Technique technique, CompiledRule compiled) {
    List<Premise> premises = new ArrayList<>();
    boolean whole = add(compiled.rule().body(), technique, premises, "");
    return whole
        ? Optional.of(
            new SearchedRule(
                technique,
                compiled.rule().head(),
                premises,
                VariableTypes.of(compiled.rule(), Catalogue.standard())))
        : Optional.empty();
  }

  private static boolean add(
      List<Literal> body, Technique technique, List<Premise> premises, String block) {
    for (Literal literal : body) {
      boolean added =
          switch (literal) {
            case Literal.Positive positive -> positive(positive.atom(), technique, premises);
            case Literal.Negative negative ->
                premises.add(new Premise(Premise.Kind.ABSENT, negative.atom(), false));
            case Literal.Comparison comparison -> premises.add(comparison(comparison));
            case Literal.Existential some ->
                block.isEmpty() && add(some.body(), technique, premises, "some");
          };
      if (!added) {
        return false;
      }
    }
    return true;
  }

  private static boolean positive(Atom atom, Technique technique, List<Premise> premises) {
    Relation relation = Catalogue.standard().relation(atom.relation());
    if (relation == null || relation.origin() == Relation.Origin.DERIVED) {
      return false;
    }
    boolean names = relation.columns().getLast().type().equals(Catalogue.NAMES);
    Premise.Kind kind =
        switch (relation.origin()) {
          case COLLECTED, DERIVED -> Premise.Kind.STATED;
          case ATTACKER -> Premise.Kind.HELD;
          case COMPUTED -> names ? Premise.Kind.NAMED : Premise.Kind.DECIDED;
        };
    boolean mayMiss =
        switch (kind) {
          case DECIDED, NAMED -> cut(atom, technique);
          case STATED -> isWant(atom, relation) && cut(atom, technique);
          case HELD, ABSENT, EQUAL, DIFFERENT -> false;
        };
    return premises.add(new Premise(kind, atom, mayMiss));
  }

  /// Whether it is about one thing, or asks for a certain word. That two things have nothing to do
  /// with each other is no want of anything.
  private static boolean isWant(Atom atom, Relation relation) {
    return isAboutOne(relation)
        || atom.terms().stream().anyMatch(term -> term instanceof Term.Constant);
  }

  static boolean isAboutOne(Relation relation) {
    return relation.columns().stream()
            .filter(column -> Catalogue.standard().isEntity(column.type()))
            .count()
        == 1;
  }

  private static Premise comparison(Literal.Comparison comparison) {
    Premise.Kind kind =
        comparison.operator() == Literal.Operator.EQUAL
            ? Premise.Kind.EQUAL
            : Premise.Kind.DIFFERENT;
    Atom sides =
        new Atom(
            comparison.operator().sign(),
            List.of(comparison.left(), comparison.right()),
            comparison.position());
    return new Premise(kind, sides, false);
  }

  /// Whether some mitigation of the technique takes the premise away.
  private static boolean cut(Atom atom, Technique technique) {
    Set<String> removed =
        technique.mitigation().items().stream()
            .map(Mitigation::removes)
            .flatMap(List::stream)
            .map(SearchedRule::shape)
            .collect(Collectors.toSet());
    return removed.contains(shape(atom));
  }

  /// The relation with the constants in their columns.
  private static String shape(Atom atom) {
    return atom.relation()
        + atom.terms().stream()
            .map(term -> term instanceof Term.Constant constant ? constant.text() : "_")
            .toList();
  }
}
