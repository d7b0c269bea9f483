package dev.ardennes.collect.code.flow;

import dev.ardennes.collect.code.flow.Component.Found;
import dev.ardennes.collect.code.knowledge.EndpointRule;
import dev.ardennes.collect.code.knowledge.Framework;
import dev.ardennes.collect.code.knowledge.Framework.Sheet;
import dev.ardennes.collect.code.knowledge.Knowledge;
import dev.ardennes.collect.code.program.Expression;
import dev.ardennes.collect.code.program.Expression.Argument;
import dev.ardennes.collect.code.program.Expression.Call;
import dev.ardennes.collect.code.program.Expression.Collection;
import dev.ardennes.collect.code.program.Expression.Constant;
import dev.ardennes.collect.code.program.Expression.Lambda;
import dev.ardennes.collect.code.program.Expression.Member;
import dev.ardennes.collect.code.program.Expression.Name;
import dev.ardennes.collect.code.program.Function;
import dev.ardennes.collect.code.program.Function.Annotation;
import dev.ardennes.collect.code.program.Program;
import dev.ardennes.collect.code.program.TypeDeclaration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the functions of a component that answer requests, as its frameworks are told.
final class Endpoints {
  private static final int DEEPEST_GROUP = 6;

  private final Component component;
  private final Knowledge knowledge;
  private final Map<String, Walk> walks = new LinkedHashMap<>();
  private final List<Endpoint> found = new ArrayList<>();

  private Endpoints(Component component, Knowledge knowledge) {
    this.component = component;
    this.knowledge = knowledge;
  }

  static List<Endpoint> of(Component component, Knowledge knowledge) {
    Endpoints endpoints = new Endpoints(component, knowledge);
    component.programs().forEach(one -> endpoints.walks.put(one.path(), Walk.of(one)));
    component.programs().forEach(endpoints::program);
    return List.copyOf(endpoints.found);
  }

  private void program(Program program) {
    for (Sheet sheet : knowledge.sheets(program.language())) {
      for (Framework framework : sheet.frameworks()) {
        if (uses(program, framework)) {
          program.functions().forEach(one -> annotated(framework, program, one, null));
          for (TypeDeclaration type : program.types()) {
            type.functions().forEach(one -> annotated(framework, program, one, type));
          }
          walk(program).calls.forEach(call -> called(framework, program, call));
        }
      }
    }
  }

  private Walk walk(Program program) {
    return walks.getOrDefault(program.path(), new Walk());
  }

  private static boolean uses(Program program, Framework framework) {
    return framework.imports().isEmpty()
        || program.imports().values().stream()
            .anyMatch(name -> framework.imports().stream().anyMatch(name::startsWith));
  }

  // --- annotations and decorators
  // ------------------------------------------------------------------

  private void annotated(
      Framework framework, Program program, Function function, @Nullable TypeDeclaration type) {
    for (EndpointRule rule : framework.endpoints()) {
      for (Annotation annotation : function.annotations()) {
        if (!rule.annotation().isEmpty() && matches(rule.annotation(), annotation.name())) {
          annotated(rule, framework, program, function, type, annotation);
        }
      }
    }
  }

  private static boolean matches(String pattern, String name) {
    return pattern.startsWith("*") ? name.endsWith(pattern.substring(1)) : name.equals(pattern);
  }

  private void annotated(
      EndpointRule rule,
      Framework framework,
      Program program,
      Function function,
      @Nullable TypeDeclaration type,
      Annotation annotation) {
    List<String> paths = texts(annotation.arguments(), rule.path());
    if (!rule.pathAnnotation().isEmpty()) {
      paths = annotationTexts(function.annotations(), rule.pathAnnotation());
    }
    List<String> prefixes = List.of("");
    if (type != null && !rule.prefix().isEmpty()) {
      prefixes = annotationTexts(type.annotations(), rule.prefix().getFirst());
    } else if (annotation.name().contains(".")) {
      String router = annotation.name().substring(0, annotation.name().indexOf('.'));
      prefixes = List.of(prefix(router, framework, program, 0));
    }
    for (String method : methods(rule, annotation.arguments())) {
      for (String prefix : prefixes.isEmpty() ? List.of("") : prefixes) {
        for (String path : paths.isEmpty() ? List.of("") : paths) {
          String whole = Paths.joined(prefix, path);
          found.add(
              new Endpoint(method, whole, framework, program, annotation.at(), program, function));
        }
      }
    }
  }

