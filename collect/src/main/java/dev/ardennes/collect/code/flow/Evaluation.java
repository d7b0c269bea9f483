package dev.ardennes.collect.code.flow;

import dev.ardennes.collect.code.flow.Component.Found;
import dev.ardennes.collect.code.flow.Trace.Aspect;
import dev.ardennes.collect.code.knowledge.CallRule;
import dev.ardennes.collect.code.knowledge.Knowledge;
import dev.ardennes.collect.code.program.Expression;
import dev.ardennes.collect.code.program.Expression.Argument;
import dev.ardennes.collect.code.program.Expression.Call;
import dev.ardennes.collect.code.program.Expression.Choice;
import dev.ardennes.collect.code.program.Expression.Collection;
import dev.ardennes.collect.code.program.Expression.Compared;
import dev.ardennes.collect.code.program.Expression.Constant;
import dev.ardennes.collect.code.program.Expression.Entry;
import dev.ardennes.collect.code.program.Expression.Index;
import dev.ardennes.collect.code.program.Expression.Joined;
import dev.ardennes.collect.code.program.Expression.Lambda;
import dev.ardennes.collect.code.program.Expression.Logic;
import dev.ardennes.collect.code.program.Expression.Member;
import dev.ardennes.collect.code.program.Expression.Name;
import dev.ardennes.collect.code.program.Expression.Not;
import dev.ardennes.collect.code.program.Expression.Other;
import dev.ardennes.collect.code.program.Function;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Evaluates functions of a component abstractly: no value is known but where its texts come from.
/// Calls inside the component are followed, up to a depth; the number of steps is limited, and
/// [#exhausted] says where the limit was met. One instance for one entry; not safe for several
/// threads.
final class Evaluation {
  private static final int MOST_STEPS = 60_000;
  private static final int DEEPEST_CALL = 6;
  private static final int DEEPEST_EXPRESSION = 200;

  /// A call with everything about it evaluated.
  ///
  /// @param names of the arguments, empty for those told by their place
  record Called(
      Call call,
      String fullName,
      String simpleName,
      Value receiver,
      List<Value> arguments,
      List<String> names,
      List<CallRule> rules) {
    /// The argument of that place or name; null if there is none.
    @Nullable Value argument(String which) {
      if (which.equals("receiver")) {
        return receiver;
      }
      int named = names.indexOf(which);
      if (named >= 0) {
        return arguments.get(named);
      }
      boolean place = !which.isEmpty() && which.chars().allMatch(Character::isDigit);
      int at = place ? Integer.parseInt(which) : -1;
      return at >= 0 && at < arguments.size() && names.get(at).isEmpty() ? arguments.get(at) : null;
    }
  }

  final Knowledge knowledge;
  final Component component;
  final Findings findings;
  final boolean answering;
  private final Execution execution;
  private final Effects effects;
  private final Scopes scopes;
  private int steps;
  private int calls;
  private int depth;
  private boolean exhausted;

  /// @param answering whether what is evaluated answers a request, so that answers count
  Evaluation(Knowledge knowledge, Component component, Findings findings, boolean answering) {
    this.knowledge = knowledge;
    this.component = component;
    this.findings = findings;
    this.answering = answering;
    this.execution = new Execution(this);
    this.effects = new Effects(this);
    this.scopes = new Scopes(this);
  }

  boolean exhausted() {
    return exhausted;
  }

  Execution execution() {
    return execution;
  }

  Scopes scopes() {
    return scopes;
  }

  private boolean stop() {
    exhausted |= ++steps > MOST_STEPS;
    return exhausted;
  }

  Value evaluate(Expression expression, State state, Frame frame) {
    if (stop() || depth > DEEPEST_EXPRESSION) {
      return Value.UNKNOWN;
    }
    depth++;
    Value value = form(expression, state, frame);
    depth--;
    return value;
  }

  private Value form(Expression expression, State state, Frame frame) {
    return switch (expression) {
      case Constant constant -> Value.constant(constant.text());
      case Name name -> scopes.named(name.name(), state, frame);
      case Member member ->
          part(evaluate(member.object(), state, frame), member.name(), member.at(), frame);
      case Index index -> index(index, state, frame);
      case Joined joined -> Texts.joined(values(joined.parts(), state, frame));
      case Call call -> call(call, state, frame);
      case Collection collection -> collection(collection, state, frame);
      case Choice choice -> choice(choice, state, frame);
      case Compared compared -> {
        evaluate(compared.left(), state, frame);
        evaluate(compared.right(), state, frame);
        yield Value.UNKNOWN;
      }
      case Logic logic -> logic(logic, state, frame);
      case Not not -> {
        evaluate(not.operand(), state, frame);
        yield Value.UNKNOWN;
      }
      case Lambda lambda -> new Value(java.util.Set.of(), Map.of(), "", null, lambda.function());
      case Other other -> any(values(other.parts(), state, frame));
    };
  }

  private List<Value> values(List<Expression> expressions, State state, Frame frame) {
    List<Value> values = new ArrayList<>();
    expressions.forEach(one -> values.add(evaluate(one, state, frame)));
    return values;
  }

