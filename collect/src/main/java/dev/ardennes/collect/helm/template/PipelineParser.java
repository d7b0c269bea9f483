package dev.ardennes.collect.helm.template;

import dev.ardennes.collect.helm.template.Operand.Base;
import dev.ardennes.collect.helm.template.Token.Kind;
import dev.ardennes.collect.helm.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Parses what stands inside an action.
final class PipelineParser {
  private static final int DEEPEST = 60;

  private final Source source;
  private final List<Token> tokens;
  private int at;
  private int depth;

  PipelineParser(Source source, List<Token> tokens) {
    this.source = source;
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token next() {
    Token token = tokens.get(at);
    if (at < tokens.size() - 1) {
      at++;
    }
    return token;
  }

  void skipSpace() {
    while (peek().is(Kind.SPACE)) {
      next();
    }
  }

  ParseFailure unexpected(Token token, String where) {
    String shown = token.is(Kind.END) ? "the end of the file" : "`" + token.text() + "`";
    return new ParseFailure(token.start(), shown + " cannot stand " + where);
  }

  void expectClose() throws ParseFailure {
    skipSpace();
    Token token = next();
    if (!token.is(Kind.CLOSE)) {
      throw unexpected(token, "before the end of an action");
    }
  }

  /// A pipeline up to the token that ends it, which is left.
  Pipeline pipeline(boolean range) throws ParseFailure {
    if (++depth > DEEPEST) {
      throw new ParseFailure(peek().start(), "parentheses are nested too deep");
    }
    skipSpace();
    int start = peek().start();
    List<String> variables = new ArrayList<>();
    boolean declares = variables(variables, range);
    List<Pipeline.Command> commands = new ArrayList<>();
    while (true) {
      commands.add(command());
      if (!peek().is(Kind.PIPE)) {
        break;
      }
      next();
    }
    for (Pipeline.Command command : commands.subList(1, commands.size())) {
      if (command.operands().getFirst() instanceof Operand.Literal literal) {
        throw new ParseFailure(
            start, "`" + literal.text() + "` is no function and cannot be piped to");
      }
    }
    depth--;
    String text = source.text().substring(start, peek().start()).strip();
    return new Pipeline(variables, declares, commands, text, source.line(start));
  }

  /// Reads `$a :=`, `$a =` or `$a, $b :=`, if that stands here, and answers whether it declares.
  private boolean variables(List<String> variables, boolean range) throws ParseFailure {
    int start = at;
    while (peek().is(Kind.VARIABLE) && variables.size() < (range ? 2 : 1)) {
      variables.add(next().text());
      skipSpace();
      Token token = peek();
      if (token.is(Kind.DECLARE) || token.is(Kind.ASSIGN)) {
        next();
        return token.is(Kind.DECLARE);
      }
      if (!range || !token.is(Kind.COMMA)) {
        break;
      }
      next();
      skipSpace();
    }
    if (variables.size() == 2 || (at > start && tokens.get(at - 1).is(Kind.COMMA))) {
      throw unexpected(peek(), "behind the variables of `range`");
    }
    variables.clear();
    at = start;
    return false;
  }

  private Pipeline.Command command() throws ParseFailure {
    List<Operand> operands = new ArrayList<>();
    skipSpace();
    int line = source.line(peek().start());
    while (!ends(peek())) {
      operands.add(operand());
      if (!peek().is(Kind.SPACE) && !ends(peek())) {
        throw unexpected(peek(), "directly behind an operand");
      }
      skipSpace();
    }
    if (operands.isEmpty()) {
      throw new ParseFailure(peek().start(), "a value is missing");
    }
    if (operands.getFirst() instanceof Operand.Literal literal
        && (operands.size() > 1 || literal.value() instanceof Value.Nil)) {
      throw new ParseFailure(peek().start(), "`" + literal.text() + "` is no function");
    }
    return new Pipeline.Command(operands, line);
  }

  private static boolean ends(Token token) {
    return switch (token.kind()) {
      case CLOSE, PIPE, RIGHT_PARENTHESIS, END -> true;
      default -> false;
    };
  }

  private Operand operand() throws ParseFailure {
    Token token = next();
    return switch (token.kind()) {
      case STRING -> new Operand.Literal(Value.text(token.text()), written(token.start()));
      case CHARACTER -> character(token);
      case NUMBER -> new Operand.Literal(number(token), token.text());
      case WORD -> word(token);
      case DOT -> chain(new Base.Dot(), token, List.of());
      case FIELD -> chain(new Base.Dot(), token, List.of(token.text()));
      case VARIABLE -> chain(new Base.Variable(token.text()), token, List.of());
      case LEFT_PARENTHESIS -> {
        Pipeline inner = pipeline(false);
        Token closing = next();
        if (!closing.is(Kind.RIGHT_PARENTHESIS)) {
          throw unexpected(closing, "where `)` is missing");
        }
        yield chain(new Base.Parenthesis(inner), token, List.of());
      }
      default -> throw unexpected(token, "where a value is expected");
    };
  }

  private String written(int start) {
    return source.text().substring(start, tokens.get(at - 1).end());
  }

  private Operand character(Token token) throws ParseFailure {
    if (token.text().codePointCount(0, token.text().length()) != 1) {
      throw new ParseFailure(token.start(), "a character in single quotes is one character");
    }
    return new Operand.Literal(Value.integer(token.text().codePointAt(0)), written(token.start()));
  }

  private static Operand word(Token token) throws ParseFailure {
    return switch (token.text()) {
      case "true" -> new Operand.Literal(Value.TRUE, "true");
      case "false" -> new Operand.Literal(Value.FALSE, "false");
      case "nil" -> new Operand.Literal(Value.NIL, "nil");
      case "if", "else", "end", "range", "with", "define", "template", "block" ->
          throw new ParseFailure(token.start(), "`" + token.text() + "` cannot stand here");
      default -> new Operand.Name(token.text());
    };
  }

  private Operand chain(Base base, Token first, List<String> fields) {
    List<String> names = new ArrayList<>(fields);
    while (peek().is(Kind.FIELD)) {
      names.add(next().text());
    }
    return new Operand.Chain(base, names, written(first.start()));
  }

  /// Integers in all of Go's bases, and floating point numbers.
  private static Value number(Token token) throws ParseFailure {
    String digits = token.text().replace("_", "");
    boolean negative = digits.startsWith("-");
    String unsigned = digits.startsWith("+") || negative ? digits.substring(1) : digits;
    try {
      BigInteger whole = whole(unsigned);
      return Value.integer((negative ? whole.negate() : whole).longValueExact());
    } catch (NumberFormatException | ArithmeticException notWhole) {
      try {
        double real = Double.parseDouble(digits);
        boolean suffix = Character.isLetter(digits.charAt(digits.length() - 1));
        if (!suffix && Double.isFinite(real)) {
          return new Value.Real(real);
        }
      } catch (NumberFormatException notReal) {
        throw new ParseFailure(token.start(), "`" + token.text() + "` is no number");
      }
      throw new ParseFailure(token.start(), "`" + token.text() + "` is no number");
    }
  }

  private static BigInteger whole(String unsigned) {
    int radix = 10;
    int skip = 0;
    if (unsigned.length() > 1 && unsigned.charAt(0) == '0') {
      char base = Character.toLowerCase(unsigned.charAt(1));
      radix = base == 'x' ? 16 : base == 'b' ? 2 : 8;
      skip = base == 'x' || base == 'b' || base == 'o' ? 2 : 1;
    }
    if (unsigned.length() > 100) {
      throw new NumberFormatException("too long");
    }
    return new BigInteger(unsigned.substring(skip), radix);
  }
}
