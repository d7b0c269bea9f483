package dev.ardennes.rules.datalog;

import dev.ardennes.model.Position;
import java.util.ArrayList;
import java.util.List;

/// Reads rule text into a [Program].
///
/// Reading goes on after a mistake with the next statement, so one pass reports all of them.
/// Nothing is looked up outside the text. Cost is linear in its length.
///
/// ```java
/// ParseResult result = DatalogParser.parse(
///     "reads(P, D) :- controls(P), may(P, \"s3:GetObject\", D).", Dialect.TECHNIQUE);
/// ```
public final class DatalogParser {

  /// Longer texts are refused; no hand-written program comes near it.
  public static final int MAX_CHARACTERS = 16 << 20;

  /// How deep `some` may be nested.
  public static final int MAX_DEPTH = 8;

  /// How many arguments an atom may have.
  public static final int MAX_ARITY = 64;

  /// How many premises a body may have, those inside `some` not counted.
  public static final int MAX_PREMISES = 256;

  private final List<Token> tokens;
  private final Dialect dialect;
  private final Problems problems;
  private final List<Declaration> declarations = new ArrayList<>();
  private final List<Directive> directives = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private int at;

  private DatalogParser(List<Token> tokens, Dialect dialect, Problems problems) {
    this.tokens = tokens;
    this.dialect = dialect;
    this.problems = problems;
  }

  /// Reads all statements of a text.
  public static ParseResult parse(String text, Dialect dialect) {
    Problems problems = new Problems();
    if (text.length() > MAX_CHARACTERS) {
      problems.add(
          new Position(1, 1),
          "the text has more than " + MAX_CHARACTERS + " characters",
          "split the program");
      return new ParseResult(new Program(List.of(), List.of(), List.of()), problems.sorted());
    }
    List<Token> tokens = new Lexer(text, dialect, problems).tokens();
    DatalogParser parser = new DatalogParser(tokens, dialect, problems);
    parser.statements();
    Program program = new Program(parser.declarations, parser.directives, parser.rules);
    return new ParseResult(program, problems.sorted());
  }

  private void statements() {
    while (peek().kind() != Token.Kind.END && !problems.full()) {
      Token first = peek();
      try {
        if (first.kind() == Token.Kind.DIRECTIVE) {
          directive();
        } else {
          rules.add(rule());
        }
      } catch (SyntaxException mistake) {
        problems.add(mistake.position, mistake.says, mistake.help);
        if (first.kind() == Token.Kind.DIRECTIVE) {
          skipLine();
        } else {
          skipStatement();
        }
      }
    }
  }

  private void skipLine() {
    int line = tokens.get(at - 1).position().line();
    while (peek().kind() != Token.Kind.END && peek().position().line() == line) {
      at++;
    }
  }

  private void skipStatement() {
    if (tokens.get(at - 1).is(".")) {
      return;
    }
    while (peek().kind() != Token.Kind.END && peek().kind() != Token.Kind.DIRECTIVE) {
      if (take().is(".")) {
        return;
      }
    }
  }

  private void directive() throws SyntaxException {
    Token keyword = take();
    switch (keyword.text()) {
      case ".decl" -> declarations.add(declaration(keyword.position()));
      case ".input" -> relations(Directive.Kind.INPUT);
      case ".output" -> relations(Directive.Kind.OUTPUT);
      case ".printsize" -> relations(Directive.Kind.PRINT_SIZE);
      default ->
          throw new SyntaxException(
              keyword.position(),
              "`" + keyword.text() + "` is not supported",
              "use `.decl`, `.input`, `.output` and `.printsize`");
    }
  }

  private void relations(Directive.Kind kind) throws SyntaxException {
    do {
      Token name = identifier("the name of a relation");
      directives.add(new Directive(kind, name.text(), name.position()));
    } while (takeIf(","));
    if (peek().is("(")) {
      throw new SyntaxException(
          peek().position(),
          "`" + kind.keyword() + "` takes no parameters here",
          "remove the parentheses; facts are read from `NAME.facts`, separated by tabs");
    }
  }

  private Declaration declaration(Position position) throws SyntaxException {
    Token name = identifier("the name of a relation");
    expect("(", "after the relation's name");
    List<Declaration.Column> columns = new ArrayList<>();
    if (!takeIf(")")) {
      do {
        columns.add(column());
      } while (takeIf(","));
      expect(")", "after the last column");
    }
    refuseMore(columns.size(), MAX_ARITY, "columns", name.position());
    return new Declaration(name.text(), columns, position);
  }

  private Declaration.Column column() throws SyntaxException {
    Token name = identifier("the name of a column");
    expect(":", "between a column's name and its type");
    Token type = identifier("the type of the column");
    for (ColumnType candidate : ColumnType.values()) {
      if (candidate.keyword().equals(type.text())) {
        return new Declaration.Column(name.text(), candidate, name.position());
      }
    }
    throw new SyntaxException(
        type.position(),
        "`" + type.text() + "` is no column type",
        "use `symbol`, `number` or `names`");
  }

  private Rule rule() throws SyntaxException {
    Atom head = atom();
    List<Literal> body = List.of();
    if (takeIf(":-")) {
      body = premises(0);
    }
    if (peek().is(",") && body.isEmpty()) {
      throw new SyntaxException(
          peek().position(), "a rule has more than one head", "write one rule for each head");
    }
    expect(".", "to end the rule");
    return new Rule(head, body, head.position());
  }

