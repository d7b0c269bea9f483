package dev.ardennes.collect.aws.types;

import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Puts the properties of a resource into Terraform's attributes and blocks.
public final class Translation {
  private static final char AS_IT_IS = '=';
  private static final char SMALL = '~';
  private static final char FROM_THE_TOP = '/';
  private static final String LEFT_OUT = "-";

  private final Map<String, String> rename;
  private final Branch top = new Branch();

  private Translation(Map<String, String> rename) {
    this.rename = rename;
  }

  /// A resource that Terraform has for a part.
  ///
  /// @param step what its address has behind that of the whole
  public record Made(String type, String step, MapValue attributes, Position position) {}

  /// The attributes of the resource itself.
  public static MapValue attributes(Shape shape, Map<String, Value> properties, Origin origin) {
    Translation translation = new Translation(shape.rename());
    translation.members("", properties, translation.top);
    shape.set().forEach((name, text) -> translation.top.put(name, StringValue.of(text, origin)));
    shape.values().forEach(translation.top::respell);
    return translation.top.value(origin);
  }

  /// The resources that its parts are.
  ///
  /// @param self an attribute of the resource itself, as whoever refers to it has it
  public static List<Made> parts(
      Shape shape, Map<String, Value> properties, Function<String, Value> self) {
    List<Made> made = new ArrayList<>();
    for (Shape.Part part : shape.parts()) {
      List<Value> elements = elements(properties, part.each());
      boolean many = elements.size() > 1 || isList(properties, part.each());
      for (int i = 0; i < elements.size(); i++) {
        String step = part.each() + (many ? "[" + i + "]" : "");
        made.add(part(part, elements.get(i), properties, self, step));
      }
    }
    return made;
  }

  private static Made part(
      Shape.Part part,
      Value element,
      Map<String, Value> properties,
      Function<String, Value> self,
      String step) {
    Origin origin = Origin.at(element.position());
    Translation translation = new Translation(part.rename());
    if (element instanceof MapValue map) {
      translation.members("", map.entries(), translation.top);
    } else if (!part.item().isEmpty()) {
      translation.top.put(part.item(), element);
    } else if (element instanceof UnknownValue unknown) {
      translation.unknown(unknown);
    }
    part.with()
        .forEach(
            (path, attribute) -> {
              Value value = at(properties, path);
              if (!(value instanceof NullValue)) {
                translation.top.put(attribute, value);
              }
            });
    part.self().forEach((attribute, of) -> translation.top.put(attribute, self.apply(of)));
    part.set().forEach((name, text) -> translation.top.put(name, StringValue.of(text, origin)));
    return new Made(part.type(), step, translation.top.value(origin), element.position());
  }

  /// Of a part that is not known at all everything is unknown that it would say.
  private void unknown(UnknownValue part) {
    rename.forEach(
        (property, attribute) -> {
          if (attribute.length() > 1 && attribute.charAt(0) == AS_IT_IS) {
            top.put(attribute.substring(1), part.part("." + property));
          }
        });
  }

  private static boolean isList(Map<String, Value> properties, String path) {
    return at(properties, path) instanceof ListValue;
  }

  private static List<Value> elements(Map<String, Value> properties, String path) {
    List<Value> elements = new ArrayList<>();
    List<Value> found = List.of(MapValue.of(properties, Origin.at(Position.at("", 0, 0))));
    for (String step : path.split("\\.", -1)) {
      List<Value> next = new ArrayList<>();
      for (Value value : found) {
        for (Value one : Values.elements(value)) {
          Value member = one instanceof MapValue map ? member(map, step) : null;
          if (member != null) {
            next.add(member);
          }
        }
      }
      found = next;
    }
    found.forEach(value -> elements.addAll(Values.elements(value)));
    return elements;
  }

  private static Value at(Map<String, Value> properties, String path) {
    Value at = MapValue.of(properties, Origin.at(Position.at("", 0, 0)));
    for (String step : path.split("\\.", -1)) {
      Value member = at instanceof MapValue map ? member(map, step) : null;
      if (member == null) {
        return new NullValue(at.origin());
      }
      at = member;
    }
    return at;
  }

  /// The property, with or without a capital letter.
  private static @Nullable Value member(MapValue map, String property) {
    Value value = map.entry(property);
    String lower = Character.toLowerCase(property.charAt(0)) + property.substring(1);
    return value == null ? map.entry(lower) : value;
  }

  // --- names ---

