package dev.ardennes.engine.attack;

import dev.ardennes.engine.datalog.BlockText;
import dev.ardennes.model.Position;
import dev.ardennes.rules.compile.ChangedStateUnfolding;
import dev.ardennes.rules.compile.CompiledRule;
import dev.ardennes.rules.compile.CompiledRules;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.RuleVariables;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Joins the forms of a rule that differ in one block of `some` only into one rule, whose block
/// holds in any of their ways.
///
/// Changed state gives a rule a form for each way in which each of its principals may be allowed
/// something, those inside blocks too. Who takes the step then has as many steps as the helper has
/// ways to help, all with the same gain. Joined,
///
/// ```text
/// gain(R) :- ..., some Q: (controls(Q), may(Q, "invoke", W)).
/// gain(R) :- ..., some Q: (controls(Q), policy_writable(Q), may_if_granted(Q, "invoke", W)).
/// ```
///
/// become
///
/// ```text
/// gain(R) :- ..., some:joined:0(W).
/// some:joined:0(W) :- controls(Q), may(Q, "invoke", W).
/// some:joined:0(W) :- controls(Q), policy_writable(Q), may_if_granted(Q, "invoke", W).
/// ```
///
/// Blocks that hold in the same ways are one relation, whatever rules they are of.
final class JoinedBlocks {
  private static final String NAME = BlockNames.BLOCK + "joined:";

  private final Map<List<String>, String> names = new HashMap<>();
  private final List<CompiledRule> blocks = new ArrayList<>();

  private JoinedBlocks() {}

  /// Whether the rule says when a joined block holds: it is of no technique.
  static boolean isBlock(Rule rule) {
    return rule.head().relation().startsWith(NAME);
  }

  /// The rules with those joined that can be, each where the first of its forms was; then the rules
  /// of the blocks.
  static CompiledRules of(CompiledRules rules) {
    JoinedBlocks joined = new JoinedBlocks();
    List<CompiledRule> all = new ArrayList<>();
    for (Form form : forms(rules)) {
      all.add(joined.rule(form));
    }
    all.addAll(joined.blocks);
    return new CompiledRules(all);
  }

  private static List<Form> forms(CompiledRules rules) {
    List<Form> forms = rules.rules().stream().map(Form::of).toList();
    int most = forms.stream().mapToInt(form -> form.blocks.size()).max().orElse(0);
    for (int block = 0; block < most; block++) {
      Map<Object, Form> joined = new LinkedHashMap<>();
      for (Form form : forms) {
        int which = block;
        joined.merge(form.without(block), form, (one, other) -> one.joinedWith(other, which));
      }
      forms = List.copyOf(joined.values());
    }
    return forms;
  }

  private CompiledRule rule(Form form) {
    if (form.blocks.stream().allMatch(ways -> ways.size() == 1)) {
      return form.first;
    }
    Rule first = form.first.rule();
    List<Literal> body = new ArrayList<>();
    int block = 0;
    for (int i = 0; i < first.body().size(); i++) {
      Literal literal = first.body().get(i);
      if (literal instanceof Literal.Existential existential) {
        List<Literal.Existential> ways = form.blocks.get(block++);
        body.add(ways.size() == 1 ? existential : joined(ways, shared(first, i, existential)));
      } else {
        body.add(literal);
      }
    }
    return new CompiledRule(
        form.first.technique(),
        form.first.source(),
        form.changes,
        new Rule(first.head(), body, first.position()));
  }

  /// The variables of a block that the rest of the rule uses as well.
  private static List<Term> shared(Rule rule, int block, Literal.Existential existential) {
    Set<String> around = new HashSet<>(RuleVariables.of(rule.head()).keySet());
    for (int i = 0; i < rule.body().size(); i++) {
      if (i != block) {
        around.addAll(RuleVariables.of(rule.body().get(i)).keySet());
      }
    }
    return RuleVariables.shared(existential, around);
  }

  private Literal joined(List<Literal.Existential> ways, List<Term> shared) {
    List<String> texts = ways.stream().map(way -> BlockText.of(way, shared)).toList();
    String known = names.get(texts);
    String name = known == null ? NAME + names.size() : known;
    Position position = ways.getFirst().position();
    Atom head = new Atom(name, shared, position);
    if (known == null) {
      names.put(texts, name);
      for (Literal.Existential way : ways) {
        blocks.add(new CompiledRule("", 0, List.of(), new Rule(head, way.body(), position)));
      }
    }
    return new Literal.Positive(head);
  }

  /// A rule, and for each of its blocks the ways in which it may hold.
  ///
  /// @param changes those that are the same in all of these ways
  private record Form(
      CompiledRule first,
      List<ChangedStateUnfolding.Changed> changes,
      List<List<Literal.Existential>> blocks) {
    static Form of(CompiledRule rule) {
      List<List<Literal.Existential>> blocks = new ArrayList<>();
      for (Literal literal : rule.rule().body()) {
        if (literal instanceof Literal.Existential block) {
          blocks.add(List.of(block));
        }
      }
      return new Form(rule, rule.changes(), blocks);
    }

    /// What two forms must have in common to be joined at a block; the form itself where it cannot
    /// be joined with any.
    Object without(int block) {
      if (block >= blocks.size() || isAboutNames()) {
        return this;
      }
      List<Literal> premises = new ArrayList<>();
      for (Literal literal : first.rule().body()) {
        if (!(literal instanceof Literal.Existential)) {
          premises.add(literal);
        }
      }
      List<List<Literal.Existential>> others =
          IntStream.range(0, blocks.size()).filter(i -> i != block).mapToObj(blocks::get).toList();
      return List.of(first.technique(), first.source(), premises, others);
    }

    /// A block that shares a name which does not exist yet is left alone: the relation of a joined
    /// one holds no names.
    private boolean isAboutNames() {
      return !RuleNames.of(first.rule()).isEmpty();
    }

    Form joinedWith(Form other, int block) {
      List<List<Literal.Existential>> joined = new ArrayList<>(blocks);
      List<Literal.Existential> ways = new ArrayList<>(blocks.get(block));
      ways.addAll(other.blocks.get(block));
      joined.set(block, List.copyOf(ways));
      List<ChangedStateUnfolding.Changed> common =
          changes.stream().filter(other.changes::contains).toList();
      return new Form(first, common, joined);
    }
  }
}
