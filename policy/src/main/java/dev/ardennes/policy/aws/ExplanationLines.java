package dev.ardennes.policy.aws;

import dev.ardennes.policy.Explanation.Line;
import dev.ardennes.policy.Explanation.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/// Says in words what came of a statement.
final class ExplanationLines {
  private ExplanationLines() {}

  static Line line(
      String layer,
      String holder,
      String documentId,
      Document.Numbered numbered,
      StatementMatch.Parts parts,
      Formula when) {
    boolean allow = numbered.statement().allow();
    Outcome outcome = Outcome.DOES_NOT_APPLY;
    if (when.isCertain()) {
      outcome = allow ? Outcome.ALLOWS : Outcome.DENIES;
    } else if (!when.isFalse()) {
      outcome = allow ? Outcome.MAY_ALLOW : Outcome.MAY_DENY;
    }
    return new Line(
        layer,
        holder,
        documentId,
        numbered.factId(),
        outcome,
        says(numbered, parts, when, outcome));
  }

  private static String says(
      Document.Numbered numbered, StatementMatch.Parts parts, Formula when, Outcome outcome) {
    return switch (outcome) {
      case ALLOWS -> "allows it";
      case DENIES -> "denies it";
      case MAY_ALLOW -> "allows it if " + words(when);
      case MAY_DENY -> "denies it if " + words(when);
      case DOES_NOT_APPLY -> reason(numbered.statement(), parts);
    };
  }

  private static String reason(PolicyStatement statement, StatementMatch.Parts parts) {
    if (parts.action().isFalse()) {
      return "is about other actions";
    }
    if (parts.resource().isFalse()) {
      return "is about other resources";
    }
    if (parts.condition().isFalse()) {
      return "its condition does not hold: "
          + statement.conditions().stream()
              .map(c -> "`" + c.operatorText() + "` on `" + c.key() + "` " + c.values())
              .collect(Collectors.joining(", "));
    }
    return "names other principals";
  }

  private static String words(Formula formula) {
    return formula.terms().stream()
        .limit(3)
        .map(term -> words(term.literals()))
        .collect(Collectors.joining("; or "));
  }

  static String words(List<Literal> literals) {
    return literals.stream().map(ExplanationLines::words).collect(Collectors.joining(" and "));
  }

  private static String words(Literal literal) {
    return switch (literal.content()) {
      case Literal.Assumed assumed -> literal.holds() ? assumed.says() : assumed.denies();
      case Literal.Tested tested -> tested.test().says(literal.holds());
      case Literal.Named named ->
          "the name " + (literal.holds() ? "matches " : "does not match ") + named.patterns();
      case Literal.Failing failing -> "this fails: " + failing.control().says();
    };
  }
}
