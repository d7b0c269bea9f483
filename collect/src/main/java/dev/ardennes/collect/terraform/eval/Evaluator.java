package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.hcl.Diagnostics;
import dev.ardennes.collect.terraform.hcl.Expression;
import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.Symbols;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.UnknownValue.Reason;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.ValueTooLarge;
import dev.ardennes.collect.terraform.value.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Evaluates the expressions of one root module. What has no value for whatever reason becomes an
/// unknown value with a name; an error is listed as a problem as well, and everything around it
/// goes on. Not safe for use by several threads.
///
/// ```java
/// Evaluator evaluator = new Evaluator(diagnostics, FileAccess.NONE, new Budget(Limits.DEFAULT));
/// Value value = evaluator.evaluate(expression, scope);
/// ```
public final class Evaluator {
  /// The name of the element that a splat is at; no identifier can have it.
  private static final String SPLAT = "*";

  private final Diagnostics diagnostics;
  private final FileAccess files;
  private final Budget budget;
  private final Map<String, Integer> errors = new HashMap<>();
  private final Operators operators = new Operators();
  private int trials;
  private boolean exhaustionReported;

  public Evaluator(Diagnostics diagnostics, FileAccess files, Budget budget) {
    this.diagnostics = diagnostics;
    this.files = files;
    this.budget = budget;
  }

  public Diagnostics diagnostics() {
    return diagnostics;
  }

  public Budget budget() {
    return budget;
  }

  FileAccess files() {
    return files;
  }

  /// The value of an expression. Never throws, except for [EvaluationFailure] inside `try`.
  public Value evaluate(Expression expression, Scope scope) {
    try {
      budget.enter();
      return dispatch(expression, scope);
    } catch (EvaluationFailure failure) {
      if (trials > 0) {
        throw failure;
      }
      return failed(failure, expression.position(), scope);
    } catch (ValueTooLarge tooLarge) {
      EvaluationFailure failure = Budget.tooMuch(tooLarge.says());
      if (trials > 0) {
        throw failure;
      }
      return failed(failure, expression.position(), scope);
    } finally {
      budget.leave();
    }
  }

  /// Evaluates something that is an expression of its own, such as a local that an expression
  /// inside `try` refers to: its errors are its own.
  public Value separately(Supplier<Value> evaluation) {
    int before = trials;
    trials = 0;
    try {
      return evaluation.get();
    } finally {
      trials = before;
    }
  }

  /// The value, or empty if it has none; nothing is reported.
  Optional<Value> attempt(Expression expression, Scope scope) {
    trials++;
    try {
      return Optional.of(evaluate(expression, scope));
    } catch (EvaluationFailure failure) {
      return Optional.empty();
    } finally {
      trials--;
    }
  }

  /// Lists a failure and answers the unknown value that stands for the result.
  public UnknownValue failed(EvaluationFailure failure, Position position, Scope scope) {
    report(failure, position);
    UnknownValue standIn = failure.standIn();
    if (standIn != null) {
      return standIn;
    }
    String symbol = scope.symbolPrefix() + "error(" + position + ")";
    int occurrence = errors.merge(symbol, 1, Integer::sum);
    return new UnknownValue(
        occurrence == 1 ? symbol : symbol + "#" + occurrence,
        failure.reason(),
        Origin.at(position));
  }

  /// Lists a failure; after the budget is used up only the first one.
  public void report(EvaluationFailure failure, Position position) {
    if (!budget.exhausted() || !exhaustionReported) {
      exhaustionReported = budget.exhausted();
      diagnostics.error(position, failure.says(), failure.help());
    }
  }

