package dev.ardennes.collect.helm.template;

import dev.ardennes.collect.helm.template.Operand.Base;
import dev.ardennes.collect.helm.template.Pipeline.Command;
import dev.ardennes.collect.helm.value.Failure;
import dev.ardennes.collect.helm.value.GoText;
import dev.ardennes.collect.helm.value.Symbols;
import dev.ardennes.collect.helm.value.Truth;
import dev.ardennes.collect.helm.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evaluates pipelines, commands and operands. What fails is reported and unknown.
final class PipelineEvaluator {
  private final Evaluator evaluator;
  private final Function.Library library;

  PipelineEvaluator(Evaluator evaluator, Function.Library library) {
    this.evaluator = evaluator;
    this.library = library;
  }

  /// The value of a pipeline, which is also stored if the pipeline says so.
  Value value(Pipeline pipeline, Value dot, Scope scope) {
    Value value = unassigned(pipeline, dot, scope);
    for (String variable : pipeline.variables()) {
      store(pipeline, variable, value, scope);
    }
    return value;
  }

  void store(Pipeline pipeline, String variable, Value value, Scope scope) {
    if (pipeline.declares()) {
      scope.declare(variable, value);
    } else if (!scope.assign(variable, value)) {
      evaluator.report(
          pipeline.line(), "no variable `$" + variable + "` is declared", "declare it with `:=`");
    }
  }

  Value unassigned(Pipeline pipeline, Value dot, Scope scope) {
    Value value = null;
    String written = "";
    for (Command command : pipeline.commands()) {
      evaluator.budget().step(1);
      value = command(command, dot, scope, value, written);
      written = command.operands().getFirst().text();
    }
    return value == null ? Value.NIL : value;
  }

  private Value command(
      Command command, Value dot, Scope scope, @Nullable Value piped, String written) {
    Operand first = command.operands().getFirst();
    List<Operand> arguments = command.operands().subList(1, command.operands().size());
    return switch (first) {
      case Operand.Name name -> function(name.text(), command, dot, scope, piped, written);
      case Operand.Literal literal -> literal.value();
      case Operand.Chain chain -> {
        if (arguments.isEmpty() && piped == null) {
          yield chain(chain, dot, scope, List.of(), command.line());
        }
        List<Value> values = arguments(arguments, dot, scope, command.line());
        if (piped != null) {
          values.add(piped);
        }
        yield chain(chain, dot, scope, values, command.line());
      }
    };
  }

  private List<Value> arguments(List<Operand> operands, Value dot, Scope scope, int line) {
    List<Value> values = new ArrayList<>();
    for (Operand operand : operands) {
      values.add(operand(operand, dot, scope, line));
    }
    return values;
  }

  private Value operand(Operand operand, Value dot, Scope scope, int line) {
    evaluator.budget().step(1);
    return switch (operand) {
      case Operand.Literal literal -> literal.value();
      case Operand.Name name -> call(name.text(), List.of(), List.of(), line);
      case Operand.Chain chain -> chain(chain, dot, scope, List.of(), line);
    };
  }

  private Value function(
      String name, Command command, Value dot, Scope scope, @Nullable Value piped, String written) {
    List<Operand> operands = command.operands().subList(1, command.operands().size());
    if (name.equals("and") || name.equals("or")) {
      return logic(name.equals("or"), operands, dot, scope, piped, command.line());
    }
    List<Value> values = arguments(operands, dot, scope, command.line());
    List<String> texts = new ArrayList<>(operands.stream().map(Operand::text).toList());
    if (piped != null) {
      values.add(piped);
      texts.add(written);
    }
    return call(name, values, texts, command.line());
  }

  private Value call(String name, List<Value> values, List<String> texts, int line) {
    Function function = library.find(name);
    Call call = new Call(evaluator, name, values, texts, line);
    if (function == null) {
      evaluator.report(
          line, "`" + name + "` is no function that is known here", "render the chart with Helm");
      return call.unknownHere();
    }
    try {
      return function.apply(call);
    } catch (Failure failure) {
      evaluator.failed(failure, line);
      return call.unknownHere();
    }
  }

