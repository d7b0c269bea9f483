package dev.ardennes.collect.terraform.hcl;

import java.util.ArrayList;
import java.util.List;

/// Matches the directives of a template with their ends.
final class TemplateAssembler {
  private final ExpressionParser parser;
  private final List<TemplatePiece> pieces;
  private int next;

  TemplateAssembler(ExpressionParser parser, List<TemplatePiece> pieces) {
    this.parser = parser;
    this.pieces = pieces;
  }

  /// All parts; fails where a directive has no end, or an end has no directive.
  List<TemplatePart> parts() {
    List<TemplatePart> parts = sequence();
    if (next < pieces.size()) {
      throw new ParseFailure(
          pieces.get(next).position(), "the directive has no beginning", "remove it");
    }
    return parts;
  }

  /// Parts up to the end, or up to an `else`, `endif` or `endfor`, which is not consumed.
  private List<TemplatePart> sequence() {
    List<TemplatePart> parts = new ArrayList<>();
    while (next < pieces.size()) {
      TemplatePiece piece = pieces.get(next);
      switch (piece) {
        case TemplatePiece.Literal(String text, Position position) -> {
          next++;
          if (!text.isEmpty()) {
            parts.add(new TemplatePart.Text(text, position));
          }
        }
        case TemplatePiece.Sequence sequence -> {
          if (sequence.directive() instanceof TemplatePiece.Word) {
            return parts;
          }
          next++;
          parts.add(part(sequence.directive(), sequence.position()));
        }
      }
    }
    return parts;
  }

  private TemplatePart part(TemplatePiece.Directive directive, Position position) {
    return switch (directive) {
      case TemplatePiece.Hole(Expression expression) ->
          new TemplatePart.Interpolation(expression, position);
      case TemplatePiece.If(Expression condition) -> ifDirective(condition, position);
      case TemplatePiece.For(CollectionParser.Variables variables, Expression collection) -> {
        List<TemplatePart> body = nested();
        expect(TemplatePiece.Word.ENDFOR, position);
        yield new TemplatePart.ForDirective(
            variables.key(), variables.value(), collection, body, position);
      }
      case TemplatePiece.Word _ -> throw new IllegalStateException("a word begins nothing");
    };
  }

  private TemplatePart ifDirective(Expression condition, Position position) {
    List<TemplatePart> then = nested();
    List<TemplatePart> otherwise = List.of();
    if (isWord(TemplatePiece.Word.ELSE)) {
      next++;
      otherwise = nested();
    }
    expect(TemplatePiece.Word.ENDIF, position);
    return new TemplatePart.IfDirective(condition, then, otherwise, position);
  }

  private List<TemplatePart> nested() {
    parser.enter();
    List<TemplatePart> parts = sequence();
    parser.leave();
    return parts;
  }

  private boolean isWord(TemplatePiece.Word word) {
    return next < pieces.size()
        && pieces.get(next) instanceof TemplatePiece.Sequence sequence
        && sequence.directive() == word;
  }

  private void expect(TemplatePiece.Word word, Position start) {
    if (!isWord(word)) {
      String name = word == TemplatePiece.Word.ENDFOR ? "endfor" : "endif";
      throw new ParseFailure(
          start, "the directive is not closed", "add `%{ " + name + " }` behind it");
    }
    next++;
  }
}
