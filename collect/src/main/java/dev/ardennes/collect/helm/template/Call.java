package dev.ardennes.collect.helm.template;

import dev.ardennes.collect.helm.value.Budget;
import dev.ardennes.collect.helm.value.Failure;
import dev.ardennes.collect.helm.value.GoText;
import dev.ardennes.collect.helm.value.Symbols;
import dev.ardennes.collect.helm.value.Value;
import java.util.List;

/// One call of a function: its arguments, and what it may ask of the evaluation.
public final class Call {
  private final Evaluator evaluator;
  private final String name;
  private final List<Value> arguments;
  private final List<String> written;
  private final int line;

  Call(Evaluator evaluator, String name, List<Value> arguments, List<String> written, int line) {
    this.evaluator = evaluator;
    this.name = name;
    this.arguments = List.copyOf(arguments);
    this.written = List.copyOf(written);
    this.line = line;
  }

  public String name() {
    return name;
  }

  public List<Value> arguments() {
    return arguments;
  }

  public int size() {
    return arguments.size();
  }

  public Value get(int index) {
    if (index >= arguments.size()) {
      throw failure("it is called with " + arguments.size() + " arguments, too few");
    }
    return arguments.get(index);
  }

  /// The last argument, which is what a pipeline feeds.
  public Value last() {
    return get(Math.max(0, arguments.size() - 1));
  }

  /// How the last argument is written in the template.
  public String lastWritten() {
    return written.isEmpty() ? name : written.getLast();
  }

  /// The argument as a text, as `%v` prints it; nil as the empty text.
  public String text(int index) {
    return text(get(index));
  }

  /// A value as a text, as `%v` prints it; nil as the empty text.
  public String text(Value value) {
    return value instanceof Value.Nil ? "" : GoText.of(value, budget());
  }

  /// The elements of a list.
  public List<Value> list(int index) {
    return switch (get(index)) {
      case Value.ListValue list -> list.elements();
      case Value.Nil _ -> throw failure("a list is expected, and this is nil");
      default -> throw failure("a list is expected");
    };
  }

  /// The argument as a dict; nil as an empty one.
  public Value.Dict dict(int index) {
    return switch (get(index)) {
      case Value.Dict dict -> dict;
      case Value.Nil _ -> new Value.Dict();
      default -> throw failure("a dict is expected");
    };
  }

  public Budget budget() {
    return evaluator.budget();
  }

  public Failure failure(String says) {
    return Failure.of("`" + name + "`: " + says, "correct the call or its values");
  }

  /// The unknown result of this call.
  public Value.UnknownValue unknown() {
    return new Value.UnknownValue(Symbols.call(name, arguments));
  }

  /// An unknown value that another call of the same function elsewhere does not give.
  public Value.UnknownValue unknownHere() {
    return evaluator.unknown(name + "@" + evaluator.file() + ":" + line);
  }

  /// As [#unknownHere], of which it is known that it is not empty.
  public Value.UnknownValue generated() {
    return new Value.UnknownValue(unknownHere().symbol(), true);
  }

  /// An unknown value of the chart under the given name.
  public Value.UnknownValue unknown(String symbol) {
    return evaluator.unknown(symbol);
  }

  /// Adds a problem at the place of this call, and goes on.
  public void report(String says, String help) {
    evaluator.report(line, says, help);
  }

  /// As [#report], for what the template may have provided for.
  public void warn(String says, String help) {
    evaluator.warn(line, says, help);
  }

  /// What the named template renders; unknown where there is none.
  public Value include(String template, Value dot) {
    return evaluator.include(template, dot, line);
  }

  /// What a text renders as a template.
  public Value render(String template, Value dot) {
    return evaluator.render(template, dot, line);
  }
}