  private static List<String> annotationTexts(List<Annotation> annotations, String name) {
    for (Annotation annotation : annotations) {
      if (annotation.name().equals(name)) {
        return texts(annotation.arguments(), List.of("value", "path", "0"));
      }
    }
    return List.of();
  }

  private static List<String> texts(List<Argument> arguments, List<String> which) {
    for (int i = 0; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      String name = argument.name().isEmpty() ? String.valueOf(i) : argument.name();
      if (which.contains(name)) {
        return texts(argument.value());
      }
    }
    return List.of();
  }

  private static List<String> texts(Expression expression) {
    return switch (expression) {
      case Constant constant -> List.of(constant.text());
      case Collection collection ->
          collection.entries().stream().flatMap(one -> texts(one.value()).stream()).toList();
      case Member member -> List.of(member.name());
      case Name name -> List.of(name.name());
      default -> List.of();
    };
  }

  private static List<String> methods(EndpointRule rule, List<Argument> arguments) {
    if (!rule.method().startsWith("@")) {
      return List.of(rule.method());
    }
    List<String> methods = texts(arguments, List.of(rule.method().substring(1)));
    String otherwise = rule.annotation().equals("*.route") ? "GET" : "ANY";
    return methods.isEmpty()
        ? List.of(otherwise)
        : methods.stream().map(one -> one.toUpperCase(Locale.ROOT)).toList();
  }

  // --- calls
  // ---------------------------------------------------------------------------------------

  private void called(Framework framework, Program program, Call call) {
    if (call.arguments().size() < 2
        || !(call.arguments().getFirst().value() instanceof Constant first)) {
      return;
    }
    String name =
        call.callee() instanceof Member member
            ? "*." + member.name()
            : call.callee() instanceof Name plain ? plain.name() : "";
    for (EndpointRule rule : framework.endpoints()) {
      if (!rule.call().isEmpty() && rule.call().equals(name)) {
        called(rule, framework, program, call, first.text());
      }
    }
  }

  private void called(
      EndpointRule rule, Framework framework, Program program, Call call, String written) {
    String method = rule.method();
    String path = written;
    int blank = written.indexOf(' ');
    if (method.equals("@path")) {
      method = blank < 0 ? "ANY" : written.substring(0, blank);
      path = written.substring(blank + 1);
      method = restricted(call, program, method);
    } else if (method.startsWith("@")) {
      method = methods(rule, call.arguments()).getFirst();
    }
    Found handler = handler(call.arguments().getLast().value(), program, 0);
    if (handler == null || !path.startsWith("/")) {
      return;
    }
    String prefix =
        call.callee() instanceof Member member && member.object() instanceof Name router
            ? prefix(router.name(), framework, program, 0)
            : "";
    found.add(
        new Endpoint(
            method,
            Paths.joined(prefix, path),
            framework,
            program,
            call.at(),
            handler.program(),
            handler.function()));
  }

  /// `router.HandleFunc(path, handler).Methods("POST")`.
  private String restricted(Call call, Program program, String method) {
    for (Call outer : walk(program).calls) {
      if (outer.callee() instanceof Member member
          && member.object() instanceof Call inner
          && inner.at() == call.at()
          && inner.arguments().size() == call.arguments().size()
          && member.name().equals("Methods")
          && !outer.arguments().isEmpty()) {
        List<String> texts = texts(outer.arguments().getFirst().value());
        return texts.isEmpty()
            ? method
            : texts.getFirst().replaceFirst("^Method", "").toUpperCase(Locale.ROOT);
      }
    }
    return method;
  }

  private @Nullable Found handler(Expression expression, Program program, int depth) {
    if (depth > 4) {
      return null;
    }
    return switch (expression) {
      case Lambda lambda -> new Found(program, lambda.function());
      case Name name -> named(name.name(), program, depth);
      case Member member -> method(member.name(), program);
      case Call call ->
          call.arguments().isEmpty()
              ? null
              : handler(call.arguments().getLast().value(), program, depth + 1);
      default -> null;
    };
  }

