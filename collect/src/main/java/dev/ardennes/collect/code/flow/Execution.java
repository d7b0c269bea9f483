package dev.ardennes.collect.code.flow;

import dev.ardennes.collect.code.program.Expression;
import dev.ardennes.collect.code.program.Expression.Compared;
import dev.ardennes.collect.code.program.Expression.Constant;
import dev.ardennes.collect.code.program.Expression.Index;
import dev.ardennes.collect.code.program.Expression.Member;
import dev.ardennes.collect.code.program.Expression.Name;
import dev.ardennes.collect.code.program.Statement;
import dev.ardennes.collect.code.program.Statement.Assign;
import dev.ardennes.collect.code.program.Statement.Attempt;
import dev.ardennes.collect.code.program.Statement.Branch;
import dev.ardennes.collect.code.program.Statement.Case;
import dev.ardennes.collect.code.program.Statement.Cases;
import dev.ardennes.collect.code.program.Statement.Evaluate;
import dev.ardennes.collect.code.program.Statement.Leave;
import dev.ardennes.collect.code.program.Statement.Loop;
import dev.ardennes.collect.code.program.Statement.Return;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs statements: where ways part each goes on with what its condition shows, and where they meet
/// only what holds on all of them is kept.
final class Execution {
  private static final int DEEPEST = 120;
  private static final Set<String> TRUE = Set.of("true", "True");
  private static final Set<String> FALSE = Set.of("false", "False", "null", "None", "nil");

  private final Evaluation evaluation;
  private final Conditions conditions;
  private int depth;

  Execution(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.conditions = new Conditions(evaluation);
  }

  Conditions conditions() {
    return conditions;
  }

  void run(List<Statement> statements, State state, Frame frame) {
    if (depth >= DEEPEST) {
      return;
    }
    depth++;
    for (Statement statement : statements) {
      if (state.dead()) {
        break;
      }
      run(statement, state, frame);
    }
    depth--;
  }

  private void run(Statement statement, State state, Frame frame) {
    switch (statement) {
      case Assign assign -> assign(assign, state, frame);
      case Evaluate evaluate -> evaluation.evaluate(evaluate.expression(), state, frame);
      case Return returned -> exit(returned.value(), returned.at(), state, frame);
      case Leave leave -> {
        leave.parts().forEach(part -> evaluation.evaluate(part, state, frame));
        state.die();
      }
      case Branch branch -> branch(branch, state, frame);
      case Cases cases -> cases(cases, state, frame);
      case Loop loop -> loop(loop.body(), state, frame);
      case Attempt attempt -> attempt(attempt, state, frame);
    }
  }

  private void exit(@Nullable Expression expression, int at, State state, Frame frame) {
    Value value =
        expression == null ? Value.UNKNOWN : evaluation.evaluate(expression, state, frame);
    Map<Origin, Narrowing> whenTrue = state.checks();
    Map<Origin, Narrowing> whenFalse = state.checks();
    if (expression instanceof Constant constant) {
      whenTrue = FALSE.contains(constant.text()) ? null : whenTrue;
      whenFalse = TRUE.contains(constant.text()) ? null : whenFalse;
    } else if (expression != null) {
      whenTrue = State.both(whenTrue, conditions.shows(expression, true, state, frame));
      whenFalse = State.both(whenFalse, conditions.shows(expression, false, state, frame));
    }
    frame.exits.add(new Frame.Exit(value, state.checks(), whenTrue, whenFalse, at));
    state.die();
  }

  private void branch(Branch branch, State state, Frame frame) {
    evaluation.evaluate(branch.condition(), state, frame);
    if (state.dead()) {
      return;
    }
    State one = state.copy();
    one.learn(conditions.shows(branch.condition(), true, state, frame));
    State other = state.copy();
    other.learn(conditions.shows(branch.condition(), false, state, frame));
    run(branch.then(), one, frame);
    run(branch.otherwise(), other, frame);
    state.become(one, other);
  }

