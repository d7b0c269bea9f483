package dev.ardennes.collect.terraform.hcl;

import dev.ardennes.collect.terraform.hcl.Scanner.Token;
import dev.ardennes.collect.terraform.hcl.TemplatePiece.Literal;
import java.util.ArrayList;
import java.util.List;

/// Reads templates character by character: quoted text, heredocs and whole template files.
/// Expressions inside are read by the expression parser, which goes on where the template stands.
final class TemplateParser {
  private static final String DIRECTIVES =
      "a directive is one of `if`, `else`, `endif`, `for`, `endfor`";

  private final ExpressionParser parser;
  private final String text;

  TemplateParser(ExpressionParser parser) {
    this.parser = parser;
    this.text = parser.source.text();
  }

  /// The template of a quoted text, the current token being its first quote.
  Expression quoted(Position start) {
    List<TemplatePiece> pieces = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int literalStart = parser.scanner.at();
    int at = literalStart;
    while (true) {
      char current = parser.scanner.charAt(at);
      if (at >= text.length() || current == '\n') {
        throw new ParseFailure(start, "the quoted text is not closed on its line", "add the `\"`");
      }
      if (current == '"') {
        flush(pieces, literal, literalStart);
        TemplatePiece.applyStripMarkers(pieces);
        parser.scanner.moveTo(at + 1);
        parser.advance();
        return template(pieces, false, start);
      }
      if (isSequence(at)) {
        flush(pieces, literal, literalStart);
        at = sequence(pieces, at);
        literalStart = at;
      } else {
        at = current == '\\' ? escape(literal, at) : character(literal, at);
      }
    }
  }

  /// The template of a heredoc, the scanner standing behind `<<` or `<<-`.
  Expression heredoc(Position start) {
    int wordStart = parser.scanner.at();
    int wordEnd = parser.scanner.identifierEnd(wordStart);
    String word = text.substring(wordStart, wordEnd);
    int line = text.indexOf('\n', wordEnd);
    if (line < 0 || !text.substring(wordEnd, line).isBlank()) {
      throw new ParseFailure(
          start, "after `<<" + word + "` comes a new line", "start the text on the next line");
    }
    boolean indented = text.charAt(wordStart - 1) == '-';
    List<TemplatePiece> pieces = new ArrayList<>();
    int end = lines(pieces, line + 1, word, start);
    TemplatePiece.applyStripMarkers(pieces);
    if (indented) {
      TemplatePiece.removeIndentation(pieces);
    }
    parser.scanner.moveTo(end);
    parser.advance();
    return template(pieces, true, start);
  }

  /// A whole text as template.
  Expression bare() {
    List<TemplatePiece> pieces = new ArrayList<>();
    lines(pieces, 0, "", parser.source.position(0));
    TemplatePiece.applyStripMarkers(pieces);
    return template(pieces, false, parser.source.position(0));
  }

  private Expression template(List<TemplatePiece> pieces, boolean heredoc, Position start) {
    return new Expression.Template(new TemplateAssembler(parser, pieces).parts(), heredoc, start);
  }

  /// Reads line by line up to the line that is `word`, or to the end where `word` is empty; answers
  /// the offset behind it.
  private int lines(List<TemplatePiece> pieces, int from, String word, Position start) {
    StringBuilder literal = new StringBuilder();
    int literalStart = from;
    int at = from;
    boolean lineStart = true;
    while (true) {
      int closing = lineStart && !word.isEmpty() ? closing(at, word) : -1;
      if (closing >= 0) {
        return closing;
      }
      if (at >= text.length()) {
        if (!word.isEmpty()) {
          throw new ParseFailure(
              start, "the heredoc `" + word + "` is not closed", "add a line with `" + word + "`");
        }
        flush(pieces, literal, literalStart);
        return at;
      }
      lineStart = text.charAt(at) == '\n';
      if (isSequence(at)) {
        flush(pieces, literal, literalStart);
        at = sequence(pieces, at);
        literalStart = at;
      } else {
        at = character(literal, at);
        if (lineStart) {
          flush(pieces, literal, literalStart);
          literalStart = at;
        }
      }
    }
  }

