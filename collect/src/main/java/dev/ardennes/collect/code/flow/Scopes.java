package dev.ardennes.collect.code.flow;

import dev.ardennes.collect.code.flow.Component.Found;
import dev.ardennes.collect.code.flow.Component.FoundType;
import dev.ardennes.collect.code.flow.Evaluation.Called;
import dev.ardennes.collect.code.program.Expression.Constant;
import dev.ardennes.collect.code.program.Expression.Member;
import dev.ardennes.collect.code.program.Expression.Name;
import dev.ardennes.collect.code.program.Function;
import dev.ardennes.collect.code.program.Function.Annotation;
import dev.ardennes.collect.code.program.Program;
import dev.ardennes.collect.code.program.TypeDeclaration.Field;
import dev.ardennes.collect.code.syntax.Language;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What names stand for: variables, fields, what a file imports, functions and types of the
/// component.
final class Scopes {
  /// The type of a value whose parts are settings.
  static final String SETTINGS = "<settings>";

  /// Types that hold no text of the caller's choice.
  private static final Set<String> NO_TEXT =
      Set.of(
          "int",
          "long",
          "short",
          "double",
          "float",
          "boolean",
          "Integer",
          "Long",
          "Double",
          "Boolean",
          "UUID",
          "bool",
          "number",
          "LocalDate",
          "Instant",
          "BigDecimal",
          "Decimal",
          "datetime",
          "date",
          "int32",
          "int64",
          "uint",
          "float64",
          "uuid.UUID",
          "time.Time");

