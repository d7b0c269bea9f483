package dev.ardennes.collect.code.flow;

import dev.ardennes.collect.code.flow.Evaluation.Called;
import dev.ardennes.collect.code.flow.Trace.Aspect;
import dev.ardennes.collect.code.knowledge.CallRule;
import dev.ardennes.collect.code.program.Program;
import dev.ardennes.collect.code.syntax.Language;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What calls of libraries do with the texts they are given.
final class Effects {
  private static final Set<String> SHELLS = Set.of("-c", "/c", "/C", "-Command");
  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");

  private final Evaluation evaluation;
  private final CloudCalls cloud;

  Effects(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.cloud = new CloudCalls(evaluation);
  }

  /// The result of a call about which something is known; null if nothing is.
  @Nullable Value apply(Called called, State state, Frame frame) {
    Value result = null;
    for (CallRule rule : called.rules()) {
      Value one = apply(rule, called, state, frame);
      result = result == null ? one : one == null ? result : result.or(one);
    }
    return result == null ? cloud.call(called, frame) : result;
  }

  /// Each case either yields a value or acts first, which one expression would hide.
  @SuppressWarnings("RefactorSwitch")
  private @Nullable Value apply(CallRule rule, Called called, State state, Frame frame) {
    Program program = frame.program;
    int at = called.call().at();
    Value argument = argument(rule, called);
    switch (rule.does()) {
      case "fetch" -> {
        evaluation.findings.arrives("fetch", rule.schemes(), argument, state, program, at);
        evaluation.findings.calls(argument.textOrUnknown(), method(rule, called), program, at);
        return result(called);
      }
      case "command" -> {
        command(rule, called, argument, state, frame);
        return result(called);
      }
      case "path", "code", "template", "deserialisation", "sql", "nosql", "ldap", "xpath" -> {
        evaluation.findings.arrives(rule.does(), "", argument, state, program, at);
        return result(called);
      }
      case "input" -> {
        Value name = called.arguments().isEmpty() ? Value.UNKNOWN : called.arguments().getFirst();
        Origin origin = new Origin(false, name.isConstant() ? name.textOrUnknown() : "");
        return Value.of(Trace.of(origin)).withType(called.fullName() + "()");
      }
      case "setting" -> {
        String name = argument.isConstant() ? argument.textOrUnknown() : "*";
        evaluation.findings.add(new Finding.Reads(name), program, at);
        return Value.setting(name);
      }
      case "settings" -> {
        return Value.of(Trace.of(new Origin(true, "*"))).withType(Scopes.SETTINGS);
      }
      case "answer" -> {
        answer(rule, called, program);
        return Value.UNKNOWN;
      }
      case "pass" -> {
        return passed(called);
      }
      case "list" -> {
        return list(called);
      }
      case "clean" -> {
        return Value.typed(called.fullName() + "()");
      }
      case "normal" -> {
        return everything(called).mapped(Trace::normalised);
      }
      case "inside" -> {
        return everything(called).mapped(trace -> trace.with(Aspect.FILE_NAME));
      }
      case "scheme", "host" -> {
        return aspect(rule, everything(called));
      }
      case "leave" -> {
        state.die();
        return Value.UNKNOWN;
      }
      case "client", "resource" -> {
        return cloud.client(rule, called);
      }
      default -> {
        return Value.UNKNOWN;
      }
    }
  }

  private static Value aspect(CallRule rule, Value value) {
    Aspect aspect = rule.does().equals("scheme") ? Aspect.SCHEME : Aspect.HOST;
    return value.mapped(trace -> trace.with(aspect));
  }

  private static Value result(Called called) {
    return Value.typed(called.fullName() + "()");
  }

  private static Value argument(CallRule rule, Called called) {
    if (rule.argument().contains("all")) {
      return everything(called);
    }
    for (String which : rule.argument().isEmpty() ? List.of("0") : rule.argument()) {
      Value value = called.argument(which);
      if (value != null) {
        return value;
      }
    }
    return Value.UNKNOWN;
  }

  /// The receiver and all arguments together.
  static Value everything(Called called) {
    Value all = called.receiver().traces().isEmpty() ? Value.UNKNOWN : called.receiver();
    for (Value argument : called.arguments()) {
      all = all.or(argument);
    }
    return all;
  }