  private Value dispatch(Expression expression, Scope scope) {
    Origin origin = Origin.at(expression.position());
    return switch (expression) {
      case Expression.NullLiteral _ -> new NullValue(origin);
      case Expression.BoolLiteral literal -> new BoolValue(literal.value(), origin);
      case Expression.NumberLiteral literal -> new NumberValue(literal.value(), origin);
      case Expression.Template template -> new TemplateEvaluation(this, scope).value(template);
      case Expression.Root root -> located(root(root.name(), scope), origin);
      case Expression.GetAttribute get ->
          located(attribute(evaluate(get.source(), scope), get.name()), origin);
      case Expression.Index index ->
          located(index(evaluate(index.source(), scope), evaluate(index.key(), scope)), origin);
      case Expression.Splat splat -> splat(splat, scope);
      case Expression.SplatElement _ -> root(SPLAT, scope);
      case Expression.Call call -> new CallEvaluation(this, scope).value(call);
      case Expression.Conditional conditional -> conditional(conditional, scope);
      case Expression.Unary unary ->
          operators.unary(unary.operator(), evaluate(unary.operand(), scope), origin);
      case Expression.Binary binary -> binary(binary, scope, origin);
      case Expression.Parenthesized parenthesized -> evaluate(parenthesized.inner(), scope);
      case Expression.Tuple tuple -> tuple(tuple, scope, origin);
      case Expression.ObjectLiteral object -> object(object, scope, origin);
      case Expression.For loop -> new ForEvaluation(this, scope).value(loop);
    };
  }

  /// Scalars belong to the place that uses them, lists and maps to the place that writes them.
  private static Value located(Value value, Origin origin) {
    return value.depth() > 0 || value.position().equals(origin.position())
        ? value
        : value.withOrigin(value.origin().withPosition(origin.position()));
  }

  private static Value root(String name, Scope scope) {
    Value value = scope.root(name);
    if (value == null) {
      throw new EvaluationFailure(
          "`" + name + "` is not declared", "declare it, or correct the name");
    }
    return value;
  }

  // Parts of values

  /// The attribute of a value.
  static Value attribute(Value source, String name) {
    return switch (source) {
      case MapValue map -> entry(map, name, "." + name);
      case UnknownValue unknown -> unknown.part("." + name);
      case NullValue _, BoolValue _, NumberValue _, StringValue _, ListValue _, SetValue _ ->
          throw new EvaluationFailure(
              Conversions.description(source) + " has no attribute `" + name + "`",
              source instanceof ListValue ? "pick an element with `[0]` or all with `[*]`" : "");
    };
  }

  private static Value entry(MapValue map, String name, String step) {
    Value value = map.entry(name);
    if (value != null) {
      return value.from(map.references());
    }
    String open = map.open();
    if (open != null) {
      return new UnknownValue(open, Reason.DERIVED, map.origin()).part(step);
    }
    throw new EvaluationFailure("there is no `" + name + "` in it", "correct the name");
  }

  /// An element of a list or an entry of a map.
  static Value index(Value source, Value key) {
    return switch (source) {
      case UnknownValue unknown -> unknown.part(step(key)).from(Values.allReferences(key));
      case ListValue list -> element(list, Conversions.toNumber(key));
      case MapValue map -> mapIndex(map, Conversions.toText(key));
      case NullValue _, BoolValue _, NumberValue _, StringValue _, SetValue _ ->
          throw new EvaluationFailure(
              Conversions.description(source) + " has no elements to pick", "");
    };
  }

  private static String step(Value key) {
    return "[" + Symbols.brief(key) + "]";
  }

  private static Value mapIndex(MapValue map, Value key) {
    return switch (key) {
      case StringValue name when name.isKnown() || map.names().contains(name.text()) ->
          entry(map, name.text(), step(name)).from(name.references());
      case UnknownValue unknown when map.names().contains(unknown.rendered()) ->
          entry(map, unknown.rendered(), step(unknown));
      default -> anyOf(map.exact() ? List.copyOf(map.entries().values()) : List.of(), map, key);
    };
  }

  private static Value element(ListValue list, Value key) {
    if (!(key instanceof NumberValue(BigDecimal number, Origin _))) {
      return anyOf(list.exact() ? list.elements() : List.of(), list, key);
    }
    int index = wholeNumber(number);
    if (!list.exact()) {
      return standsForAll(list) ? list.elements().getFirst() : anyOf(List.of(), list, key);
    }
    if (index < 0 || index >= list.elements().size()) {
      throw new EvaluationFailure(
          "the list has " + list.elements().size() + " elements, and no `[" + key + "]`",
          "correct the index");
    }
    return list.elements().get(index).from(list.references());
  }

