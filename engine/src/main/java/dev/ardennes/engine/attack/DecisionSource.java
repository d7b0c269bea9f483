package dev.ardennes.engine.attack;

import dev.ardennes.engine.datalog.ComputedRelation;
import dev.ardennes.engine.datalog.NameSets;
import java.util.List;
import java.util.Map;

/// Answers the computed relations of the catalogue over one estate, and says why.
public interface DecisionSource {
  /// The relations it answers, by name, over the run's symbols and sets of names.
  Map<String, ComputedRelation> relations();

  /// Whether the computed relation can hold of anything in this estate; true where that is not
  /// known.
  default boolean answers(String relation) {
    return true;
  }

  /// The sets of names that columns of type `names` hold.
  NameSets nameSets();

  /// A name that the set holds, to show and to check: the same for the same set.
  String witness(int names);

  /// Why a fact that was answered holds.
  ///
  /// @param args texts, a witness in the place of a set of names
  Decision decision(String relation, List<String> args);

  /// The column of the relation that can be answered with [scopes][ScopedRules]: things that
  /// nothing tells apart for the principal in the first column; -1 where there is none.
  default int scopedColumn(String relation) {
    return -1;
  }

  /// Whether a decision about a member of a scope and anything else is the same for all members.
  default boolean isSameInScope(String relation) {
    return false;
  }

  /// The members of a scope, the first of which stands for the others.
  ///
  /// @param scope as the relations of scopes name it
  default List<String> members(String scope) {
    throw new IllegalArgumentException("no scope: " + scope);
  }
}