  private void members(String path, Map<String, Value> members, Branch into) {
    members.forEach(
        (name, value) -> {
          String property = Words.pascal(name);
          String below = path.isEmpty() ? property : path + "." + property;
          member(below, name, value, into);
        });
  }

  private void member(String path, String name, Value value, Branch into) {
    String written = rename.getOrDefault(path, Words.snake(Words.pascal(name)));
    if (written.equals(LEFT_OUT)) {
      return;
    }
    boolean absolute = !written.isEmpty() && written.charAt(0) == FROM_THE_TOP;
    String to = absolute ? written.substring(1) : written;
    Branch target = absolute ? top : into;
    if (!to.isEmpty() && to.charAt(0) == AS_IT_IS) {
      target.put(to.substring(1), value);
    } else if (!to.isEmpty() && to.charAt(0) == SMALL) {
      target.put(to.substring(1), small(value));
    } else if (to.isEmpty()) {
      dissolved(path, value, target);
    } else if (to.equals("tags")) {
      target.put(to, tags(value));
    } else {
      target.put(to, converted(path, value));
    }
  }

  private void dissolved(String path, Value value, Branch into) {
    for (Value element : Values.elements(value)) {
      if (element instanceof MapValue map) {
        members(path, map.entries(), into);
      }
    }
  }

  private Value converted(String path, Value value) {
    return switch (value) {
      case MapValue map -> {
        Branch branch = new Branch();
        members(path, map.entries(), branch);
        yield branch.value(map.origin());
      }
      case ListValue list ->
          ListValue.of(
              list.elements().stream().map(element -> converted(path, element)).toList(),
              list.open(),
              list.origin());
      case SetValue set -> converted(path, ListValue.of(set.elements(), set.origin()));
      default -> value;
    };
  }

  /// A document whose keys begin with a small letter where the service takes it by itself.
  private static Value small(Value value) {
    return switch (value) {
      case MapValue map -> {
        Map<String, Value> entries = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> entries.put(Words.camel(key), small(entry)));
        yield MapValue.of(entries, map.origin());
      }
      case ListValue list ->
          ListValue.of(
              list.elements().stream().map(Translation::small).toList(),
              list.open(),
              list.origin());
      default -> value;
    };
  }

  /// A list of keys with values is a map.
  private static Value tags(Value value) {
    if (!(value instanceof ListValue list)) {
      return value;
    }
    Map<String, Value> tags = new LinkedHashMap<>();
    for (Value element : list.elements()) {
      if (element instanceof MapValue tag) {
        Value key = first(tag, "Key", "key");
        Value text = first(tag, "Value", "value");
        Values.text(key).ifPresent(name -> tags.put(name, text));
      }
    }
    return MapValue.of(tags, list.origin());
  }

  private static Value first(MapValue map, String name, String otherwise) {
    Value value = map.entry(name);
    Value other = value == null ? map.entry(otherwise) : value;
    return other == null ? new NullValue(map.origin()) : other;
  }

  /// Attributes and blocks that are being put together.
  private static final class Branch {
    private final Map<String, Object> members = new LinkedHashMap<>();

    /// @param path with a dot before each attribute of a block
    void put(String path, Value value) {
      int dot = path.indexOf('.');
      if (dot < 0) {
        Object before = members.get(path);
        members.put(path, before instanceof Value known ? together(known, value) : value);
        return;
      }
      String name = path.substring(0, dot);
      Object inner = members.get(name);
      Branch branch = inner instanceof Branch known ? known : new Branch();
      if (inner instanceof MapValue map) {
        map.entries().forEach(branch::put);
      }
      members.put(name, branch);
      branch.put(path.substring(dot + 1), value);
    }

    /// An attribute that several properties set has the values of all.
    private static Value together(Value one, Value other) {
      List<Value> all = new ArrayList<>(Values.elements(one));
      all.addAll(Values.elements(other));
      return ListValue.of(all, one.origin());
    }

    void respell(String name, Map<String, String> texts) {
      if (members.get(name) instanceof StringValue text) {
        String spelled = texts.getOrDefault(text.text(), texts.get("*"));
        if (spelled != null) {
          members.put(name, StringValue.of(spelled, text.origin()));
        }
      }
    }

    MapValue value(Origin origin) {
      Map<String, Value> entries = new LinkedHashMap<>();
      members.forEach(
          (name, member) -> {
            if (member instanceof Value value) {
              entries.put(name, value);
            } else if (member instanceof Branch branch) {
              entries.put(name, branch.value(origin));
            }
          });
      return MapValue.of(entries, origin);
    }
  }
}
