package dev.ardennes.engine.decisions;

import dev.ardennes.engine.attack.ScopeNames;
import dev.ardennes.engine.datalog.ComputedRelation;
import dev.ardennes.engine.datalog.SymbolTable;
import dev.ardennes.model.Catalogue;
import dev.ardennes.policy.Scope;
import dev.ardennes.policy.facts.RelationDecisions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a relation says of scopes: which of them it holds of, and what is left beside them.
final class ScopeRelations {
  private final RelationDecisions decisions;
  private final SymbolTable symbols;
  private final Map<Scope, Integer> numbers = new HashMap<>();
  private final List<Scope> scopes = new ArrayList<>();
  private final Map<List<String>, Answer> answers = new HashMap<>();

  ScopeRelations(RelationDecisions decisions, SymbolTable symbols) {
    this.decisions = decisions;
    this.symbols = symbols;
  }

  /// The answer to a question with its open column left open.
  ///
  /// @param decided the scopes that one decision decides
  /// @param holding those of them that it holds of
  private record Answer(List<Scope> decided, List<Scope> holding) {
    boolean covers(String thing) {
      return decided.stream().anyMatch(scope -> scope.has(thing));
    }
  }

  int column(String relation) {
    return decisions.listsScopes(relation) ? decisions.openColumns(relation).getFirst() : -1;
  }

  /// Each scope and its members, or the one that stands for them.
  ComputedRelation ofMembers(boolean all) {
    return new Members(all);
  }

  /// The members of those scopes, to be asked about one by one.
  ComputedRelation scoped(String relation) {
    return new Scoped(relation);
  }

  /// The scopes of which the relation holds.
  ComputedRelation of(String relation, @Nullable Refusals refusals) {
    return new Holding(relation, refusals);
  }

  List<String> members(String name) {
    return scopes.get(ScopeNames.number(name)).members();
  }

  /// What the open column can hold that belongs to no scope; null where there is no scope.
  @Nullable List<String> beside(String relation, List<String> args, boolean guarded) {
    Answer answer = answer(relation, args);
    return answer.decided.isEmpty()
        ? null
        : decisions.beside(relation, args, answer.decided, guarded);
  }

  /// Whether the thing in the open column belongs to a scope.
  boolean covers(String relation, List<String> args) {
    return answer(relation, args).covers(args.get(column(relation)));
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
    for (Scope.Decided each : decisions.scopes(relation, question)) {
      decided.add(each.scope());
      if (each.holds()) {
        holding.add(each.scope());
      }
    }
    return new Answer(List.copyOf(decided), List.copyOf(holding));
  }

  private static List<String> with(List<String> args, int column, String text) {
    List<String> changed = new ArrayList<>(args);
    changed.set(column, text);
    return List.copyOf(changed);
  }

  private static int arity(String relation) {
    return Objects.requireNonNull(Catalogue.standard().relation(relation)).arity();
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

    private final @Nullable Refusals refusals;

    Holding(String relation, @Nullable Refusals refusals) {
      this.relation = relation;
      this.refusals = refusals;
      this.column = column(relation);
    }

    @Override
    public List<String> modes() {
      String bound = "b".repeat(arity(relation));
      return List.of(bound, bound.substring(0, column) + "f" + bound.substring(column + 1));
    }

    @Override
    public int expectedAnswers() {
      return 1;
    }

    @Override
    public boolean mayAnswer(int[] pattern) {
      return refusals == null || refusals.mayHold(pattern);
    }

    @Override
    public void answer(int[] pattern, Sink sink) {
      for (Scope scope : ScopeRelations.this.answer(relation, symbols.texts(pattern)).holding) {
        int symbol = symbol(scope);
        if (pattern[column] < 0 || pattern[column] == symbol) {
          int[] tuple = pattern.clone();
          tuple[column] = symbol;
          sink.accept(tuple);
        }
      }
    }
  }

  /// Whether a thing is a member of a scope of which the relation holds.
  private final class Scoped implements ComputedRelation {
    private final String relation;

    Scoped(String relation) {
      this.relation = relation;
    }

    @Override
    public List<String> modes() {
      return List.of("b".repeat(arity(relation)));
    }

    @Override
    public void answer(int[] pattern, Sink sink) {
      List<String> args = symbols.texts(pattern);
      String thing = args.get(column(relation));
      boolean holds =
          ScopeRelations.this.answer(relation, args).holding.stream()
              .anyMatch(scope -> scope.has(thing));
      if (holds) {
        sink.accept(pattern);
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
