package dev.ardennes.collect.helm.template;

import dev.ardennes.collect.helm.value.Budget;
import dev.ardennes.collect.helm.value.Failure;
import dev.ardennes.collect.helm.value.GoText;
import dev.ardennes.collect.helm.value.LineOrigin;
import dev.ardennes.collect.helm.value.Truth;
import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Evaluates one template and all that it includes.
///
/// Where it depends on an unknown value whether a part is rendered, the part is rendered as if the
/// condition held, its lines carry the condition ([LineOrigin#condition]), and a problem says so.
/// Nothing of the other branch is rendered, since both together would give documents with every key
/// twice. Which of the two is worse cannot be told here: a policy that may be missing must not
/// count as protection, a service that may be there has to be looked at. The condition lets the
/// reader of the objects decide that.
final class Evaluator {
  /// How a list of nodes ended.
  private enum Flow {
    ON,
    BREAK,
    CONTINUE
  }

  private final Templates templates;
  private final PipelineEvaluator pipelines;
  private Source source;
  private Output output;
  private @Nullable String condition;
  private int depth;
  private int includes;

  Evaluator(Templates templates, Source source) {
    this.templates = templates;
    this.source = source;
    this.output = new Output(templates.budget());
    this.pipelines = new PipelineEvaluator(this, templates.library());
  }

  Budget budget() {
    return templates.budget();
  }

  String file() {
    return source.file();
  }

  Value.UnknownValue unknown(String symbol) {
    return templates.unknown(symbol);
  }

  void report(int line, String says, String help) {
    Problem.Severity severity =
        condition == null ? Problem.Severity.ERROR : Problem.Severity.WARNING;
    templates.note(severity, source.file(), line, says, help);
  }

  void warn(int line, String says, String help) {
    templates.note(Problem.Severity.WARNING, source.file(), line, says, help);
  }

  Value.Text run(Template template, Value dot) {
    try {
      walk(template.nodes(), dot, new Scope(dot));
    } catch (Failure failure) {
      report(1, failure.says(), failure.help());
    } catch (StackOverflowError tooDeep) {
      report(1, "the template is nested too deep to be rendered", "nest less");
    }
    return output.value(origin(1));
  }

  private LineOrigin origin(int line) {
    return Templates.origin(source, line, condition);
  }

  /// What the named template gives; unknown where it is not defined.
  Value include(String name, Value dot, int line) {
    Template template = templates.find(name);
    if (template == null) {
      if (templates.missing(name)) {
        report(
            line,
            "no template `" + name + "` is defined",
            "add the chart that defines it, for example with `helm dependency build`");
      }
      return unknown("include " + name);
    }
    return nested(template, dot, line);
  }

  /// What a text gives as a template.
  Value render(String text, Value dot, int line) {
    if (!text.contains("{{")) {
      return Value.text(text);
    }
    try {
      Template template = templates.temporary(Source.at(source.file(), line, text));
      return nested(template, dot, line);
    } catch (ParseFailure failure) {
      throw Failure.of("`tpl`: " + failure.says(), "correct the template in the values");
    }
  }

  private Value.Text nested(Template template, Value dot, int line) {
    Output around = output;
    output = new Output(budget());
    try {
      call(template, dot);
      return output.value(Templates.origin(template.source(), line, condition));
    } finally {
      output = around;
    }
  }

  private void call(Template template, Value dot) {
    Source around = source;
    int open = depth;
    if (++includes > budget().limits().includes()) {
      includes--;
      throw Failure.limit("templates include each other without end");
    }
    try {
      source = template.source();
      walk(template.nodes(), dot, new Scope(dot));
    } finally {
      source = around;
      depth = open;
      includes--;
    }
  }

  private Flow walk(List<Node> nodes, Value dot, Scope scope) {
    if (++depth > budget().limits().depth()) {
      depth--;
      throw Failure.limit("blocks and templates are nested too deep");
    }
    Flow flow = Flow.ON;
    for (Node node : nodes) {
      budget().step(1);
      flow = node(node, dot, scope);
      if (flow != Flow.ON) {
        break;
      }
    }
    depth--;
    return flow;
  }

  private Flow node(Node node, Value dot, Scope scope) {
    return switch (node) {
      case Node.Words words -> {
        boolean own = source.hasOwnLines();
        output.write(words.text(), line -> origin(words.line() + (own ? line : 0)));
        yield Flow.ON;
      }
      case Node.Action action -> {
        action(action.pipeline(), dot, scope);
        yield Flow.ON;
      }
      case Node.Branch branch -> branch(branch, dot, scope);
      case Node.TemplateCall call -> {
        templateCall(call, dot, scope);
        yield Flow.ON;
      }
      case Node.Jump jump -> jump == Node.Jump.BREAK ? Flow.BREAK : Flow.CONTINUE;
    };
  }

  private void action(Pipeline pipeline, Value dot, Scope scope) {
    Value value = pipelines.value(pipeline, dot, scope);
    if (pipeline.variables().isEmpty()) {
      print(value, pipeline.line());
    }
  }