  /// A resource or module of unknown number has one instance, which any index means.
  private static boolean standsForAll(ListValue list) {
    return list.elements().size() == 1
        && list.elements().getFirst() instanceof MapValue map
        && map.isLazy();
  }

  static int wholeNumber(BigDecimal number) {
    try {
      return number.intValueExact();
    } catch (ArithmeticException fraction) {
      throw new EvaluationFailure("a whole number is needed, not " + number, "correct the number");
    }
  }

  /// What an unknown key picks: known only where all candidates are the same.
  private static Value anyOf(List<Value> candidates, Value source, Value key) {
    if (!candidates.isEmpty()) {
      Value first = candidates.getFirst();
      if (candidates.stream().allMatch(other -> Values.mustBeEqual(first, other))) {
        return first.from(Values.allReferences(key));
      }
    }
    String name = source instanceof ListValue list ? list.open() : ((MapValue) source).open();
    String symbol = name == null ? Symbols.brief(source) : name;
    return new UnknownValue(
        Symbols.limit(symbol + step(key)),
        Reason.DERIVED,
        source
            .origin()
            .withReferences(Values.allReferences(source))
            .withReferences(Values.allReferences(key)));
  }

  private Value splat(Expression.Splat splat, Scope scope) {
    Value source = evaluate(splat.source(), scope);
    List<Value> elements;
    String open = null;
    switch (source) {
      case NullValue _ -> elements = List.of();
      case ListValue list -> {
        elements = list.elements();
        open = list.open();
      }
      case SetValue set -> {
        elements = set.elements();
        open = set.open();
      }
      case UnknownValue unknown -> {
        elements = List.of(unknown.part("[*]"));
        open = unknown.symbol();
      }
      case BoolValue _, NumberValue _, MapValue _, StringValue _ -> elements = List.of(source);
    }
    List<Value> results = new ArrayList<>();
    for (Value element : elements) {
      results.add(evaluate(splat.each(), scope.with(SPLAT, element)));
    }
    Origin origin = Origin.at(splat.position()).withReferences(source.references());
    return budget.sized(ListValue.of(results, open, origin));
  }

  // Lists, objects, operators

  private Value tuple(Expression.Tuple tuple, Scope scope, Origin origin) {
    List<Value> elements = new ArrayList<>();
    for (Expression element : tuple.elements()) {
      elements.add(evaluate(element, scope));
    }
    return budget.sized(ListValue.of(elements, origin));
  }

  private Value object(Expression.ObjectLiteral object, Scope scope, Origin origin) {
    Map<String, Value> entries = new TreeMap<>(MapValue.KEY_ORDER);
    for (Expression.Entry entry : object.entries()) {
      String key =
          entry.key() instanceof Expression.Root(String name, Position _)
              ? name
              : key(evaluate(entry.key(), scope));
      entries.put(key, evaluate(entry.value(), scope));
    }
    return budget.sized(MapValue.of(entries, origin));
  }

  static String key(Value value) {
    return Values.text(value).orElseThrow(() -> Conversions.wrongType(value, "a text as key"));
  }

  private Value binary(Expression.Binary binary, Scope scope, Origin origin) {
    Value left = evaluate(binary.left(), scope);
    Optional<Value> decided = operators.decidedByLeft(binary.operator(), left, origin);
    return decided.orElseGet(
        () -> operators.binary(binary.operator(), left, evaluate(binary.right(), scope), origin));
  }

  private Value conditional(Expression.Conditional conditional, Scope scope) {
    Value condition = Conversions.toBool(evaluate(conditional.condition(), scope));
    return switch (condition) {
      case BoolValue bool ->
          evaluate(bool.value() ? conditional.then() : conditional.otherwise(), scope);
      case UnknownValue unknown ->
          Alternatives.of(
              unknown,
              attempt(conditional.then(), scope),
              attempt(conditional.otherwise(), scope),
              Origin.at(conditional.position()));
      default -> throw new EvaluationFailure("the condition is " + condition, "give it a value");
    };
  }
}
