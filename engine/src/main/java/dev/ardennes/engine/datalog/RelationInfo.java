package dev.ardennes.engine.datalog;

import dev.ardennes.rules.datalog.ColumnType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of a relation before any fact.
///
/// @param id its number within the program
/// @param auxiliary whether it stands for a block of `some`
/// @param computed who answers for it; null if its facts are stored
record RelationInfo(
    int id,
    String name,
    List<ColumnType> types,
    boolean auxiliary,
    @Nullable ComputedRelation computed) {

  RelationInfo answeredBy(Map<String, ComputedRelation> others) {
    return new RelationInfo(id, name, types, auxiliary, others.get(name));
  }

  int arity() {
    return types.size();
  }

  boolean isNames(int column) {
    return types.get(column) == ColumnType.NAMES;
  }
}
