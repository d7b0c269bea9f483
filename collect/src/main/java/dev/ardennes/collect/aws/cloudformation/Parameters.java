package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The parameters of a stack. A value that is given counts before the default, a single allowed
/// value is the value, and what must not be shown is never known.
final class Parameters {
  private final Stack stack;
  private final Function<String, @Nullable Value> given;

  /// @param given the value that whoever makes the stack gives a parameter; null where it gives
  ///   none
  Parameters(Stack stack, Function<String, @Nullable Value> given) {
    this.stack = stack;
    this.given = given;
  }

  /// The value; null where there is no such parameter.
  @Nullable Value value(String name) {
    Json parameter = stack.template().section("Parameters").get(name);
    if (parameter == null) {
      return null;
    }
    String type = parameter.textAt("Type");
    Origin origin = Evaluator.origin(parameter);
    Value value = secret(parameter) ? null : given.apply(name);
    if (value == null) {
      value = secret(parameter) ? null : written(parameter);
    }
    if (value == null || looksUp(type)) {
      return unknown(name, value, origin);
    }
    return isList(type) ? list(value) : value;
  }

  private UnknownValue unknown(String name, @Nullable Value lookedUp, Origin origin) {
    if (lookedUp == null) {
      return new UnknownValue(stack.symbol(name), UnknownValue.Reason.NOT_SET, origin);
    }
    String key = Values.text(lookedUp).orElse(name);
    return new UnknownValue("resolve:ssm:" + key, UnknownValue.Reason.LOOKED_UP, origin);
  }

  private static boolean secret(Json parameter) {
    return "true".equalsIgnoreCase(Json.scalar(parameter.at("NoEcho")));
  }

  /// The value of such a parameter is the name of one in Parameter Store.
  private static boolean looksUp(@Nullable String type) {
    return type != null && type.startsWith("AWS::SSM::Parameter::Value<");
  }

  private static boolean isList(@Nullable String type) {
    return type != null && (type.equals("CommaDelimitedList") || type.startsWith("List<"));
  }

  private static @Nullable Value written(Json parameter) {
    Json otherwise = parameter.at("Default");
    List<Json> allowed = parameter.listAt("AllowedValues");
    Json written = otherwise != null || allowed.size() != 1 ? otherwise : allowed.getFirst();
    if (written instanceof Json.Arr list) {
      return ListValue.of(
          list.elements().stream().map(Parameters::scalar).toList(), Evaluator.origin(written));
    }
    return written == null || written instanceof Json.Null ? null : scalar(written);
  }

  private static Value scalar(Json written) {
    String text = Json.scalar(written);
    return DynamicReferences.text(text == null ? "" : text, Evaluator.origin(written));
  }

  private static Value list(Value value) {
    if (!(value instanceof StringValue text) || !text.isKnown()) {
      return value;
    }
    List<Value> elements = new ArrayList<>();
    if (!text.text().isBlank()) {
      for (String element : text.text().split(",", Functions.MOST_PIECES)) {
        elements.add(StringValue.of(element.strip(), text.origin()));
      }
    }
    return ListValue.of(elements, text.origin());
  }

  /// The values that a file gives, by name.
  static Function<String, @Nullable Value> ofFile(Map<String, Json> values) {
    return name -> {
      Json written = values.get(name);
      return written == null || Json.scalar(written) == null ? null : scalar(written);
    };
  }
}