  private void cases(Cases cases, State state, Frame frame) {
    evaluation.evaluate(cases.subject(), state, frame);
    State joined = state.copy();
    joined.die();
    boolean complete = false;
    State rest = state.copy();
    for (Case one : cases.cases()) {
      State taken = rest.copy();
      Map<Origin, Narrowing> shown = null;
      for (Expression value : one.values()) {
        Compared equal = new Compared("==", cases.subject(), value, value.at());
        shown = State.either(shown, conditions.shows(equal, true, state, frame));
      }
      taken.learn(shown == null ? Map.of() : shown);
      complete |= one.values().isEmpty();
      run(one.body(), taken, frame);
      boolean left = taken.dead() && breaks(one.body());
      State after = left ? revived(taken) : taken;
      State both = state.copy();
      both.become(joined, after);
      joined = both;
    }
    state.become(joined, complete ? joined : rest);
  }

  /// A case that ends with `break` goes on behind the cases.
  private static boolean breaks(List<Statement> body) {
    return !body.isEmpty() && body.getLast() instanceof Leave leave && leave.parts().isEmpty();
  }

  private static State revived(State dead) {
    State alive = new State();
    alive.variables.putAll(dead.variables);
    alive.checks(dead.checks());
    return alive;
  }

  /// Twice, so that what one round leaves in a variable meets the next.
  private void loop(List<Statement> body, State state, Frame frame) {
    for (int round = 0; round < 2; round++) {
      State inside = state.copy();
      run(body, inside, frame);
      State before = state.copy();
      state.become(before, inside);
      state.mayHave(inside);
    }
  }

  private void attempt(Attempt attempt, State state, Frame frame) {
    State before = state.copy();
    run(attempt.body(), state, frame);
    for (List<Statement> handler : attempt.handlers()) {
      State handled = before.copy();
      handled.mayHave(state);
      run(handler, handled, frame);
      State after = state.copy();
      state.become(after, handled);
    }
    if (!attempt.after().isEmpty()) {
      run(attempt.after(), state, frame);
    }
  }

  private void assign(Assign assign, State state, Frame frame) {
    Value value = evaluation.evaluate(assign.value(), state, frame);
    value = evaluation.scopes().declared(value, assign.type(), frame.program);
    List<Expression> targets = assign.targets();
    for (int i = 0; i < targets.size(); i++) {
      Value part = value.fields().get(String.valueOf(i));
      boolean single = targets.size() == 1;
      Value given = single ? value : part == null ? Evaluation.any(List.of(value)) : part;
      assign(targets.get(i), given, state, frame);
      if (single && targets.getFirst() instanceof Name name) {
        state.meanings.put(name.name(), assign.value());
      }
    }
  }

  private void assign(Expression target, Value value, State state, Frame frame) {
    switch (target) {
      case Name name -> {
        state.meanings.remove(name.name());
        boolean field =
            !frame.type.isEmpty()
                && !state.variables.containsKey(name.name())
                && evaluation.scopes().fields(frame.type).containsKey(name.name());
        if (field) {
          keep(frame.type, name.name(), value);
        } else {
          state.variables.put(name.name(), value);
        }
      }
      case Member member -> {
        if (member.object() instanceof Name object) {
          part(object.name(), member.name(), value, state, frame);
        }
      }
      case Index index -> {
        Value key = evaluation.evaluate(index.key(), state, frame);
        if (index.object() instanceof Name object) {
          part(object.name(), key.isConstant() ? key.textOrUnknown() : "*", value, state, frame);
        }
      }
      default -> {}
    }
  }

  private void part(String object, String name, Value value, State state, Frame frame) {
    boolean own = object.equals("this") || object.equals("self");
    if (own && !state.variables.containsKey(object)) {
      keep(frame.type, name, value);
    } else {
      Value whole = evaluation.scopes().named(object, state, frame);
      state.variables.put(object, whole.withField(name, value));
    }
  }

  /// What a field was declared as stays known where the new value says less.
  private void keep(String type, String name, Value value) {
    Map<String, Value> fields = evaluation.scopes().fields(type);
    Value before = fields.getOrDefault(name, Value.UNKNOWN);
    fields.put(name, value.type().isEmpty() ? value.withType(before.type()) : value);
  }
}