  /// Any of the values, or an element of one of them.
  static Value any(List<Value> values) {
    Value any = Value.UNKNOWN;
    for (Value value : values) {
      any = any.or(new Value(value.all(), Map.of(), value.type(), value.text(), value.function()));
    }
    return any;
  }

  private Value logic(Logic logic, State state, Frame frame) {
    Value left = evaluate(logic.left(), state, frame);
    State then = state.copy();
    then.learn(execution.conditions().shows(logic.left(), logic.and(), state, frame));
    Value right = evaluate(logic.right(), then, frame);
    return left.or(right);
  }

  private Value choice(Choice choice, State state, Frame frame) {
    evaluate(choice.condition(), state, frame);
    State one = state.copy();
    one.learn(execution.conditions().shows(choice.condition(), true, state, frame));
    State other = state.copy();
    other.learn(execution.conditions().shows(choice.condition(), false, state, frame));
    Value first = limited(evaluate(choice.one(), one, frame), one);
    return first.or(limited(evaluate(choice.other(), other, frame), other));
  }

  /// A value whose texts were all checked as a whole is none of the caller's any more.
  private static Value limited(Value value, State state) {
    boolean listed =
        !value.all().isEmpty()
            && value.all().stream().allMatch(trace -> state.of(trace.origin()).whole());
    return listed ? Value.UNKNOWN : value;
  }

  private Value index(Index index, State state, Frame frame) {
    Value object = evaluate(index.object(), state, frame);
    Value key = evaluate(index.key(), state, frame);
    if (key.isConstant()) {
      return part(object, key.textOrUnknown(), index.at(), frame);
    }
    return object.type().equals(Scopes.SETTINGS)
        ? Value.of(Trace.of(new Origin(true, "*")))
        : any(List.of(object));
  }

  /// A named part of a value: what is known of it, or a part of the caller's text.
  Value part(Value object, String name, int at, Frame frame) {
    if (object.type().equals(Scopes.SETTINGS)) {
      findings.add(new Finding.Reads(name), frame.program, at);
      return Value.setting(name);
    }
    Value known = object.fields().get(name);
    if (known != null) {
      return known;
    }
    String full = object.type().isEmpty() ? name : object.type() + "." + name;
    for (CallRule rule : knowledge.rules(frame.program.language(), full)) {
      Value ruled = effects.member(rule, object, name);
      if (ruled != null) {
        return ruled.withType(rule.does().equals("settings") ? Scopes.SETTINGS : full);
      }
    }
    Value part =
        object.mapped(
            trace ->
                trace.aspect() == Aspect.WHOLE ? trace.with(trace.origin().part(name)) : trace);
    return new Value(part.traces(), Map.of(), object.type().isEmpty() ? "" : full, null, null);
  }

  private Value collection(Collection collection, State state, Frame frame) {
    Map<String, Value> fields = new LinkedHashMap<>();
    Value rest = Value.UNKNOWN;
    int place = 0;
    for (Entry entry : collection.entries()) {
      Value value = evaluate(entry.value(), state, frame);
      Expression key = entry.key();
      Value named = key == null ? Value.UNKNOWN : evaluate(key, state, frame);
      if (entry.spread()) {
        value.fields().forEach(fields::put);
        rest = rest.or(new Value(value.traces(), Map.of(), "", null, null));
      } else if (key == null) {
        fields.put(String.valueOf(place++), value);
      } else if (named.isConstant()) {
        fields.put(named.textOrUnknown(), value);
      } else {
        rest = rest.or(any(List.of(value, named)));
      }
    }
    Value made = new Value(rest.traces(), Map.of(), "", null, null);
    for (var field : fields.entrySet()) {
      made = made.withField(field.getKey(), field.getValue());
    }
    return made;
  }

  private Value call(Call call, State state, Frame frame) {
    Called called = called(call, state, frame);
    Value ruled = effects.apply(called, state, frame);
    if (ruled != null) {
      return ruled;
    }
    Value inside = inside(called, state, frame);
    return inside == null ? effects.unknown(called, state, frame) : inside;
  }