  private static final Set<String> CONSTRUCTORS = Set.of("__init__", "constructor");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^:}]+)(?::[^}]*)?}");

  private final Evaluation evaluation;
  private final Map<String, Map<String, Value>> objects = new HashMap<>();
  private final Map<String, State> globals = new HashMap<>();

  Scopes(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /// The value with what its declared type says.
  Value declared(Value value, String type, Program program) {
    if (type.isEmpty()) {
      return value;
    }
    if (NO_TEXT.contains(type)) {
      return Value.typed(type);
    }
    String full = full(type, program);
    boolean telling = value.type().isEmpty() || evaluation.component.type(value.type()) == null;
    return telling && !value.type().equals(SETTINGS) ? value.withType(full) : value;
  }

  /// Java's types are known by their simple names, those of others by where they come from.
  private static String full(String type, Program program) {
    if (program.language() == Language.JAVA) {
      return type.substring(type.lastIndexOf('.') + 1);
    }
    int dot = type.indexOf('.');
    String first = dot < 0 ? type : type.substring(0, dot);
    String imported = program.imports().get(first);
    return imported == null ? type : imported + type.substring(first.length());
  }

  Value named(String name, State state, Frame frame) {
    Value variable = state.variables.get(name);
    if (variable != null) {
      return variable;
    }
    if (name.equals("this") || name.equals("self")) {
      return object(frame.type);
    }
    if (frame.program.language() == Language.JAVA && !frame.type.isEmpty()) {
      Value field = fields(frame.type).get(name);
      if (field != null) {
        return field;
      }
    }
    Value global = global(frame.program, name);
    return global == null ? imported(name, frame.program) : global;
  }

  private Value imported(String name, Program program) {
    String full = program.imports().get(name);
    if (full == null || program.language() == Language.JAVA) {
      return Value.typed(name);
    }
    int dot = full.lastIndexOf('.');
    Program module = dot < 0 ? null : evaluation.component.module(full.substring(0, dot));
    Value variable = module == null ? null : global(module, full.substring(dot + 1));
    return variable == null ? Value.typed(full) : variable;
  }

  /// A variable of the file itself; null if there is none.
  @Nullable Value global(Program program, String name) {
    State known = globals.get(program.path());
    if (known == null) {
      known = new State();
      globals.put(program.path(), known);
      evaluation.execution().run(program.statements(), known, new Frame(program, ""));
    }
    return known.variables.get(name);
  }

  /// An object of a type of this component, with its fields.
  Value object(String type) {
    Value object = Value.typed(type);
    for (var field : fields(type).entrySet()) {
      object = object.withField(field.getKey(), field.getValue());
    }
    return object.withType(type);
  }

  /// The fields of the one object of a type that is thought of. Mutable.
  Map<String, Value> fields(String type) {
    Map<String, Value> known = objects.get(type);
    if (known != null) {
      return known;
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    objects.put(type, fields);
    FoundType found = evaluation.component.type(type);
    if (found == null || !found.type().name().equals(type)) {
      return fields;
    }
    Frame frame = new Frame(found.program(), type);
    for (Field field : found.type().fields()) {
      fields.put(field.name(), initial(field, frame));
    }
    for (Function function : found.type().functions()) {
      if (CONSTRUCTORS.contains(function.name()) || function.name().equals(type)) {
        State state = new State();
        bind(function, state, found.program());
        evaluation.runBody(function, found.program(), type, state);
      }
    }
    return fields;
  }

  private Value initial(Field field, Frame frame) {
    Value value =
        field.initial() == null
            ? Value.UNKNOWN
            : evaluation.evaluate(field.initial(), new State(), frame);
    Value setting = setting(field.annotations(), frame.program);
    return declared(setting == null ? value : setting, field.type(), frame.program);
  }

  /// Parameters of a function that nobody was seen to call.
  void bind(Function function, State state, Program program) {
    for (var parameter : function.parameters()) {
      Value setting = setting(parameter.annotations(), program);
      Value value = setting == null ? Value.UNKNOWN : setting;
      state.variables.put(parameter.name(), declared(value, parameter.type(), program));
    }
  }

  /// `@Value("${name:default}")`, `@ConfigProperty(name = "name")`.
  private @Nullable Value setting(List<Annotation> annotations, Program program) {
    for (Annotation annotation : annotations) {
      boolean property = annotation.name().equals("ConfigProperty");
      if (!property && !annotation.name().equals("Value")) {
        continue;
      }
      for (var argument : annotation.arguments()) {
        if (argument.value() instanceof Constant constant) {
          Matcher placeholder = PLACEHOLDER.matcher(constant.text());
          String name = placeholder.find() ? placeholder.group(1) : property ? constant.text() : "";
          if (!name.isEmpty()) {
            evaluation.findings.add(new Finding.Reads(name), program, annotation.at());
            return Value.setting(name);
          }
        }
      }
    }
    return null;
  }

  /// The function of this component that a call means; null if it is none.
  @Nullable Found function(Called called, State state, Frame frame) {
    Component component = evaluation.component;
    if (called.call().creates()) {
      return null;
    }
    if (called.call().callee() instanceof Name name) {
      Found own = frame.type.isEmpty() ? null : component.method(frame.type, name.name());
      boolean implicit = frame.program.language() == Language.JAVA;
      Found local = component.function(frame.program, name.name());
      String full = frame.program.imports().get(name.name());
      if (implicit && own != null) {
        return own;
      }
      if (local != null) {
        return local;
      }
      if (full != null) {
        return component.function(full);
      }
      return frame.program.language() == Language.GO
          ? component.neighbour(frame.program, name.name())
          : null;
    }
    if (called.call().callee() instanceof Member member) {
      boolean self = member.object() instanceof Name name && name.name().equals("super");
      String type = self ? frame.type : called.receiver().type();
      Found method = type.isEmpty() ? null : component.method(type, member.name());
      return method == null ? component.function(called.fullName()) : method;
    }
    return null;
  }

  /// An object of a type of this component, made by the call; null if it is none.
  @Nullable Value created(Called called, State state, Frame frame) {
    String name = called.fullName().replaceFirst("^new ", "");
    FoundType found = evaluation.component.type(name);
    boolean script = frame.program.language() == Language.PYTHON;
    if (found == null || !(called.call().creates() || script)) {
      return null;
    }
    String type = found.type().name();
    Map<String, Value> fields = fields(type);
    Value object = object(type);
    Function constructor = constructor(found);
    if (constructor == null) {
      return filled(object, called, found);
    }
    State inner = state.inner();
    int place = 0;
    for (var parameter : constructor.parameters()) {
      Value named = called.argument(parameter.name());
      Value given = named == null ? called.argument(String.valueOf(place)) : named;
      Value value = given == null ? Value.UNKNOWN : given;
      inner.variables.put(parameter.name(), declared(value, parameter.type(), found.program()));
      place++;
    }
    evaluation.runBody(constructor, found.program(), type, inner);
    for (var field : fields.entrySet()) {
      object = object.withField(field.getKey(), field.getValue());
    }
    return object;
  }

  private static @Nullable Function constructor(FoundType found) {
    for (Function function : found.type().functions()) {
      boolean named =
          CONSTRUCTORS.contains(function.name()) || function.name().equals(found.type().name());
      if (named && !function.parameters().isEmpty()) {
        return function;
      }
    }
    return null;
  }

  /// A record or data class without a constructor of its own, a structure of Go.
  private static Value filled(Value object, Called called, FoundType found) {
    Value made = object;
    List<Field> fields = found.type().fields();
    for (int i = 0; i < called.arguments().size(); i++) {
      Value argument = called.arguments().get(i);
      String name = called.names().get(i);
      if (name.isEmpty() && !argument.fields().isEmpty() && called.arguments().size() == 1) {
        for (var part : argument.fields().entrySet()) {
          made = made.withField(part.getKey(), part.getValue());
        }
      } else if (!name.isEmpty()) {
        made = made.withField(name, argument);
      } else {
        made = made.withField(i < fields.size() ? fields.get(i).name() : "" + i, argument);
      }
    }
    return made;
  }
}
