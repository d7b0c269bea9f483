package dev.ardennes.rules.check;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Position;
import dev.ardennes.model.Relation;
import dev.ardennes.rules.datalog.ColumnType;
import dev.ardennes.rules.datalog.Declaration;
import java.util.ArrayList;
import java.util.List;

/// The relation catalogue as declarations of a program.
public final class Declarations {
  private Declarations() {}

  /// All relations, in the catalogue's order.
  public static List<Declaration> of(Catalogue catalogue) {
    List<Declaration> declarations = new ArrayList<>();
    for (Relation relation : catalogue.relations()) {
      List<Declaration.Column> columns = new ArrayList<>();
      for (Relation.Column column : relation.columns()) {
        ColumnType type =
            column.type().equals(Catalogue.NAMES) ? ColumnType.NAMES : ColumnType.SYMBOL;
        columns.add(new Declaration.Column(column.name(), type, Position.NONE));
      }
      declarations.add(new Declaration(relation.name(), columns, Position.NONE));
    }
    return declarations;
  }
}