  /// Offset behind the closing word if the line at `at` consists of it, otherwise -1.
  private int closing(int at, String word) {
    int index = at;
    while (parser.scanner.charAt(index) == ' ' || parser.scanner.charAt(index) == '\t') {
      index++;
    }
    if (!text.startsWith(word, index)) {
      return -1;
    }
    int end = index + word.length();
    int rest = end;
    while (parser.scanner.charAt(rest) == ' ' || parser.scanner.charAt(rest) == '\t') {
      rest++;
    }
    return rest >= text.length() || text.charAt(rest) == '\n' ? end : -1;
  }

  private void flush(List<TemplatePiece> pieces, StringBuilder literal, int start) {
    if (!literal.isEmpty()) {
      parser.countNode();
      pieces.add(new Literal(literal.toString(), parser.source.position(start)));
      literal.setLength(0);
    }
  }

  private boolean isSequence(int at) {
    char current = text.charAt(at);
    return (current == '$' || current == '%') && parser.scanner.charAt(at + 1) == '{';
  }

  private int character(StringBuilder literal, int at) {
    if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
      literal.append(text.charAt(at)).append('{');
      return at + 3;
    }
    literal.append(text.charAt(at));
    return at + 1;
  }

  private int escape(StringBuilder literal, int at) {
    char escaped = parser.scanner.charAt(at + 1);
    switch (escaped) {
      case 'n' -> literal.append('\n');
      case 'r' -> literal.append('\r');
      case 't' -> literal.append('\t');
      case '"' -> literal.append('"');
      case '\\' -> literal.append('\\');
      case 'u' -> {
        return unicode(literal, at, 4);
      }
      case 'U' -> {
        return unicode(literal, at, 8);
      }
      default ->
          throw new ParseFailure(
              parser.source.position(at),
              "`\\" + escaped + "` is no escape sequence",
              "write `\\\\` for a backslash");
    }
    return at + 2;
  }

  private int unicode(StringBuilder literal, int at, int digits) {
    int end = at + 2 + digits;
    try {
      if (end <= text.length()) {
        int point = Integer.parseUnsignedInt(text.substring(at + 2, end), 16);
        if (Character.isValidCodePoint(point)) {
          literal.append(withoutBrackets(point));
          return end;
        }
      }
    } catch (NumberFormatException notHexadecimal) {
      // Reported below, like a code point out of range.
    }
    throw new ParseFailure(
        parser.source.position(at), "not a character code", "write `\\u` and four hex digits");
  }

  private static String withoutBrackets(int point) {
    return switch (point) {
      case 0x27e8 -> "<";
      case 0x27e9 -> ">";
      default -> Character.toString(point);
    };
  }

  /// Reads `${...}` or `%{...}` at `at`; answers the offset behind it.
  private int sequence(List<TemplatePiece> pieces, int at) {
    boolean stripBefore = parser.scanner.charAt(at + 2) == '~';
    Position start = parser.source.position(at);
    boolean before = parser.ignoreNewlines(true);
    parser.enter();
    parser.scanner.moveTo(stripBefore ? at + 3 : at + 2);
    parser.advance();
    TemplatePiece piece =
        text.charAt(at) == '$' ? hole(start, stripBefore) : directive(start, stripBefore);
    boolean stripAfter = parser.token() == Token.TILDE;
    if (stripAfter) {
      parser.advance();
    }
    if (parser.token() != Token.CLOSE_BRACE) {
      throw parser.unexpected("`}`", "close the part of the template with `}`");
    }
    parser.leave();
    parser.ignoreNewlines(before);
    pieces.add(stripAfter ? piece.strippingAfter() : piece);
    return parser.scanner.at();
  }

  private TemplatePiece hole(Position start, boolean stripBefore) {
    return TemplatePiece.Hole.of(parser.expression(), start, stripBefore);
  }

  private TemplatePiece directive(Position start, boolean stripBefore) {
    String word = parser.expectIdentifier(DIRECTIVES);
    TemplatePiece.Directive directive =
        switch (word) {
          case "if" -> new TemplatePiece.If(parser.expression());
          case "for" -> forDirective();
          case "else" -> TemplatePiece.Word.ELSE;
          case "endif" -> TemplatePiece.Word.ENDIF;
          case "endfor" -> TemplatePiece.Word.ENDFOR;
          default -> throw new ParseFailure(start, "`" + word + "` is no directive", DIRECTIVES);
        };
    return new TemplatePiece.Sequence(directive, start, stripBefore, false);
  }

  private TemplatePiece.Directive forDirective() {
    CollectionParser.Variables variables = CollectionParser.variables(parser);
    return new TemplatePiece.For(variables, parser.expression());
  }
}
