package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The attributes and blocks of a resource, asked for by paths: `vpc_config.security_group_ids`. A
/// path goes through blocks, whether they are written once or several times.
///
/// @param settle replaces what is known better than when the values were made
record Attributes(MapValue map, UnaryOperator<String> settle) {

  /// Every value at the end of the path, list elements one by one; nulls are left out.
  List<Value> all(String path) {
    List<Value> at = List.of(map);
    for (String step : path.split("\\.", -1)) {
      List<Value> next = new ArrayList<>();
      for (Value value : at) {
        for (Value element : spread(value)) {
          Value found = step(element, step);
          if (found != null) {
            next.add(found);
          }
        }
      }
      at = next;
    }
    List<Value> result = new ArrayList<>();
    at.forEach(value -> result.addAll(spread(value)));
    return result;
  }

  private static @Nullable Value step(Value value, String step) {
    return switch (value) {
      case MapValue object -> object.entry(step);
      case UnknownValue unknown -> unknown.part("." + step);
      default -> null;
    };
  }

  private static List<Value> spread(Value value) {
    List<Value> found =
        switch (value) {
          case ListValue list -> list.elements();
          case SetValue set -> set.elements();
          case NullValue ignored -> List.of();
          default -> List.of(value);
        };
    return found.stream().filter(element -> !isUnset(element)).toList();
  }

  /// A state writes an empty text where nothing is set.
  private static boolean isUnset(Value value) {
    return value instanceof NullValue
        || (value instanceof StringValue text && text.text().isEmpty());
  }

  /// The values of several paths, in order.
  List<Value> all(List<String> paths) {
    List<Value> found = new ArrayList<>();
    paths.forEach(path -> found.addAll(all(path)));
    return found;
  }

  /// The blocks of that name.
  List<Attributes> blocks(String path) {
    List<Attributes> blocks = new ArrayList<>();
    for (Value value : all(path)) {
      if (value instanceof MapValue block) {
        blocks.add(new Attributes(block, settle));
      }
    }
    return blocks;
  }

  /// The attribute; null where it is not set or null.
  @Nullable Value value(String name) {
    Value value = map.entry(name);
    return value == null || isUnset(value) ? null : value;
  }

  /// The first value at the end of the path; null where there is none.
  @Nullable Value first(String path) {
    List<Value> all = all(path);
    return all.isEmpty() ? null : all.getFirst();
  }

  /// The text at the end of the path, unknown parts rendered; null where there is none.
  @Nullable String text(String path) {
    Value value = first(path);
    String text = value == null ? null : text(value);
    return text == null ? null : settle.apply(text);
  }

  /// The text at the end of the path, or another where there is none.
  String text(String path, String otherwise) {
    String text = text(path);
    return text == null ? otherwise : text;
  }

  static @Nullable String text(Value value) {
    Optional<String> text = Values.text(value);
    return text.isEmpty() ? null : text.get();
  }

  /// Whether the path ends in the truth value or its text; unknown and missing are neither.
  boolean is(String path, boolean wanted) {
    Value value = first(path);
    return switch (value) {
      case null -> false;
      case BoolValue bool -> bool.value() == wanted;
      default -> String.valueOf(wanted).equals(text(value));
    };
  }

  /// Whether anything is set at the end of the path.
  boolean has(String path) {
    return !all(path).isEmpty();
  }
}