  private @Nullable Found named(String name, Program program, int depth) {
    Found local = component.function(program, name);
    Expression variable = walk(program).variables.get(name);
    if (local != null) {
      return local;
    }
    if (variable instanceof Lambda lambda) {
      return new Found(program, lambda.function());
    }
    String full = program.imports().get(name);
    Found imported = full == null ? component.neighbour(program, name) : component.function(full);
    if (imported == null && full != null && full.contains(".")) {
      Program module = component.module(full.substring(0, full.lastIndexOf('.')));
      return module == null || same(module, program)
          ? null
          : named(full.substring(full.lastIndexOf('.') + 1), module, depth + 1);
    }
    return imported;
  }

  /// A method that is named alone; the first of that name, those of the file before others.
  private @Nullable Found method(String name, Program program) {
    List<Program> order = new ArrayList<>(List.of(program));
    order.addAll(component.programs());
    for (Program one : order) {
      for (TypeDeclaration type : one.types()) {
        for (Function function : type.functions()) {
          if (function.name().equals(name)) {
            return new Found(one, function);
          }
        }
      }
      Found exported = component.function(one, name);
      Expression variable = walk(one).variables.get(name);
      if (exported != null) {
        return exported;
      }
      if (variable instanceof Lambda lambda) {
        return new Found(one, lambda.function());
      }
    }
    return null;
  }

  private static boolean same(Program one, Program other) {
    return one.path().equals(other.path());
  }

  // --- beginnings of paths
  // -------------------------------------------------------------------------

  private String prefix(String router, Framework framework, Program program, int depth) {
    if (depth > DEEPEST_GROUP) {
      return "";
    }
    String own = "";
    if (walk(program).variables.get(router) instanceof Call made) {
      List<String> named = texts(made.arguments(), List.of("prefix", "url_prefix"));
      own = named.isEmpty() ? "" : named.getFirst();
      if (made.callee() instanceof Member member && member.name().equalsIgnoreCase("group")) {
        List<String> group = texts(made.arguments(), List.of("0"));
        String outer =
            member.object() instanceof Name name && !name.name().equals(router)
                ? prefix(name.name(), framework, program, depth + 1)
                : "";
        own = outer + "/" + (group.isEmpty() ? "" : group.getFirst());
      }
    }
    return mounted(router, framework, program) + "/" + own;
  }

  private String mounted(String router, Framework framework, Program program) {
    if (framework.mounts().isEmpty()) {
      return "";
    }
    for (Program other : component.programs()) {
      for (Call call : walk(other).calls) {
        boolean mounts =
            call.callee() instanceof Member member && framework.mounts().contains(member.name());
        if (mounts && mentions(call, router, program, other)) {
          List<String> prefix = texts(call.arguments(), List.of("prefix", "url_prefix"));
          List<String> first = texts(call.arguments(), List.of("0"));
          String written = prefix.isEmpty() && !first.isEmpty() ? first.getFirst() : "";
          return prefix.isEmpty() ? (written.startsWith("/") ? written : "") : prefix.getFirst();
        }
      }
    }
    return "";
  }

  private static boolean mentions(Call call, String router, Program program, Program other) {
    for (Argument argument : call.arguments()) {
      if (argument.value() instanceof Name name) {
        String full = other.imports().getOrDefault(name.name(), "");
        boolean own = same(program, other) && name.name().equals(router);
        boolean imported =
            full.equals(program.moduleName())
                || full.endsWith("/" + program.moduleName())
                || full.endsWith(program.moduleName() + "." + router);
        if (own || (!same(program, other) && imported)) {
          return true;
        }
      } else if (argument.value() instanceof Member member && !same(program, other)) {
        boolean named =
            member.name().equals(router)
                && member.object() instanceof Name name
                && other
                    .imports()
                    .getOrDefault(name.name(), name.name())
                    .endsWith(program.moduleName());
        if (named) {
          return true;
        }
      } else if (argument.value() instanceof Call required && !same(program, other)) {
        List<String> texts = texts(required.arguments(), List.of("0"));
        String last = texts.isEmpty() ? "" : texts.getFirst();
        if (last.substring(last.lastIndexOf('/') + 1).equals(program.moduleName())) {
          return true;
        }
      }
    }
    return false;
  }
}
