package dev.ardennes.engine.decisions;

import dev.ardennes.engine.attack.Decision;
import dev.ardennes.engine.attack.DecisionSource;
import dev.ardennes.engine.attack.ScopeNames;
import dev.ardennes.engine.datalog.ComputedRelation;
import dev.ardennes.engine.datalog.NameSets;
import dev.ardennes.engine.datalog.SymbolTable;
import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Relation;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.aws.AwsServices;
import dev.ardennes.policy.facts.RelationDecisions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The computed relations over one estate: lists what a rule leaves open, asks the policy engine
/// about each, and keeps why.
public final class PolicyRelations implements DecisionSource {
  private static final String UNNAMED = "*";

  /// Answers expected where what is alike has been put aside.
  private static final int BESIDE_SCOPES = 1;

  private final FactBase facts;
  private final SymbolTable symbols;
  private final RelationDecisions decisions;
  private final NameTable names = new NameTable();
  private final ScopeRelations scopes;
  private final Map<String, Refusals> refusals = new HashMap<>();
  private final AlikeReasons alikeReasons;

  /// @param asOf the time against which conditions about the time are decided; null leaves them
  ///   open
  public PolicyRelations(FactBase facts, SymbolTable symbols, @Nullable Instant asOf) {
    this(facts, symbols, asOf, AwsServices.bundled());
  }

  /// The same with what AWS documents given, to be read once for many estates.
  public PolicyRelations(
      FactBase facts, SymbolTable symbols, @Nullable Instant asOf, AwsServices services) {
    this.facts = facts;
    this.symbols = symbols;
    this.decisions = new RelationDecisions(facts, asOf, services);
    this.scopes = new ScopeRelations(decisions, symbols);
    this.alikeReasons = new AlikeReasons(facts);
  }

  @Override
  public Map<String, ComputedRelation> relations() {
    Map<String, ComputedRelation> relations = new LinkedHashMap<>();
    for (Relation relation : Catalogue.standard().relations()) {
      if (relation.origin() == Relation.Origin.COMPUTED) {
        relations.put(relation.name(), new Answering(relation, false));
        if (scopedColumn(relation.name()) >= 0) {
          relations.put(ScopeNames.single(relation.name()), new Answering(relation, true));
          relations.put(
              ScopeNames.scope(relation.name()),
              scopes.of(relation.name(), refusals(relation.name())));
          relations.put(ScopeNames.scoped(relation.name()), scopes.scoped(relation.name()));
        }
      }
    }
    relations.put(ScopeNames.FIRST, scopes.ofMembers(false));
    relations.put(ScopeNames.MEMBER, scopes.ofMembers(true));
    return relations;
  }

  private @Nullable Refusals refusals(String relation) {
    int column = decisions.grantColumn(relation);
    return column == RelationDecisions.NO_GRANTS
        ? null
        : refusals.computeIfAbsent(
            decisions.grantGroup(relation),
            added -> new Refusals(relation, decisions, symbols, column));
  }

  @Override
  public int scopedColumn(String relation) {
    return scopes.column(relation);
  }

  @Override
  public boolean isSameInScope(String relation) {
    return decisions.isSameInScope(relation);
  }

  @Override
  public List<String> members(String scope) {
    return scopes.members(scope);
  }

  @Override
  public boolean answers(String relation) {
    return decisions.answers(relation);
  }

  @Override
  public NameSets nameSets() {
    return names;
  }

  @Override
  public String witness(int set) {
    return names.set(set).witness().orElse(UNNAMED);
  }

  @Override
  public Decision decision(String relation, List<String> args) {
    return new Decision(relation, args, decisions.engine(relation), () -> reasons(relation, args));
  }

  private Decision.Reasons reasons(String relation, List<String> args) {
    String like = decisions.alike(relation, args);
    return like == null
        ? reasonsAnew(relation, args)
        : alikeReasons.of(
            shared(relation, args, like),
            args.get(thingColumn(relation, args)),
            () -> reasonsAnew(relation, args));
  }

  /// What questions share that must be answered alike.
  private List<String> shared(String relation, List<String> args, String like) {
    List<String> shared = new ArrayList<>(args);
    shared.set(thingColumn(relation, args), like);
    shared.add(relation);
    return shared;
  }

  private int thingColumn(String relation, List<String> args) {
    List<Integer> open = decisions.openColumns(relation);
    return open.isEmpty() ? args.size() - 1 : open.getFirst();
  }

  private Decision.Reasons reasonsAnew(String relation, List<String> args) {
    dev.ardennes.policy.Decision decision = decisions.decide(relation, args);
    List<Decision.Support> supports = new ArrayList<>();
    for (Alternative alternative : decision.alternatives()) {
      List<Fact> because = new ArrayList<>();
      alternative.factIds().forEach(id -> because.add(Objects.requireNonNull(facts.fact(id), id)));
      supports.add(new Decision.Support(because, alternative.assumptions()));
    }
    return new Decision.Reasons(supports, decision.complete());
  }

