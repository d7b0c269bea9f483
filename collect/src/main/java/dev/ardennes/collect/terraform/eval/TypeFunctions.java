package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.Value;

/// Conversions and the functions around sensitive values, which do not change a value here.
final class TypeFunctions {
  private TypeFunctions() {}

  static void register(Functions.Registry registry) {
    registry
        .any("tostring", 1, 1, call -> Conversions.toText(call.get(0)))
        .any("tonumber", 1, 1, call -> Conversions.toNumber(call.get(0)))
        .any("tobool", 1, 1, call -> Conversions.toBool(call.get(0)))
        .any("tolist", 1, 1, TypeFunctions::toList)
        .any("toset", 1, 1, call -> Conversions.toSet(call.get(0)))
        .any("tomap", 1, 1, call -> Conversions.toMap(call.get(0)))
        .any("sensitive", 1, 1, call -> call.get(0))
        .any("nonsensitive", 1, 1, call -> call.get(0))
        .any("ephemeralasnull", 1, 1, call -> call.get(0))
        .any("issensitive", 1, 1, Arguments::unknown);
  }

  private static Value toList(Arguments call) {
    Value list = Conversions.toList(call.get(0));
    return list instanceof ListValue known
        ? ListValue.of(Conversions.unified(known.elements()), known.open(), known.origin())
        : list;
  }
}
