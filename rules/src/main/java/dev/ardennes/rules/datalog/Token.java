package dev.ardennes.rules.datalog;

import dev.ardennes.model.Position;

/// A piece of rule text; `text` is the identifier, the unescaped string, the digits or the sign.
record Token(Kind kind, String text, Position position) {

  enum Kind {
    IDENTIFIER,
    STRING,
    NUMBER,
    DIRECTIVE,
    SIGN,
    END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isWord(String word) {
    return kind == Kind.IDENTIFIER && text.equals(word);
  }

  /// The token as a problem text shows it.
  String shown() {
    return switch (kind) {
      case END -> "the end of the text";
      case STRING -> "`\"" + text + "\"`";
      case IDENTIFIER, NUMBER, DIRECTIVE, SIGN -> "`" + text + "`";
    };
  }
}
