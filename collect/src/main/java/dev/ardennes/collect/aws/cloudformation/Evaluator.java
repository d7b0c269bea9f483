package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.eval.Alternatives;
import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Evaluates what stands in a template: functions become what they answer, and what nobody can know
/// before the stack is made becomes a named unknown.
final class Evaluator {
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,17})?");
  private static final String IF = "Fn::If";
  static final String FOR_EACH = "Fn::ForEach::";

  private final Stack stack;
  private final Session session;
  private final Functions functions;

  Evaluator(Stack stack, Session session) {
    this.stack = stack;
    this.session = session;
    this.functions = new Functions(this, stack, session);
  }

  /// The value; null for `AWS::NoValue`, which is as if nothing were written.
  @Nullable Value evaluate(Json json) {
    try {
      return session.enter(json) ? any(json) : unknown("limit", UnknownValue.Reason.LIMIT, json);
    } finally {
      session.leave();
    }
  }

  /// The value, `AWS::NoValue` as null.
  Value required(Json json) {
    Value value = evaluate(json);
    return value == null ? new NullValue(origin(json)) : value;
  }

  private @Nullable Value any(Json json) {
    return switch (json) {
      case Json.Null ignored -> new NullValue(origin(json));
      case Json.Bool bool -> new BoolValue(bool.value(), origin(json));
      case Json.Num number -> number(number);
      case Json.Text text -> DynamicReferences.text(text.value(), origin(json));
      case Json.Arr list -> list(list);
      case Json.Obj object -> object(object);
    };
  }

  /// A number that is written in another way than numbers are is a text: an account's id may begin
  /// with zeros.
  private static Value number(Json.Num number) {
    return NUMBER.matcher(number.value()).matches()
        ? new NumberValue(new BigDecimal(number.value()), origin(number))
        : StringValue.foreign(number.value(), origin(number));
  }

  private Value list(Json.Arr list) {
    List<Value> elements = new ArrayList<>();
    for (Json element : list.elements()) {
      List<Value> both = undecidedBlocks(element);
      if (both.isEmpty()) {
        Value value = evaluate(element);
        if (value != null) {
          elements.add(value);
        }
      } else {
        elements.addAll(both);
      }
    }
    return ListValue.of(elements, origin(list));
  }

  /// A block that is there or not, nobody knows which, is there, as a resource is whose number is
  /// not known. Statements of policies are no such blocks: a denial must not be made up.
  private List<Value> undecidedBlocks(Json element) {
    if (!(element.at(IF) instanceof Json.Arr branches)
        || branches.elements().size() != 3
        || truth(branches.elements().getFirst()) != Truth.OPEN) {
      return List.of();
    }
    List<Value> blocks = new ArrayList<>();
    for (Json branch : branches.elements().subList(1, 3)) {
      Value value = evaluate(branch);
      if (value != null && isBlock(value)) {
        blocks.add(value);
      } else if (value != null) {
        return List.of();
      }
    }
    return blocks;
  }

  private Truth truth(Json condition) {
    return condition instanceof Json.Text name
        ? stack.conditions().named(name.value(), condition)
        : Truth.OPEN;
  }

  private @Nullable Value object(Json.Obj object) {
    if (object.members().size() == 1) {
      Map.Entry<String, Json> only = object.members().entrySet().iterator().next();
      String name = only.getKey();
      if (name.equals("Ref")) {
        return reference(only.getValue(), object);
      }
      if (name.equals(IF)) {
        return choice(only.getValue(), object);
      }
      if (name.startsWith("Fn::") && !name.startsWith(FOR_EACH)) {
        return functions.call(name, only.getValue(), object);
      }
    }
    Map<String, Value> entries = new LinkedHashMap<>();
    for (Map.Entry<String, Json> member : loops(object).entrySet()) {
      Value value = evaluate(member.getValue());
      if (value != null) {
        entries.put(member.getKey(), value);
      }
    }
    return MapValue.of(entries, origin(object));
  }

  // --- references ---

  private @Nullable Value reference(Json named, Json at) {
    if (!(named instanceof Json.Text text)) {
      session.error(at, "`Ref` needs a name", "name a parameter or a resource");
      return unknown("Ref", UnknownValue.Reason.ERROR, at);
    }
    return reference(text.value(), at);
  }

  /// What `Ref` answers for a name.
  @Nullable Value reference(String name, Json at) {
    if (name.startsWith("AWS::")) {
      return name.equals("AWS::NoValue") ? null : located(stack.pseudo(name, at), at);
    }
    Value parameter = stack.parameters().value(name);
    if (parameter != null) {
      return located(parameter, at);
    }
    StackResource resource = stack.resource(name);
    if (resource != null) {
      return located(resource.reference(), at);
    }
    session.error(
        at,
        "there is no parameter and no resource `" + name + "`",
        "declare it, or take the reference out");
    return unknown(name, UnknownValue.Reason.ERROR, at);
  }

  /// What `Fn::GetAtt` answers.
  Value attribute(String name, String attribute, Json at) {
    StackResource resource = stack.resource(name);
    if (resource == null) {
      session.error(
          at, "there is no resource `" + name + "`", "declare it, or take the reference out");
      return unknown(name + "." + attribute, UnknownValue.Reason.ERROR, at);
    }
    return located(resource.attribute(attribute, at), at);
  }

  /// Scalars belong to the place that uses them, lists and maps to the place that writes them.
  private static Value located(Value value, Json at) {
    return value.depth() > 0
        ? value
        : value.withOrigin(value.origin().withPosition(Session.position(at)));
  }

  // --- conditions ---

  private @Nullable Value choice(Json arguments, Json at) {
    if (!(arguments instanceof Json.Arr list) || list.elements().size() != 3) {
      session.error(at, "`Fn::If` needs a condition and two values", "mend the call");
      return unknown(IF, UnknownValue.Reason.ERROR, at);
    }
    Json condition = list.elements().getFirst();
    Json then = list.elements().get(1);
    Json otherwise = list.elements().get(2);
    return switch (truth(condition)) {
      case YES -> evaluate(then);
      case NO -> evaluate(otherwise);
      case OPEN -> undecided(condition, evaluate(then), evaluate(otherwise), at);
    };
  }

  /// Of two lists of blocks nobody knows which is there, so that the blocks of both are, as those
  /// are that stand in a list one by one.
  private Value undecided(
      Json condition, @Nullable Value then, @Nullable Value otherwise, Json at) {
    List<Value> blocks = new ArrayList<>();
    if (addBlocks(then, blocks) && addBlocks(otherwise, blocks) && !blocks.isEmpty()) {
      return ListValue.of(blocks, origin(at));
    }
    return Alternatives.of(
        stack.openCondition(condition),
        Optional.ofNullable(then),
        Optional.ofNullable(otherwise),
        origin(at));
  }

  private static boolean addBlocks(@Nullable Value branch, List<Value> blocks) {
    if (branch instanceof ListValue list) {
      blocks.addAll(list.elements());
      return list.exact() && list.elements().stream().allMatch(Evaluator::isBlock);
    }
    return branch == null;
  }

  private static boolean isBlock(Value value) {
    return value instanceof MapValue map && map.entry("Effect") == null;
  }

  // --- loops ---

  /// The members of an object with its loops unrolled: `Fn::ForEach::Name: [Variable, Collection,
  /// {Key: Value}]`.
  Map<String, Json> loops(Json.Obj object) {
    if (object.members().keySet().stream().noneMatch(key -> key.startsWith(FOR_EACH))) {
      return object.members();
    }
    Map<String, Json> unrolled = new LinkedHashMap<>();
    object
        .members()
        .forEach(
            (key, value) -> {
              if (key.startsWith(FOR_EACH)) {
                unroll(value, unrolled);
              } else {
                unrolled.put(key, value);
              }
            });
    return unrolled;
  }

  private void unroll(Json loopOf, Map<String, Json> into) {
    if (!(loopOf instanceof Json.Arr parts)
        || parts.elements().size() != 3
        || !(parts.elements().getFirst() instanceof Json.Text variable)
        || !(parts.elements().getLast() instanceof Json.Obj body)) {
      session.error(
          loopOf,
          "this loop is not understood, so that what it makes is missing",
          "give it a variable, a collection and what to make");
      return;
    }
    Value collection = required(parts.elements().get(1));
    List<Value> elements = Values.elements(collection);
    if (!Values.isKnown(collection)) {
      session.warning(
          loopOf,
          "what the loop goes through is not known, so that what it makes is missing",
          "give the parameter a value");
      stack.incomplete();
      return;
    }
    for (Value element : elements) {
      String text = Values.text(element).orElse("");
      for (Map.Entry<String, Json> member : body.members().entrySet()) {
        Json substituted = Loops.with(member.getValue(), variable.value(), text, session);
        into.put(Loops.name(member.getKey(), variable.value(), text), substituted);
      }
    }
  }

  // --- values ---

  static Origin origin(Json json) {
    return Origin.at(Session.position(json));
  }

  UnknownValue unknown(String name, UnknownValue.Reason reason, Json at) {
    return new UnknownValue(stack.symbol(name), reason, origin(at));
  }
}
