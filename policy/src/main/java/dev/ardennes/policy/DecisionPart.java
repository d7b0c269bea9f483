package dev.ardennes.policy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides some of the computed relations of the catalogue from the facts of an estate. Each is
/// decided by one part only.
///
/// A part is made for every estate, also for those that it has nothing to say about: it reads the
/// facts when it is first asked.
public interface DecisionPart {
  /// See [#grantColumn].
  int NO_GRANTS = -2;

  /// The relations that it decides.
  Set<String> relations();

  /// The engine that decides the relation, as reports name it: `policy.aws`.
  String engine(String relation);

  /// Whether the relation can hold of anything; true where that takes long to tell.
  default boolean answers(String relation) {
    return true;
  }

  /// Whether the fact holds, and why: each alternative lists exactly the facts from which, with
  /// nothing else known, the same alternative is decided again.
  ///
  /// @param relation one of [#relations()]
  /// @param args as the catalogue types them
  Decision decide(String relation, List<String> args);

  /// False where [#decide] is known to say no without deciding: most questions are about what
  /// nothing allows. True where that would take long to tell.
  default boolean mayHold(String relation, List<String> args) {
    return true;
  }

  /// The columns of which a question may leave one open; none where all must be given.
  List<Integer> openColumns(String relation);

  /// What can stand in the open column of a question: a superset of the answers, in an order that
  /// does not change.
  ///
  /// @param args the arguments before and after the open column; what stands in it is not looked at
  List<String> candidates(String relation, int open, List<String> args);

  /// The relation, of two columns, that most rules ask about the first column and the open one as
  /// well; null where there is none.
  default @Nullable String guard(String relation) {
    return null;
  }

  /// The same as [#candidates], but for those that the [#guard] refuses: these may be left out.
  default List<String> guarded(String relation, int open, List<String> args) {
    return candidates(relation, open, args);
  }

  /// Whether [#candidates] are the answers themselves, so that none needs to be asked about.
  default boolean listsAnswers(String relation) {
    return false;
  }

  /// Whether what [#candidates] does not name for the first open column is no answer, so that
  /// listing once is cheaper than asking about each.
  default boolean isAboutListed(String relation, List<String> args) {
    return false;
  }

  /// A text that questions share if they must be answered alike but for the thing in the first open
  /// column, or in the last where none is open; null where the question is to be decided by itself.
  default @Nullable String alike(String relation, List<String> args) {
    return null;
  }

  /// About how many answers a question has that leaves one column open.
  default int expectedAnswers(String relation) {
    return 8;
  }

  /// Whether questions of the relation are answered with [#scopes].
  default boolean listsScopes(String relation) {
    return false;
  }

  /// Whether the relation, asked of its first argument and a member of a scope, is decided alike
  /// for all members.
  default boolean isSameInScope(String relation) {
    return false;
  }

  /// The scopes that one decision decides, for a question with its first open column left open: it
  /// holds of all members, which are of one account, with the same assumptions, or of none. Empty
  /// where there is no scope that is worth it.
  default List<Scope.Decided> scopes(String relation, List<String> args) {
    return List.of();
  }

  /// The [#candidates] that belong to none of the scopes.
  ///
  /// @param guarded whether those that the [#guard] refuses may be left out
  default List<String> beside(
      String relation, List<String> args, List<Scope> scopes, boolean guarded) {
    throw new IllegalArgumentException("`" + relation + "` has no scopes");
  }

  /// The column that beside the first argument says whether [#mayHold]; -1 where the first alone
  /// does, [#NO_GRANTS] where nothing tells it cheaply.
  default int grantColumn(String relation) {
    return NO_GRANTS;
  }

  /// What relations share of which [#mayHold] says the same.
  default String grantGroup(String relation) {
    return relation;
  }
}
