package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The texts inside a value.
final class Texts {
  private Texts() {}

  /// Goes down to the texts themselves, so that their place is the line that writes them. O(value).
  static List<Value> in(Value whole) {
    List<Value> texts = new ArrayList<>();
    Deque<Value> open = new ArrayDeque<>();
    open.push(whole);
    while (!open.isEmpty()) {
      Value value = open.pop();
      switch (value) {
        case MapValue map -> map.entries().values().forEach(open::push);
        case ListValue list -> list.elements().forEach(open::push);
        case SetValue set -> set.elements().forEach(open::push);
        case NullValue _, BoolValue _, NumberValue _ -> {
          // No text.
        }
        case StringValue _, UnknownValue _ -> texts.add(value);
      }
    }
    return texts;
  }
}
