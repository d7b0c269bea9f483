package dev.ardennes.rules.datalog;

import java.util.List;

/// Writes a syntax tree back as text; reading the text gives an equal tree but for positions.
public final class DatalogText {

  private DatalogText() {}

  /// A whole program, one statement a line.
  public static String of(Program program, Dialect dialect) {
    StringBuilder out = new StringBuilder();
    for (Declaration declaration : program.declarations()) {
      out.append(of(declaration)).append('\n');
    }
    for (Directive directive : program.directives()) {
      out.append(directive.kind().keyword()).append(' ').append(directive.relation()).append('\n');
    }
    for (Rule rule : program.rules()) {
      out.append(of(rule, dialect)).append('\n');
    }
    return out.toString();
  }

  /// A declaration, without a line end.
  public static String of(Declaration declaration) {
    StringBuilder out = new StringBuilder(".decl ").append(declaration.relation()).append('(');
    String separator = "";
    for (Declaration.Column column : declaration.columns()) {
      out.append(separator).append(column.name()).append(':').append(column.type().keyword());
      separator = ", ";
    }
    return out.append(')').toString();
  }

  /// A rule with its full stop.
  public static String of(Rule rule, Dialect dialect) {
    StringBuilder out = new StringBuilder();
    append(out, rule.head());
    if (!rule.isFact()) {
      out.append(" :- ");
      append(out, rule.body(), dialect);
    }
    return out.append('.').toString();
  }

  /// An atom; it reads the same in both dialects.
  public static String of(Atom atom) {
    StringBuilder out = new StringBuilder();
    append(out, atom);
    return out.toString();
  }

  /// A term; constants are always quoted.
  public static String of(Term term) {
    StringBuilder out = new StringBuilder();
    append(out, term);
    return out.toString();
  }

  private static void append(StringBuilder out, List<Literal> body, Dialect dialect) {
    String separator = "";
    for (Literal literal : body) {
      out.append(separator);
      append(out, literal, dialect);
      separator = ", ";
    }
  }

  private static void append(StringBuilder out, Literal literal, Dialect dialect) {
    switch (literal) {
      case Literal.Positive positive -> append(out, positive.atom());
      case Literal.Negative negative -> {
        out.append(dialect == Dialect.SOUFFLE ? "!" : "not ");
        append(out, negative.atom());
      }
      case Literal.Comparison comparison -> {
        append(out, comparison.left());
        out.append(' ').append(comparison.operator().sign()).append(' ');
        append(out, comparison.right());
      }
      case Literal.Existential existential -> {
        out.append("some ");
        String separator = "";
        for (Term.Variable witness : existential.witnesses()) {
          out.append(separator).append(witness.name());
          separator = ", ";
        }
        out.append(": (");
        append(out, existential.body(), dialect);
        out.append(')');
      }
    }
  }

  private static void append(StringBuilder out, Atom atom) {
    out.append(atom.relation()).append('(');
    String separator = "";
    for (Term term : atom.terms()) {
      out.append(separator);
      append(out, term);
      separator = ", ";
    }
    out.append(')');
  }

  private static void append(StringBuilder out, Term term) {
    switch (term) {
      case Term.Variable variable -> out.append(variable.name());
      case Term.Constant constant -> appendQuoted(out, constant.text());
      case Term.Numeral number -> out.append(number.value());
      case Term.Wildcard wildcard -> out.append('_');
    }
  }

  private static void appendQuoted(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        default -> out.append(c);
      }
    }
    out.append('"');
  }
}
