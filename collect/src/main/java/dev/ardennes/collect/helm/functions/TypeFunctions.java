package dev.ardennes.collect.helm.functions;

import static dev.ardennes.collect.helm.value.Value.bool;
import static dev.ardennes.collect.helm.value.Value.text;

import dev.ardennes.collect.helm.template.Call;
import dev.ardennes.collect.helm.value.Value;

/// Functions on the types of values.
final class TypeFunctions {
  private TypeFunctions() {}

  static void register(HelmLibrary.Registry registry) {
    registry
        .open("kindOf", 1, 1, call -> named(call, kind(call.get(0))))
        .open("typeOf", 1, 1, call -> named(call, type(call.get(0))))
        .open("kindIs", 2, 2, call -> is(call, kind(call.get(1)).equals(call.text(0))))
        .open("typeIs", 2, 2, call -> is(call, type(call.get(1)).equals(call.text(0))))
        .open("typeIsLike", 2, 2, TypeFunctions::isLike);
  }

  private static Value named(Call call, String name) {
    return call.get(0) instanceof Value.UnknownValue ? call.unknown() : text(name);
  }

  private static Value is(Call call, boolean answer) {
    return call.get(1) instanceof Value.UnknownValue ? call.unknown() : bool(answer);
  }

  private static Value isLike(Call call) {
    String type = type(call.get(1));
    return is(call, type.equals(call.text(0)) || type.equals("*" + call.text(0)));
  }

  /// Go's kind of the value.
  private static String kind(Value value) {
    return switch (value) {
      case Value.Nil _ -> "invalid";
      case Value.ListValue _ -> "slice";
      case Value.Dict _ -> "map";
      case Value.Opaque opaque -> opaque.type().contains(".Files") ? "map" : "struct";
      default -> type(value);
    };
  }

  /// Go's name of the value's type.
  static String type(Value value) {
    return switch (value) {
      case Value.Nil _ -> "<nil>";
      case Value.Bool _ -> "bool";
      case Value.Int number -> number.type();
      case Value.Real _ -> "float64";
      case Value.Text _ -> "string";
      case Value.ListValue _ -> "[]interface {}";
      case Value.Dict _ -> "map[string]interface {}";
      case Value.UnknownValue _ -> "unknown";
      case Value.Opaque opaque -> opaque.type();
    };
  }
}
