package dev.ardennes.rules.datalog;

import dev.ardennes.model.Position;

/// What a program asks to be done with a relation.
public record Directive(Kind kind, String relation, Position position) {

  /// The directives of the language.
  public enum Kind {
    /// Read the relation's facts from outside.
    INPUT(".input"),
    /// The relation is a result.
    OUTPUT(".output"),
    /// The relation's size is a result.
    PRINT_SIZE(".printsize");

    private final String keyword;

    Kind(String keyword) {
      this.keyword = keyword;
    }

    /// The directive as it is written.
    public String keyword() {
      return keyword;
    }
  }
}