  private List<Literal> premises(int depth) throws SyntaxException {
    Position start = peek().position();
    List<Literal> premises = new ArrayList<>();
    do {
      premises.add(premise(depth));
    } while (takeIf(","));
    if (peek().is(";")) {
      throw new SyntaxException(
          peek().position(), "`;` is not supported", "write one rule for each alternative");
    }
    refuseMore(premises.size(), MAX_PREMISES, "premises", start);
    return premises;
  }

  private Literal premise(int depth) throws SyntaxException {
    Token token = peek();
    Token following = tokens.get(Math.min(at + 1, tokens.size() - 1));
    if (token.is("!") || (token.isWord("not") && following.kind() == Token.Kind.IDENTIFIER)) {
      return negative();
    }
    if (token.isWord("some") && following.kind() == Token.Kind.IDENTIFIER) {
      return existential(depth);
    }
    if (token.kind() == Token.Kind.IDENTIFIER && following.is("(")) {
      return new Literal.Positive(atom());
    }
    return comparison();
  }

  private Literal negative() throws SyntaxException {
    Token sign = take();
    String wanted = dialect == Dialect.SOUFFLE ? "!" : "not";
    if (!sign.text().equals(wanted)) {
      throw new SyntaxException(
          sign.position(),
          "negation is not written `" + sign.text() + "` here",
          "write `" + wanted + "`");
    }
    return new Literal.Negative(atom(), sign.position());
  }

  private Literal existential(int depth) throws SyntaxException {
    Position start = take().position();
    if (depth >= MAX_DEPTH) {
      throw new SyntaxException(
          start,
          "`some` is nested more than " + MAX_DEPTH + " deep",
          "give the inner block a relation of its own");
    }
    List<Term.Variable> witnesses = new ArrayList<>();
    do {
      Token name = peek();
      if (term() instanceof Term.Variable variable) {
        witnesses.add(variable);
      } else {
        throw new SyntaxException(
            name.position(), name.shown() + " is no variable", "name the witness by a variable");
      }
    } while (takeIf(","));
    expect(":", "after the variables of `some`");
    expect("(", "to open the block of `some`");
    List<Literal> body = premises(depth + 1);
    expect(")", "to close the block of `some`");
    return new Literal.Existential(witnesses, body, start);
  }

  private Literal comparison() throws SyntaxException {
    Position start = peek().position();
    Term left = term();
    Token sign = take();
    for (Literal.Operator operator : Literal.Operator.values()) {
      if (sign.is(operator.sign())) {
        return new Literal.Comparison(left, operator, term(), start);
      }
    }
    throw new SyntaxException(
        sign.position(),
        "expected `=` or `!=` after " + shown(left) + " and found " + sign.shown(),
        "a premise is an atom such as `r(x)`, a negated atom, a comparison or `some`");
  }

  private Atom atom() throws SyntaxException {
    Token name = identifier("the name of a relation");
    expect("(", "after the relation's name");
    List<Term> terms = new ArrayList<>();
    if (!takeIf(")")) {
      do {
        terms.add(term());
      } while (takeIf(","));
      expect(")", "after the last argument");
    }
    refuseMore(terms.size(), MAX_ARITY, "arguments", name.position());
    return new Atom(name.text(), terms, name.position());
  }

  private Term term() throws SyntaxException {
    Token token = take();
    return switch (token.kind()) {
      case STRING -> new Term.Constant(token.text(), token.position());
      case NUMBER -> number(token);
      case IDENTIFIER -> named(token);
      case DIRECTIVE, SIGN, END ->
          throw new SyntaxException(
              token.position(),
              "expected an argument and found " + token.shown(),
              "write a variable, a quoted string, a number or `_`");
    };
  }

  private Term named(Token token) {
    String name = token.text();
    if (name.equals("_")) {
      return new Term.Wildcard(token.position());
    }
    boolean capitalised = name.charAt(0) == '_' || Character.isUpperCase(name.charAt(0));
    return dialect == Dialect.SOUFFLE || capitalised
        ? new Term.Variable(name, token.position())
        : new Term.Constant(name, token.position());
  }

  private Term number(Token token) throws SyntaxException {
    try {
      return new Term.Numeral(Long.parseLong(token.text()), token.position());
    } catch (NumberFormatException tooLong) {
      throw new SyntaxException(
          token.position(),
          "`" + token.text() + "` is out of range",
          "numbers have 64 bits; quote it if it is a name");
    }
  }

  private Token identifier(String what) throws SyntaxException {
    Token token = take();
    if (token.kind() != Token.Kind.IDENTIFIER) {
      throw new SyntaxException(
          token.position(),
          "expected " + what + " and found " + token.shown(),
          "names are letters, digits and `_`, and do not start with a digit");
    }
    return token;
  }

  private void expect(String sign, String why) throws SyntaxException {
    if (!takeIf(sign)) {
      throw new SyntaxException(
          peek().position(),
          "expected `" + sign + "` and found " + peek().shown(),
          "write `" + sign + "` " + why);
    }
  }

  private static void refuseMore(int count, int limit, String what, Position position)
      throws SyntaxException {
    if (count > limit) {
      throw new SyntaxException(
          position, "more than " + limit + " " + what, "split it into several relations");
    }
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token take() {
    Token token = tokens.get(at);
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  private boolean takeIf(String sign) {
    if (!peek().is(sign)) {
      return false;
    }
    at++;
    return true;
  }

  private static String shown(Term term) {
    return "`" + DatalogText.of(term) + "`";
  }

  /// Ends the reading of one statement; never leaves this class.
  private static final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Position position;
    private final String says;
    private final String help;

    SyntaxException(Position position, String says, String help) {
      super(says, null, false, false);
      this.position = position;
      this.says = says;
      this.help = help;
    }
  }
}