  /// `and` and `or` end at the first argument that decides, and give it; without one, the last.
  private Value logic(
      boolean or, List<Operand> operands, Value dot, Scope scope, @Nullable Value piped, int line) {
    Truth deciding = or ? Truth.YES : Truth.NO;
    List<Value> seen = new ArrayList<>();
    boolean open = false;
    int count = operands.size() + (piped == null ? 0 : 1);
    for (int index = 0; index < count; index++) {
      Value value =
          piped != null && index == operands.size()
              ? piped
              : operand(operands.get(index), dot, scope, line);
      Truth truth = Truth.of(value);
      if (truth == deciding) {
        return open && or && !(value instanceof Value.Bool) ? perhaps(seen, value, or) : value;
      }
      if (index == count - 1) {
        return open ? perhaps(seen, value, or) : value;
      }
      open |= truth == Truth.UNKNOWN;
      seen.add(value);
    }
    evaluator.report(line, "`and` and `or` need an argument", "give one");
    return Value.FALSE;
  }

  private static Value perhaps(List<Value> seen, Value last, boolean or) {
    List<Value> all = new ArrayList<>(seen);
    all.add(last);
    return new Value.UnknownValue(Symbols.call(or ? "or" : "and", all));
  }

  private Value chain(
      Operand.Chain chain, Value dot, Scope scope, List<Value> arguments, int line) {
    Value value =
        switch (chain.base()) {
          case Base.Dot _ -> dot;
          case Base.Variable variable -> variable(variable.name(), scope, line);
          case Base.Parenthesis parenthesis -> value(parenthesis.pipeline(), dot, scope);
        };
    List<String> fields = chain.fields();
    if (fields.isEmpty() && !arguments.isEmpty()) {
      evaluator.report(line, "`" + chain.text() + "` is no function", "remove its arguments");
      return value;
    }
    // A base that is nil has all fields as nil; a field that is nil has none.
    boolean nilBase = value instanceof Value.Nil;
    for (int index = 0; index < fields.size() && !nilBase; index++) {
      boolean isLast = index == fields.size() - 1;
      value = field(value, fields.get(index), isLast ? arguments : List.of(), chain, index, line);
    }
    return value;
  }

  private Value variable(String name, Scope scope, int line) {
    Value value = scope.find(name);
    if (value == null) {
      evaluator.report(line, "no variable `$" + name + "` is declared", "declare it with `:=`");
      return evaluator.unknown("$" + name);
    }
    return value;
  }

  private Value field(
      Value base, String name, List<Value> arguments, Operand.Chain chain, int index, int line) {
    switch (base) {
      case Value.Dict dict when arguments.isEmpty() -> {
        return dict.at(name);
      }
      case Value.Opaque opaque -> {
        Value member = opaque.member(name, arguments);
        if (member != null) {
          return member;
        }
      }
      case Value.UnknownValue unknown -> {
        return new Value.UnknownValue(
            Symbols.limit(unknown.symbol() + "." + name), unknown.filled());
      }
      case Value.Nil _ -> {
        evaluator.report(
            line,
            "`" + upTo(chain, index) + "` has no value, so it has no `" + name + "` either",
            "give it in a values file");
        return evaluator.unknown(chain.text());
      }
      default -> {}
    }
    String shown = Symbols.limit(GoText.of(base, evaluator.budget()));
    evaluator.report(
        line,
        "`"
            + chain.text()
            + "` asks for `"
            + name
            + "` of `"
            + shown
            + "`, which has no such field",
        "correct the template or the values");
    return evaluator.unknown(chain.text());
  }

  private static String upTo(Operand.Chain chain, int index) {
    int dropped = 0;
    for (String field : chain.fields().subList(index, chain.fields().size())) {
      dropped += field.length() + 1;
    }
    return chain.text().substring(0, Math.max(1, chain.text().length() - dropped));
  }
}