  /// Answers one relation, listing what a rule leaves open: one column at a time.
  private final class Answering implements ComputedRelation {
    private final Relation relation;
    private final boolean single;
    private final List<Integer> open;
    private final List<String> modes;
    private final @Nullable Refusals refusals;
    private final Map<List<Integer>, Optional<Set<Integer>>> listed = new HashMap<>();
    private final Map<List<String>, Boolean> alike = new HashMap<>();

    /// @param single whether the members of scopes are left out
    Answering(Relation relation, boolean single) {
      this.relation = relation;
      this.single = single;
      this.open = decisions.openColumns(relation.name());
      this.modes = modes(relation, open, ofNames());
      this.refusals = refusals(relation.name());
    }

    private boolean ofNames() {
      return relation.columns().getLast().type().equals(Catalogue.NAMES);
    }

    @Override
    public Optional<String> guard() {
      return Optional.ofNullable(decisions.guard(relation.name()));
    }

    private static List<String> modes(Relation relation, List<Integer> open, boolean ofNames) {
      String bound = "b".repeat(relation.arity());
      List<String> modes = new ArrayList<>(ofNames ? List.of() : List.of(bound));
      for (int column : open) {
        modes.add(bound.substring(0, column) + "f" + bound.substring(column + 1));
      }
      return List.copyOf(modes);
    }

    @Override
    public List<String> modes() {
      return modes;
    }

    @Override
    public boolean mayAnswer(int[] pattern) {
      return refusals == null || refusals.mayHold(pattern);
    }

    @Override
    public int expectedAnswers() {
      return single ? BESIDE_SCOPES : decisions.expectedAnswers(relation.name());
    }

    @Override
    public void answer(int[] pattern, Sink sink) {
      int free = free(pattern);
      if (ofNames()) {
        answerNames(pattern, sink);
      } else if (free >= 0) {
        list(pattern, free, sink);
      } else if (!(single && scopes.covers(relation.name(), symbols.texts(pattern)))
          && mayBe(pattern)) {
        answerOne(pattern, sink);
      }
    }

    /// The column that the question leaves open; -1 where it leaves none.
    private int free(int[] pattern) {
      for (int column : open) {
        if (pattern[column] < 0) {
          return column;
        }
      }
      return -1;
    }

    /// Whether the bound question is one of those that listing would ask: most pairs are not, and
    /// need no decision.
    private boolean mayBe(int[] tuple) {
      if (open.isEmpty()) {
        return true;
      }
      int column = open.getFirst();
      int[] question = tuple.clone();
      question[column] = FREE;
      List<Integer> key = Arrays.stream(question).boxed().toList();
      Optional<Set<Integer>> possible = listed.get(key);
      if (possible == null) {
        possible = listed(question, column);
        listed.put(key, possible);
      }
      return possible.map(answers -> answers.contains(tuple[column])).orElse(true);
    }

    /// The possible answers; empty where they cannot be listed.
    private Optional<Set<Integer>> listed(int[] question, int column) {
      List<String> args = symbols.texts(question);
      if (!decisions.isAboutListed(relation.name(), args)) {
        return Optional.empty();
      }
      Set<Integer> symbolsListed = new HashSet<>();
      decisions
          .candidates(relation.name(), column, args)
          .forEach(text -> symbolsListed.add(symbols.intern(text)));
      return Optional.of(symbolsListed);
    }

    /// Asks about each candidate, but only once about those that must be answered alike.
    private void list(int[] pattern, int column, Sink sink) {
      boolean answers = decisions.listsAnswers(relation.name());
      for (String candidate : candidates(pattern, column)) {
        int[] tuple = pattern.clone();
        tuple[column] = symbols.intern(candidate);
        if (answers || holds(symbols.texts(tuple))) {
          sink.accept(tuple);
        }
      }
    }

    private List<String> candidates(int[] pattern, int column) {
      List<String> args = symbols.texts(pattern);
      boolean guarded = pattern[column] == GUARDED;
      List<String> beside = single ? scopes.beside(relation.name(), args, guarded) : null;
      if (beside != null) {
        return beside;
      }
      return guarded
          ? decisions.guarded(relation.name(), column, args)
          : decisions.candidates(relation.name(), column, args);
    }

    private void answerOne(int[] tuple, Sink sink) {
      if (holds(symbols.texts(tuple))) {
        sink.accept(tuple);
      }
    }

    /// Of questions that must be answered alike the first is asked. What refusals remember was
    /// looked up before.
    private boolean holds(List<String> args) {
      if (refusals == null && !decisions.mayHold(relation.name(), args)) {
        return false;
      }
      String like = decisions.alike(relation.name(), args);
      if (like == null) {
        return holdsAnew(args);
      }
      List<String> shared = shared(relation.name(), args, like);
      Boolean known = alike.get(shared);
      if (known == null) {
        known = holdsAnew(args);
        alike.put(shared, known);
      }
      return known;
    }

    private boolean holdsAnew(List<String> args) {
      return decisions.decide(relation.name(), args).holds();
    }

    private void answerNames(int[] pattern, Sink sink) {
      String principal = symbols.text(pattern[0]);
      String action = symbols.text(pattern[1]);
      for (RelationDecisions.Named named : decisions.names(relation.name(), principal, action)) {
        sink.accept(pattern[0], pattern[1], names.number(named.names()));
      }
    }
  }
}