  /// Evaluates what a call is made of, without making it.
  Called called(Call call, State state, Frame frame) {
    Value receiver = Value.UNKNOWN;
    String fullName;
    String simpleName;
    if (call.callee() instanceof Member member) {
      receiver = evaluate(member.object(), state, frame);
      simpleName = member.name();
      fullName = receiver.type().isEmpty() ? "?." + simpleName : receiver.type() + "." + simpleName;
    } else if (call.callee() instanceof Name name) {
      Value variable = state.variables.get(name.name());
      simpleName = name.name();
      fullName = frame.program.imports().getOrDefault(simpleName, simpleName);
      if (variable != null && !variable.type().isEmpty()) {
        fullName = variable.type();
      }
      if (frame.program.language() == dev.ardennes.collect.code.syntax.Language.JAVA) {
        fullName = simpleName;
      }
    } else {
      receiver = evaluate(call.callee(), state, frame);
      simpleName = "";
      fullName = receiver.type() + "()";
    }
    if (call.creates()) {
      fullName = "new " + fullName;
    }
    List<Value> arguments = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Argument argument : call.arguments()) {
      arguments.add(evaluate(argument.value(), state, frame));
      names.add(argument.name());
    }
    return new Called(
        call,
        fullName,
        simpleName,
        receiver,
        arguments,
        names,
        knowledge.rules(frame.program.language(), fullName));
  }

  /// The result of a function of this component; null where the call leads out of it.
  private @Nullable Value inside(Called called, State state, Frame frame) {
    Function held = held(called, state, frame);
    if (held != null) {
      return run(held, frame.program, frame.type, called, state, state.copy());
    }
    Found found = scopes.function(called, state, frame);
    boolean reads =
        called.arguments().isEmpty()
            && called.receiver().traces().stream().anyMatch(trace -> !trace.origin().setting());
    if (found == null || reads) {
      // What a caller sent has the parts that it was sent with, whatever their getters look like.
      return found == null ? scopes.created(called, state, frame) : null;
    }
    return run(
        found.function(), found.program(), found.function().type(), called, state, state.inner());
  }

  private @Nullable Function held(Called called, State state, Frame frame) {
    if (called.call().callee() instanceof Name name) {
      Value variable = state.variables.get(name.name());
      Value global = variable == null ? scopes.global(frame.program, name.name()) : variable;
      return global == null ? null : global.function();
    }
    return called.call().callee() instanceof Lambda lambda ? lambda.function() : null;
  }

  private @Nullable Value run(
      Function function,
      dev.ardennes.collect.code.program.Program program,
      String type,
      Called called,
      State state,
      State inner) {
    Frame frame = enter(function, program, type, called, inner);
    if (frame == null) {
      return null;
    }
    leave(frame, state);
    return frame.exits.stream().map(Frame.Exit::value).reduce(Value.UNKNOWN, Value::or);
  }

  /// Runs the function with these arguments; null where calls are nested too deep.
  private @Nullable Frame enter(
      Function function,
      dev.ardennes.collect.code.program.Program program,
      String type,
      Called called,
      State inner) {
    if (calls >= DEEPEST_CALL || stop()) {
      return null;
    }
    int place = 0;
    for (var parameter : function.parameters()) {
      Value named = called.argument(parameter.name());
      Value given = named == null ? called.argument(String.valueOf(place)) : named;
      place++;
      Value value =
          given != null
              ? given
              : parameter.initial() == null
                  ? Value.UNKNOWN
                  : evaluate(parameter.initial(), inner, new Frame(program, type));
      inner.variables.put(parameter.name(), scopes.declared(value, parameter.type(), program));
    }
    return runBody(function, program, type, inner);
  }

  Frame runBody(
      Function function,
      dev.ardennes.collect.code.program.Program program,
      String type,
      State inner) {
    Frame frame = new Frame(program, type);
    calls++;
    execution.run(function.body(), inner, frame);
    calls--;
    if (!inner.dead()) {
      frame.exits.add(
          new Frame.Exit(
              Value.UNKNOWN, inner.checks(), inner.checks(), inner.checks(), function.at()));
    }
    return frame;
  }

  private static void leave(Frame frame, State state) {
    Map<Origin, Narrowing> after = null;
    for (Frame.Exit exit : frame.exits) {
      after = State.either(after, exit.checks());
    }
    if (after == null) {
      state.die();
    } else {
      state.checks(after);
    }
  }

  /// What a function of this component shows by returning true or false; null where it is none.
  @Nullable Map<Origin, Narrowing> shownByFunction(
      Call call, boolean truth, State state, Frame frame) {
    Called called = called(call, state, frame);
    Function held = held(called, state, frame);
    Found found = held == null ? scopes.function(called, state, frame) : null;
    if (held == null && found == null) {
      return null;
    }
    Frame ran =
        found == null
            ? enter(
                java.util.Objects.requireNonNull(held),
                frame.program,
                frame.type,
                called,
                state.copy())
            : enter(
                found.function(), found.program(), found.function().type(), called, state.inner());
    if (ran == null) {
      return null;
    }
    Map<Origin, Narrowing> shown = null;
    for (Frame.Exit exit : ran.exits) {
      Map<Origin, Narrowing> one = truth ? exit.whenTrue() : exit.whenFalse();
      if (one != null) {
        shown = State.either(shown, one);
      }
    }
    return shown == null ? Map.of() : shown;
  }

  /// Runs a lambda that was given to code not seen, with what that code may give it.
  Value lambda(Function function, Value given, State state, Frame frame) {
    if (calls >= DEEPEST_CALL || stop()) {
      return Value.UNKNOWN;
    }
    State inner = state.copy();
    for (var parameter : function.parameters()) {
      inner.variables.put(
          parameter.name(), scopes.declared(given, parameter.type(), frame.program));
    }
    Frame ran = runBody(function, frame.program, frame.type, inner);
    return ran.exits.stream().map(Frame.Exit::value).reduce(Value.UNKNOWN, Value::or);
  }
}
