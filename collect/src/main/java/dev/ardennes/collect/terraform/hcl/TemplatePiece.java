package dev.ardennes.collect.terraform.hcl;

import java.util.List;

/// A template as it is read, before its directives are matched with their ends.
sealed interface TemplatePiece {
  Position position();

  /// The same with a strip marker at its end.
  TemplatePiece strippingAfter();

  /// Text. In a heredoc or a template file each line is a piece of its own.
  record Literal(String text, Position position) implements TemplatePiece {
    @Override
    public TemplatePiece strippingAfter() {
      return this;
    }

    Literal withText(String changed, int removedBefore) {
      Position moved =
          removedBefore == 0
              ? position
              : new Position(
                  position.file(),
                  position.line(),
                  position.column() + removedBefore,
                  position.pointer());
      return new Literal(changed, moved);
    }
  }

  /// `${...}` or `%{...}`.
  record Sequence(Directive directive, Position position, boolean stripBefore, boolean stripAfter)
      implements TemplatePiece {
    @Override
    public TemplatePiece strippingAfter() {
      return new Sequence(directive, position, stripBefore, true);
    }
  }

  /// What stands in a sequence.
  sealed interface Directive {}

  /// A value to put in.
  record Hole(Expression expression) implements Directive {
    static TemplatePiece of(Expression expression, Position position, boolean stripBefore) {
      return new Sequence(new Hole(expression), position, stripBefore, false);
    }
  }

  record If(Expression condition) implements Directive {}

  record For(CollectionParser.Variables variables, Expression collection) implements Directive {}

  /// Directives without operands.
  enum Word implements Directive {
    ELSE,
    ENDIF,
    ENDFOR
  }

  /// Takes the white space away that `~` asks for: that of the piece next to it, in heredocs at
  /// most a line.
  static void applyStripMarkers(List<TemplatePiece> pieces) {
    for (int index = 0; index < pieces.size(); index++) {
      if (pieces.get(index) instanceof Sequence sequence) {
        if (sequence.stripBefore && index > 0 && pieces.get(index - 1) instanceof Literal before) {
          pieces.set(index - 1, before.withText(before.text.stripTrailing(), 0));
        }
        if (sequence.stripAfter
            && index + 1 < pieces.size()
            && pieces.get(index + 1) instanceof Literal after) {
          String stripped = after.text.stripLeading();
          pieces.set(index + 1, after.withText(stripped, after.text.length() - stripped.length()));
        }
      }
    }
  }

  /// Takes away the indentation that all lines of a `<<-` heredoc have in common, after the strip
  /// markers have been applied: as in the reference implementation, a line whose line end was
  /// stripped goes on in the next one, which keeps its indentation.
  static void removeIndentation(List<TemplatePiece> pieces) {
    int common = Integer.MAX_VALUE;
    boolean[] lineStart = lineStarts(pieces);
    for (int index = 0; index < pieces.size(); index++) {
      if (lineStart[index]) {
        common = Math.min(common, indentation(pieces.get(index)));
      }
    }
    for (int index = 0; index < pieces.size(); index++) {
      if (lineStart[index]
          && pieces.get(index) instanceof Literal literal
          && indentation(literal) != Integer.MAX_VALUE) {
        int removed = Math.min(common, literal.text.length());
        pieces.set(index, literal.withText(literal.text.substring(removed), removed));
      }
    }
  }

  private static boolean[] lineStarts(List<TemplatePiece> pieces) {
    boolean[] starts = new boolean[pieces.size()];
    boolean newline = true;
    for (int index = 0; index < starts.length; index++) {
      starts[index] = newline;
      newline = pieces.get(index) instanceof Literal literal && literal.text.endsWith("\n");
    }
    return starts;
  }

  private static int indentation(TemplatePiece piece) {
    if (!(piece instanceof Literal literal)) {
      return 0;
    }
    String rest = literal.text.stripLeading();
    if (rest.isEmpty() && literal.text.endsWith("\n")) {
      return Integer.MAX_VALUE;
    }
    return literal.text.length() - rest.length();
  }
}
