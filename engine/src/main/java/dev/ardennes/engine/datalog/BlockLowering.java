package dev.ardennes.engine.datalog;

import dev.ardennes.model.Position;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.RuleVariables;
import dev.ardennes.rules.datalog.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Turns each block of `some` into a relation of its own over the variables it shares.
///
/// The rule then has one premise for the block however many witnesses there are, and each witness
/// is a step of the block's own rule. Blocks that differ in nothing but the names of variables are
/// one relation, which the first of them names: many forms of a rule ask for the same witness.
final class BlockLowering {

  private final Map<String, String> names;
  private final Function<Rule, List<Rule>> forms;
  private final int sourceRule;
  private final List<Lowered> lowered = new ArrayList<>();
  private int blocks;

  private BlockLowering(
      Map<String, String> names, Function<Rule, List<Rule>> forms, int sourceRule) {
    this.names = names;
    this.forms = forms;
    this.sourceRule = sourceRule;
  }

  /// A rule without blocks; `block` counts as in [RuleInfo].
  record Lowered(Rule rule, int sourceRule, int block) {}

  /// The rule itself, then its blocks.
  ///
  /// @param names of the blocks of the rules before this one; takes those of its own
  /// @param forms the rules that stand for the one of a block
  static List<Lowered> lower(
      Rule rule, int sourceRule, Map<String, String> names, Function<Rule, List<Rule>> forms) {
    BlockLowering lowering = new BlockLowering(names, forms, sourceRule);
    Set<String> outside = RuleVariables.of(rule.head()).keySet();
    lowering.add(rule.head(), rule.body(), outside, rule.position());
    lowering.lowered.sort((a, b) -> Integer.compare(a.block, b.block));
    return lowering.lowered;
  }

  private void add(Atom head, List<Literal> body, Set<String> outside, Position position) {
    int block = blocks++;
    List<Literal> flat = new ArrayList<>();
    for (int i = 0; i < body.size(); i++) {
      if (body.get(i) instanceof Literal.Existential existential) {
        Set<String> around = new HashSet<>(outside);
        around.addAll(RuleVariables.of(body.subList(0, i)).keySet());
        around.addAll(RuleVariables.of(body.subList(i + 1, body.size())).keySet());
        flat.add(new Literal.Positive(auxiliary(existential, around)));
      } else {
        flat.add(body.get(i));
      }
    }
    lowered.add(new Lowered(new Rule(head, flat, position), sourceRule, block));
  }

  private Atom auxiliary(Literal.Existential existential, Set<String> around) {
    List<Term> shared = RuleVariables.shared(existential, around);
    String text = BlockText.of(existential, shared);
    String known = names.get(text);
    if (known != null) {
      return new Atom(known, shared, existential.position());
    }
    String name = name(sourceRule, blocks);
    names.put(text, name);
    Atom head = new Atom(name, shared, existential.position());
    for (Rule form : forms.apply(new Rule(head, existential.body(), existential.position()))) {
      add(form.head(), form.body(), around, form.position());
    }
    return head;
  }

  /// A name that no program can declare.
  private static String name(int sourceRule, int block) {
    return "some:" + sourceRule + ":" + block;
  }
}
