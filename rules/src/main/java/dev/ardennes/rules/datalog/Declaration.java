package dev.ardennes.rules.datalog;

import dev.ardennes.model.Position;
import java.util.List;

/// `.decl name(column: type, ...)`: a relation and its columns.
public record Declaration(String relation, List<Column> columns, Position position) {

  public Declaration {
    columns = List.copyOf(columns);
  }

  /// A named, typed column.
  public record Column(String name, ColumnType type, Position position) {}

  /// The number of columns.
  public int arity() {
    return columns.size();
  }
}
