package dev.ardennes.collect.helm.template;

/// A token of a template.
///
/// @param text of the token itself; of a string what it stands for
/// @param start where it begins
/// @param end where the next one begins
record Token(Kind kind, String text, int start, int end) {
  enum Kind {
    TEXT,
    OPEN,
    CLOSE,
    SPACE,
    WORD,
    FIELD,
    VARIABLE,
    DOT,
    STRING,
    CHARACTER,
    NUMBER,
    PIPE,
    LEFT_PARENTHESIS,
    RIGHT_PARENTHESIS,
    DECLARE,
    ASSIGN,
    COMMA,
    END
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }
}
