package dev.ardennes.engine.decisions;

import dev.ardennes.engine.attack.ScopeNames;
import dev.ardennes.engine.datalog.ComputedRelation;
import dev.ardennes.engine.datalog.SymbolTable;
import dev.ardennes.policy.Scope;
import dev.ardennes.policy.facts.RelationDecisions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a relation says of scopes: which of them it holds of, and what is left beside them.
final class ScopeRelations {
  private final RelationDecisions decisions;
  private final SymbolTable symbols;
  private final Map<Scope, Integer> numbers = new HashMap<>();
  private final List<Scope> scopes = new ArrayList<>();
  private final Map<List<String>, Answer> answers = new HashMap<>();
  private final Map<List<Scope>, List<String>> rests = new HashMap<>();

  ScopeRelations(RelationDecisions decisions, SymbolTable symbols) {
    this.decisions = decisions;
    this.symbols = symbols;
  }

  /// The answer to a question with its open column left open.
  ///
  /// @param decided the scopes that one decision decides
  /// @param holding those of them that it holds of
  private record Answer(List<Scope> decided, List<Scope> holding, Set<String> members) {}

  int column(String relation) {
    return decisions.listsScopes(relation) ? decisions.openColumns(relation).getFirst() : -1;
  }

  /// The relations of scopes that every program with scopes uses.
  Map<String, ComputedRelation> common() {
    return Map.of(
        ScopeNames.FIRST, new Members(false),
        ScopeNames.MEMBER, new Members(true));
  }

  /// The scopes of which the relation holds.
  ComputedRelation of(String relation) {
    return new Holding(relation);
  }

  List<String> members(String name) {
    return scopes.get(Integer.parseInt(name.substring(ScopeNames.name(0).length() - 1))).members();
  }

  /// Those of the candidates that belong to no scope.
  ///
  /// @param args with any text in the open column
  List<String> beside(String relation, List<String> args, List<String> candidates) {
    Answer answer = answer(relation, args);
    return answer.decided.isEmpty() || candidates.isEmpty()
        ? candidates
        : rests.computeIfAbsent(
            answer.decided,
            key -> candidates.stream().filter(each -> !answer.members.contains(each)).toList());
  }

  /// Whether the thing in the open column belongs to a scope.
  boolean covers(String relation, List<String> args) {
    return answer(relation, args).members.contains(args.get(column(relation)));
  }

  private Answer answer(String relation, List<String> args) {
    List<String> question = with(args, column(relation), "");
    List<String> key = new ArrayList<>(question);
    key.add(relation);
    Answer known = answers.get(key);
    if (known == null) {
      known = answerAnew(relation, question);
      answers.put(key, known);
    }
    return known;
  }

  private Answer answerAnew(String relation, List<String> question) {
    List<Scope> decided = new ArrayList<>();
    List<Scope> holding = new ArrayList<>();
    Set<String> members = new HashSet<>();
    for (Scope.Decided each : decisions.scopes(relation, question)) {
      decided.add(each.scope());
      members.addAll(each.scope().members());
      if (each.holds()) {
        holding.add(each.scope());
      }
    }
    return new Answer(List.copyOf(decided), List.copyOf(holding), members);
  }

  private static List<String> with(List<String> args, int column, String text) {
    List<String> changed = new ArrayList<>(args);
    changed.set(column, text);
    return List.copyOf(changed);
  }

  private int symbol(Scope scope) {
    int number = numbers.computeIfAbsent(scope, added -> add(scope));
    return symbols.intern(ScopeNames.name(number));
  }

  private int add(Scope scope) {
    scopes.add(scope);
    return scopes.size() - 1;
  }

  /// A relation with scopes in the place of their members.
  private final class Holding implements ComputedRelation {
    private final String relation;
    private final int column;

    Holding(String relation) {
      this.relation = relation;
      this.column = column(relation);
    }

    @Override
    public List<String> modes() {
      String bound = "b".repeat(arity());
      return List.of(bound, bound.substring(0, column) + "f" + bound.substring(column + 1));
    }

    private int arity() {
      return dev.ardennes.model.Catalogue.standard().relation(relation).arity();
    }

    @Override
    public void answer(int[] pattern, Sink sink) {
      List<String> args = new ArrayList<>();
      for (int value : pattern) {
        args.add(value < 0 ? "" : symbols.text(value));
      }
      for (Scope scope : ScopeRelations.this.answer(relation, args).holding) {
        int symbol = symbol(scope);
        if (pattern[column] < 0 || pattern[column] == symbol) {
          int[] tuple = pattern.clone();
          tuple[column] = symbol;
          sink.accept(tuple);
        }
      }
    }
  }

  /// A scope and its members: all, or the one that stands for them.
  private final class Members implements ComputedRelation {
    private final boolean all;

    Members(boolean all) {
      this.all = all;
    }

    @Override
    public List<String> modes() {
      return List.of("bb", "bf");
    }

    @Override
    public void answer(int[] pattern, Sink sink) {
      List<String> members = members(symbols.text(pattern[0]));
      for (String member : all ? members : members.subList(0, 1)) {
        int symbol = symbols.intern(member);
        if (pattern[1] < 0 || pattern[1] == symbol) {
          sink.accept(pattern[0], symbol);
        }
      }
    }
  }
}