  /// `POST`, `@1` for what an argument says, `@1.method` for what a part of it says.
  private static String method(CallRule rule, Called called) {
    String says = rule.method();
    if (!says.startsWith("@")) {
      return says;
    }
    String[] parts = says.substring(1).split("\\.", 2);
    Value argument = called.argument(parts[0]);
    Value part = argument == null || parts.length == 1 ? argument : argument.fields().get(parts[1]);
    if (part == null) {
      return parts.length == 1 ? "ANY" : "GET";
    }
    String word = part.isConstant() ? part.textOrUnknown() : part.type();
    String last = word.substring(word.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    String plain = last.startsWith("METHOD") ? last.substring(6) : last;
    return METHODS.contains(plain) ? plain : "ANY";
  }

  /// A list of words is no command line: its first word is the program, and the others are text for
  /// it, unless the program is a shell.
  private void command(CallRule rule, Called called, Value argument, State state, Frame frame) {
    Value option = called.argument("shell");
    Value options = called.arguments().isEmpty() ? Value.UNKNOWN : called.arguments().getLast();
    boolean asked =
        (option != null && option.textOrUnknown().equals("True"))
            || options.fields().containsKey("shell");
    boolean words = rule.when().equals("shell") || !argument.fields().isEmpty();
    boolean shell =
        asked || shells(argument) || called.arguments().stream().anyMatch(Effects::shells);
    Value read = argument;
    if (shell) {
      read = everything(called);
    } else if (words && !argument.fields().isEmpty()) {
      read = argument.fields().getOrDefault("0", Value.UNKNOWN);
    }
    evaluation.findings.arrives("command", "", read, state, frame.program, called.call().at());
  }

  private static boolean shells(Value value) {
    return SHELLS.contains(value.textOrUnknown())
        || value.fields().values().stream()
            .anyMatch(field -> SHELLS.contains(field.textOrUnknown()));
  }

  private void answer(CallRule rule, Called called, Program program) {
    if (evaluation.answering) {
      Value value = rule.argument().isEmpty() ? everything(called) : argument(rule, called);
      evaluation.findings.discloses(value, program, called.call().at());
    }
  }

  /// `List.of(a, b)` and `Map.of(key, value)`.
  private static Value list(Called called) {
    List<Value> given = called.arguments();
    boolean map = called.simpleName().equals("of") && called.fullName().startsWith("Map.");
    Value made = Value.UNKNOWN;
    for (int i = 0; i < given.size(); i += map ? 2 : 1) {
      boolean named = map && i + 1 < given.size() && given.get(i).isConstant();
      String key = named ? given.get(i).textOrUnknown() : String.valueOf(i);
      made = made.withField(key, map && i + 1 < given.size() ? given.get(i + 1) : given.get(i));
    }
    return made;
  }

  private static Value passed(Called called) {
    Value receiver = called.receiver();
    boolean one = called.arguments().size() == 1 && receiver.all().isEmpty();
    String type =
        called.fullName().replaceFirst("^new ", "") + (called.call().creates() ? "" : "()");
    if (one) {
      Value only = called.arguments().getFirst();
      return new Value(only.traces(), only.fields(), type, only.text(), null);
    }
    if (called.arguments().isEmpty()) {
      return receiver;
    }
    Value all = Value.UNKNOWN;
    for (int i = 0; i < called.arguments().size(); i++) {
      String name = called.names().get(i);
      Value argument = called.arguments().get(i);
      all = name.isEmpty() || name.equals("**") ? all.or(argument) : all.withField(name, argument);
    }
    return receiver.all().isEmpty() ? all.withType(type) : all.or(receiver);
  }

  /// A member that a rule speaks of; null if the rule is about something else.
  @Nullable Value member(CallRule rule, Value object, String name) {
    return switch (rule.does()) {
      case "input" ->
          Value.of(
              Trace.of(
                  new Origin(false, rule.argument().isEmpty() ? "" : rule.argument().getFirst())));
      case "settings" -> Value.of(Trace.of(new Origin(true, "*")));
      case "scheme", "host" -> aspect(rule, object);
      case "pass" -> object;
      case "inside" -> object.mapped(trace -> trace.with(Aspect.FILE_NAME));
      case "clean" -> Value.UNKNOWN;
      default -> null;
    };
  }

  /// A call into code that is not seen: what goes in may come out, and lambdas are run.
  Value unknown(Called called, State state, Frame frame) {
    Value receiver = called.receiver();
    String type = called.fullName().startsWith("?.") ? "" : called.fullName() + "()";
    if (called.call().creates()) {
      type = called.fullName().substring(4);
    }
    if (called.arguments().isEmpty()) {
      return getter(called, type);
    }
    boolean literal = called.call().creates() && frame.program.language() == Language.GO;
    if (literal) {
      return called.arguments().getFirst().withType(type);
    }
    boolean key = called.arguments().getFirst().isConstant();
    if (called.simpleName().startsWith("get") && key) {
      String name = called.arguments().getFirst().textOrUnknown();
      Value part =
          evaluation.part(receiver.withType(plain(receiver)), name, called.call().at(), frame);
      return part.withType(type);
    }
    if (called.fullName().contains("uilder()") && called.arguments().size() == 1) {
      return receiver.withField(called.simpleName(), called.arguments().getFirst()).withType(type);
    }
    Value given = everything(called).withoutSettings().mapped(Trace::doubted);
    Value result = given;
    for (Value argument : called.arguments()) {
      if (argument.function() != null) {
        result = result.or(evaluation.lambda(argument.function(), given, state, frame));
      }
    }
    return new Value(result.traces(), Map.of(), type, null, null);
  }

  /// Settings stay what they are; other types have nothing to say about a part.
  private static String plain(Value receiver) {
    return receiver.type().equals(Scopes.SETTINGS) ? Scopes.SETTINGS : "";
  }

  private Value getter(Called called, String type) {
    String name = called.simpleName();
    Value receiver = called.receiver();
    String field = name;
    if (name.startsWith("get") && name.length() > 3 && Character.isUpperCase(name.charAt(3))) {
      field = Character.toLowerCase(name.charAt(3)) + name.substring(4);
    }
    Value known = receiver.fields().get(field);
    if (known != null) {
      return known;
    }
    if (called.fullName().endsWith("uilder().build")) {
      return receiver;
    }
    String part = field;
    boolean getter = !field.equals(name) || evaluation.component.type(receiver.type()) != null;
    Value value =
        getter ? receiver.mapped(trace -> trace.with(trace.origin().part(part))) : receiver;
    return new Value(value.withoutSettings().traces(), receiver.fields(), type, value.text(), null);
  }
}
