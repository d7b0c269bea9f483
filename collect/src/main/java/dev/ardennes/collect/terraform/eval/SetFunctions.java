package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Functions on sets.
final class SetFunctions {
  private SetFunctions() {}

  static void register(Functions.Registry registry) {
    registry
        .partial("setunion", 1, Integer.MAX_VALUE, SetFunctions::union)
        .known("setintersection", 1, Integer.MAX_VALUE, SetFunctions::intersection)
        .partial("setsubtract", 2, SetFunctions::subtract)
        .known("setproduct", 1, Integer.MAX_VALUE, SetFunctions::product);
  }

  private static Value union(Arguments call) {
    List<Value> elements = new ArrayList<>();
    boolean open = false;
    for (Value argument : call.values()) {
      switch (Conversions.toSet(argument)) {
        case SetValue set -> {
          elements.addAll(set.elements());
          open |= !set.exact();
        }
        case UnknownValue unknown -> {
          elements.add(unknown.part("[*]"));
          open = true;
        }
        default -> throw Conversions.wrongType(argument, "a set");
      }
    }
    return SetValue.of(elements, open ? call.unknown().symbol() : null, call.shallowOrigin());
  }

  private static Value intersection(Arguments call) {
    Set<Value> common = new LinkedHashSet<>(elements(call, 0));
    for (int index = 1; index < call.count(); index++) {
      common.retainAll(Set.copyOf(elements(call, index)));
    }
    return SetValue.of(common, call.shallowOrigin());
  }

  private static List<Value> elements(Arguments call, int index) {
    return Values.elements(Conversions.toSet(call.get(index)));
  }

  /// An element stays for certain where it can equal nothing that is taken away.
  private static Value subtract(Arguments call) {
    boolean known = Values.isKnown(call.get(0)) && Values.isKnown(call.get(1));
    if (!known) {
      return call.unknown();
    }
    Set<Value> rest = new LinkedHashSet<>(elements(call, 0));
    rest.removeAll(Set.copyOf(elements(call, 1)));
    return SetValue.of(rest, call.shallowOrigin());
  }

  private static Value product(Arguments call) {
    long size = 1;
    for (int index = 0; index < call.count(); index++) {
      size = Math.min(Integer.MAX_VALUE, size * call.list(index).size());
    }
    if (size * call.count() > call.evaluator().budget().limits().weight()) {
      throw Budget.tooMuch("`setproduct` makes " + size + " combinations");
    }
    Origin origin = call.shallowOrigin();
    List<List<Value>> products = List.of(List.of());
    for (int index = 0; index < call.count(); index++) {
      List<List<Value>> longer = new ArrayList<>();
      for (List<Value> prefix : products) {
        for (Value element : call.list(index)) {
          List<Value> combination = new ArrayList<>(prefix);
          combination.add(element);
          longer.add(combination);
        }
      }
      products = longer;
    }
    List<Value> results =
        products.stream().<Value>map(elements -> ListValue.of(elements, origin)).toList();
    boolean sets = call.values().stream().allMatch(SetValue.class::isInstance);
    return sets ? SetValue.of(results, origin) : ListValue.of(results, origin);
  }
}