  private void print(Value value, int line) {
    String text = value instanceof Value.Nil ? GoText.NO_VALUE : GoText.of(value, budget());
    List<LineOrigin> lines = value instanceof Value.Text known ? known.lines() : null;
    if (lines == null || lines.size() <= 1) {
      output.write(text, _ -> origin(line));
    } else {
      output.write(text, index -> lines.get(index).under(condition));
    }
  }

  private void templateCall(Node.TemplateCall call, Value dot, Scope scope) {
    Pipeline pipeline = call.pipeline();
    Value argument = pipeline == null ? Value.NIL : pipelines.value(pipeline, dot, scope);
    Template template = templates.find(call.name());
    if (template == null) {
      print(include(call.name(), argument, call.line()), call.line());
      return;
    }
    try {
      call(template, argument);
    } catch (Failure failure) {
      failed(failure, call.line());
    }
  }

  /// Reports a failure, unless nothing may be evaluated any more.
  void failed(Failure failure, int line) {
    if (failure.isLimit() && budget().exhausted()) {
      throw failure;
    }
    report(line, failure.says(), failure.help());
  }

  private Flow branch(Node.Branch branch, Value dot, Scope scope) {
    int mark = scope.mark();
    Flow flow =
        switch (branch.kind()) {
          case IF, WITH -> conditional(branch, dot, scope);
          case RANGE -> range(branch, dot, scope);
        };
    scope.release(mark);
    return flow;
  }

  private Flow conditional(Node.Branch branch, Value dot, Scope scope) {
    Value value = pipelines.value(branch.pipeline(), dot, scope);
    Value inner = branch.kind() == Node.Kind.WITH ? value : dot;
    return switch (Truth.of(value)) {
      case YES -> walk(branch.body(), inner, scope);
      case NO -> walk(branch.otherwise(), dot, scope);
      case UNKNOWN -> perhaps(branch, value, inner, scope);
    };
  }

  private Flow perhaps(Node.Branch branch, Value unknown, Value dot, Scope scope) {
    String symbol =
        unknown instanceof Value.UnknownValue value
            ? value.symbol()
            : GoText.of(unknown, budget()).replace("⟨", "").replace("⟩", "");
    if (!branch.body().isEmpty()) {
      warn(
          branch.pipeline().line(),
          "whether this part is rendered depends on `"
              + symbol
              + "`, which is not known: it is taken as rendered",
          "give the value in a values file");
    }
    String around = condition;
    condition = around == null ? symbol : around;
    try {
      return walk(branch.body(), dot, scope);
    } finally {
      condition = around;
    }
  }

  private Flow range(Node.Branch branch, Value dot, Scope scope) {
    List<String> variables = branch.pipeline().variables();
    Pipeline plain = branch.pipeline();
    Value value = pipelines.unassigned(plain, dot, scope);
    if (value instanceof Value.UnknownValue unknown) {
      set(plain, scope, variables, unknown("key of " + unknown.symbol()), part(unknown));
      perhaps(branch, unknown, part(unknown), scope);
      return Flow.ON;
    }
    List<Map.Entry<Value, Value>> entries = entries(value, plain.line());
    if (entries.isEmpty()) {
      return walk(branch.otherwise(), dot, scope);
    }
    for (Map.Entry<Value, Value> entry : entries) {
      budget().step(1);
      int mark = scope.mark();
      set(plain, scope, variables, entry.getKey(), entry.getValue());
      Flow flow = walk(branch.body(), entry.getValue(), scope);
      scope.release(mark);
      if (flow == Flow.BREAK) {
        break;
      }
    }
    return Flow.ON;
  }

  private static Value part(Value.UnknownValue unknown) {
    return new Value.UnknownValue(unknown.symbol() + ".*");
  }

  private void set(
      Pipeline pipeline, Scope scope, List<String> variables, Value key, Value element) {
    if (variables.isEmpty()) {
      return;
    }
    if (variables.size() == 2) {
      pipelines.store(pipeline, variables.getFirst(), key, scope);
    }
    pipelines.store(pipeline, variables.getLast(), element, scope);
  }

  private List<Map.Entry<Value, Value>> entries(Value value, int line) {
    List<Map.Entry<Value, Value>> entries = new ArrayList<>();
    switch (value) {
      case Value.ListValue list -> {
        for (Value element : list.elements()) {
          entries.add(Map.entry(Value.integer(entries.size()), element));
        }
      }
      case Value.Dict dict ->
          dict.entries()
              .forEach((key, element) -> entries.add(Map.entry(Value.text(key), element)));
      case Value.Int number -> {
        budget().elements(number.value());
        for (long index = 0; index < number.value(); index++) {
          entries.add(Map.entry(Value.integer(index), Value.integer(index)));
        }
      }
      case Value.Nil _ -> {}
      case Value.Opaque opaque when opaque.entries() != null ->
          Objects.requireNonNull(opaque.entries())
              .forEach((key, element) -> entries.add(Map.entry(Value.text(key), element)));
      default ->
          report(
              line,
              "`range` cannot go over `" + GoText.of(value, budget()) + "`",
              "give a list or a dict");
    }
    return entries;
  }
}
