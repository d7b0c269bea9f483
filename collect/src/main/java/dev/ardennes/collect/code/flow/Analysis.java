package dev.ardennes.collect.code.flow;

import dev.ardennes.collect.code.flow.Finding.Place;
import dev.ardennes.collect.code.knowledge.Framework;
import dev.ardennes.collect.code.knowledge.Knowledge;
import dev.ardennes.collect.code.program.Expression.Call;
import dev.ardennes.collect.code.program.Expression.Constant;
import dev.ardennes.collect.code.program.Expression.Name;
import dev.ardennes.collect.code.program.Function;
import dev.ardennes.collect.code.program.Function.Annotation;
import dev.ardennes.collect.code.program.Function.Parameter;
import dev.ardennes.collect.code.program.Program;
import dev.ardennes.collect.code.program.TypeDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the code of one component does: pure, from programs to findings.
public final class Analysis {
  private static final Set<String> INJECTED = Set.of("Depends", "Security", "Inject");

  /// @param exhausted whether the evaluation reached its limit, so that something may be missing
  public record Answered(
      Endpoint endpoint, Map<Finding, List<Place>> findings, boolean exhausted) {}

  /// @param findings of the component as a whole
  public record Result(List<Answered> endpoints, Map<Finding, List<Place>> findings) {}

  private final Knowledge knowledge;
  private final Component component;

  private Analysis(Knowledge knowledge, Component component) {
    this.knowledge = knowledge;
    this.component = component;
  }

  /// Evaluates each endpoint with what callers send, then each function without.
  public static Result of(Knowledge knowledge, Component component) {
    return new Analysis(knowledge, component).result();
  }

  private Result result() {
    List<Answered> answered = new ArrayList<>();
    Findings all = new Findings();
    for (Endpoint endpoint : Endpoints.of(component, knowledge)) {
      answered.add(endpoint(endpoint));
      if (endpoint.handler().name().isEmpty()) {
        function(endpoint.handlerProgram(), endpoint.handler(), all);
      }
    }
    for (Program program : component.programs()) {
      Evaluation top = new Evaluation(knowledge, component, all, false);
      top.scopes().global(program, "");
      program.functions().forEach(function -> function(program, function, all));
      for (TypeDeclaration type : program.types()) {
        top.scopes().fields(type.name());
        type.functions().forEach(function -> function(program, function, all));
      }
    }
    return new Result(List.copyOf(answered), all.all());
  }

  private void function(Program program, Function function, Findings all) {
    Evaluation evaluation = new Evaluation(knowledge, component, all, false);
    State state = new State();
    evaluation.scopes().bind(function, state, program);
    evaluation.runBody(function, program, function.type(), state);
  }

  private Answered endpoint(Endpoint endpoint) {
    Findings findings = new Findings();
    Evaluation evaluation = new Evaluation(knowledge, component, findings, true);
    Program program = endpoint.handlerProgram();
    Function handler = endpoint.handler();
    State state = new State();
    evaluation.scopes().bind(handler, state, program);
    for (int i = 0; i < handler.parameters().size(); i++) {
      Parameter parameter = handler.parameters().get(i);
      Value value = parameter(endpoint.framework(), parameter, i);
      state.variables.put(
          parameter.name(), evaluation.scopes().declared(value, parameter.type(), program));
    }
    Frame frame = evaluation.runBody(handler, program, handler.type(), state);
    if (endpoint.framework().answers()) {
      frame.exits.forEach(exit -> findings.discloses(exit.value(), program, exit.at()));
    }
    return new Answered(endpoint, findings.all(), evaluation.exhausted());
  }

  private static Value parameter(Framework framework, Parameter parameter, int place) {
    if (place < framework.parameterTypes().size()) {
      return Value.typed(framework.parameterTypes().get(place));
    }
    for (Annotation annotation : parameter.annotations()) {
      if (framework.inputAnnotations().contains(annotation.name())) {
        boolean body = annotation.name().endsWith("Body");
        return Value.of(Trace.of(new Origin(false, body ? "" : name(annotation, parameter))));
      }
    }
    boolean injected =
        parameter.initial() instanceof Call call
            && call.callee() instanceof Name name
            && INJECTED.contains(name.name());
    boolean filled =
        framework.unannotated()
            && !injected
            && parameter.annotations().isEmpty()
            && !framework.ignoredTypes().contains(parameter.type());
    return filled ? Value.of(Trace.of(new Origin(false, parameter.name()))) : Value.UNKNOWN;
  }

  private static String name(Annotation annotation, Parameter parameter) {
    for (var argument : annotation.arguments()) {
      boolean names = Set.of("", "value", "name").contains(argument.name());
      if (names && argument.value() instanceof Constant constant) {
        return constant.text();
      }
    }
    return parameter.name();
  }
}
