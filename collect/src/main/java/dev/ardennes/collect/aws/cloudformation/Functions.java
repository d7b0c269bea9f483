package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.References;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.Symbols;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.ValueTooLarge;
import dev.ardennes.collect.terraform.value.Values;
import dev.ardennes.model.Unknown;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The functions of CloudFormation. One that is called in a way it does not have is a problem and
/// unknown, one that depends on something unknown is an unknown of its own name.
final class Functions {
  private static final String MEND = "mend the call";
  static final int MOST_PIECES = 10_000;

  private final Evaluator evaluator;
  private final Stack stack;
  private final Session session;

  Functions(Evaluator evaluator, Stack stack, Session session) {
    this.evaluator = evaluator;
    this.stack = stack;
    this.session = session;
  }

  @Nullable Value call(String name, Json argument, Json at) {
    try {
      return switch (name) {
        case "Fn::Sub" -> substitute(argument, at);
        case "Fn::GetAtt" -> attribute(argument, at);
        case "Fn::Join" -> join(argument, at);
        case "Fn::Select" -> select(argument, at);
        case "Fn::Split" -> split(argument, at);
        case "Fn::FindInMap" -> findInMap(argument, at);
        case "Fn::ImportValue" -> stack.imported(evaluator.required(argument), at);
        case "Fn::Base64" -> base64(argument, at);
        case "Fn::Cidr" -> cidr(argument, at);
        case "Fn::Length" -> length(argument, at);
        case "Fn::ToJsonString" -> json(argument, at);
        case "Fn::GetAZs" ->
            derived(name, List.of(evaluator.required(argument)), at, UnknownValue.Reason.LOOKED_UP);
        case "Fn::Transform" -> transform(at);
        default -> failed(name, "there is no function `" + name + "`", at);
      };
    } catch (ValueTooLarge e) {
      return failed(name, "the text grows beyond all measure", at);
    }
  }

  private Value failed(String name, String says, Json at) {
    session.error(at, says + ", so that its value is not known", MEND);
    return evaluator.unknown(name + " at line " + at.place().line(), UnknownValue.Reason.ERROR, at);
  }

  private Value transform(Json at) {
    session.warning(
        at, "what the macro makes of this is not known", "scan the template that it has made");
    stack.incomplete();
    return evaluator.unknown(
        "Fn::Transform at line " + at.place().line(), UnknownValue.Reason.OUTSIDE, at);
  }

  private static UnknownValue derived(
      String name, List<Value> arguments, Json at, UnknownValue.Reason reason) {
    Origin origin = Evaluator.origin(at);
    for (Value argument : arguments) {
      origin = origin.withReferences(Values.allReferences(argument));
    }
    return new UnknownValue(Symbols.call(name.substring(4), arguments), reason, origin);
  }

  private static Value derived(String name, List<Value> arguments, Json at) {
    return derived(name, arguments, at, UnknownValue.Reason.DERIVED);
  }

  /// The arguments of a call with that many; null and a problem where there are others.
  private static @Nullable List<Json> arguments(Json argument, int least, int most) {
    if (argument instanceof Json.Arr list
        && list.elements().size() >= least
        && list.elements().size() <= most) {
      return list.elements();
    }
    return null;
  }

  /// A text of several values; one unknown alone stays what it is.
  private Value text(String text, References references, Json at) {
    if (text.length() > Session.LONGEST_TEXT) {
      throw new ValueTooLarge(Session.LONGEST_TEXT);
    }
    session.weigh(text.length());
    Origin origin = Evaluator.origin(at).withReferences(references);
    return Values.ofText(text, origin);
  }

  // --- texts ---

  private Value substitute(Json argument, Json at) {
    if (argument instanceof Json.Text template) {
      return substitute(template, Map.of(), at);
    }
    List<Json> parts = arguments(argument, 1, 2);
    if (parts == null || !(parts.getFirst() instanceof Json.Text template)) {
      return failed("Fn::Sub", "`Fn::Sub` needs a text", at);
    }
    Map<String, Value> names = new LinkedHashMap<>();
    if (parts.getLast() instanceof Json.Obj given) {
      given.members().forEach((name, value) -> names.put(name, evaluator.required(value)));
    }
    return substitute(template, names, at);
  }

  private Value substitute(Json.Text template, Map<String, Value> names, Json at) {
    Substitution substitution = new Substitution(template.value());
    StringBuilder out = new StringBuilder();
    References references = References.NONE;
    while (substitution.next()) {
      if (!substitution.variable()) {
        out.append(substitution.text());
        continue;
      }
      Value value = named(substitution.text(), names, at);
      references = references.union(Values.allReferences(value));
      out.append(Values.text(value).orElseGet(() -> Unknown.part(Symbols.brief(value))));
      if (out.length() > Session.LONGEST_TEXT) {
        throw new ValueTooLarge(Session.LONGEST_TEXT);
      }
    }
    return text(out.toString(), references, at);
  }

  private Value named(String name, Map<String, Value> names, Json at) {
    Value given = names.get(name);
    if (given != null) {
      return given;
    }
    int dot = name.indexOf('.');
    if (dot > 0) {
      return evaluator.attribute(name.substring(0, dot), name.substring(dot + 1), at);
    }
    Value value = evaluator.reference(name, at);
    return value == null ? StringValue.of("", Evaluator.origin(at)) : value;
  }

  private Value join(Json argument, Json at) {
    List<Json> parts = arguments(argument, 2, 2);
    if (parts == null || !(parts.getFirst() instanceof Json.Text delimiter)) {
      return failed("Fn::Join", "`Fn::Join` needs a delimiter and a list", at);
    }
    Value list = evaluator.required(parts.getLast());
    if (!(list instanceof ListValue known) || !known.exact()) {
      return derived("Fn::Join", List.of(evaluator.required(delimiter), list), at);
    }
    StringBuilder out = new StringBuilder();
    String between = "";
    for (Value element : known.elements()) {
      out.append(between);
      between = delimiter.value();
      out.append(Values.text(element).orElseGet(() -> Unknown.part(Symbols.brief(element))));
      if (out.length() > Session.LONGEST_TEXT) {
        throw new ValueTooLarge(Session.LONGEST_TEXT);
      }
    }
    return text(out.toString(), Values.allReferences(list), at);
  }

  private Value split(Json argument, Json at) {
    List<Json> parts = arguments(argument, 2, 2);
    if (parts == null || !(parts.getFirst() instanceof Json.Text delimiter)) {
      return failed("Fn::Split", "`Fn::Split` needs a delimiter and a text", at);
    }
    Value whole = evaluator.required(parts.getLast());
    if (!(whole instanceof StringValue text) || !text.isKnown() || delimiter.value().isEmpty()) {
      return derived("Fn::Split", List.of(evaluator.required(delimiter), whole), at);
    }
    String[] cut = text.text().split(Pattern.quote(delimiter.value()), MOST_PIECES + 1);
    if (cut.length > MOST_PIECES) {
      return failed("Fn::Split", "the text has more than " + MOST_PIECES + " pieces", at);
    }
    List<Value> pieces = new ArrayList<>();
    for (String piece : cut) {
      pieces.add(StringValue.of(piece, text.origin()));
    }
    return ListValue.of(pieces, Evaluator.origin(at));
  }

  private Value base64(Json argument, Json at) {
    Value value = evaluator.required(argument);
    if (value instanceof StringValue text && text.isKnown()) {
      byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
      return text(Base64.getEncoder().encodeToString(bytes), text.references(), at);
    }
    // A script that is only partly known says more as it is written than encoded.
    return value instanceof StringValue ? value : derived("Fn::Base64", List.of(value), at);
  }

  private Value json(Json argument, Json at) {
    Value value = evaluator.required(argument);
    String text = dev.ardennes.collect.terraform.value.Json.text(value);
    session.weigh(text.length());
    Origin origin = Evaluator.origin(at).withReferences(Values.allReferences(value));
    return new StringValue(text, origin, value, null);
  }

  // --- lists and maps ---

  private Value select(Json argument, Json at) {
    List<Json> parts = arguments(argument, 2, 2);
    if (parts == null) {
      return failed("Fn::Select", "`Fn::Select` needs an index and a list", at);
    }
    Value index = evaluator.required(parts.getFirst());
    Value from = evaluator.required(parts.getLast());
    int number = index(index);
    if (number < 0 || !(from instanceof ListValue list) || !list.exact()) {
      return from instanceof UnknownValue unknown && number >= 0
          ? unknown.part("[" + number + "]")
          : derived("Fn::Select", List.of(index, from), at);
    }
    if (number >= list.elements().size()) {
      return failed("Fn::Select", "the list has no element " + number, at);
    }
    return list.elements().get(number);
  }

  private static int index(Value value) {
    String text = Values.text(value).orElse("");
    return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
  }

  private Value length(Json argument, Json at) {
    Value value = evaluator.required(argument);
    return value instanceof ListValue list && list.exact()
        ? new NumberValue(BigDecimal.valueOf(list.elements().size()), Evaluator.origin(at))
        : derived("Fn::Length", List.of(value), at);
  }

  private @Nullable Value findInMap(Json argument, Json at) {
    List<Json> parts = arguments(argument, 3, 4);
    if (parts == null) {
      return failed("Fn::FindInMap", "`Fn::FindInMap` needs a map and two keys", at);
    }
    List<Value> keys = new ArrayList<>();
    Json found = stack.template().at("Mappings");
    for (Json part : parts.subList(0, 3)) {
      Value key = evaluator.required(part);
      keys.add(key);
      String text = Values.isKnown(key) ? Values.text(key).orElse(null) : null;
      found = found == null || text == null ? null : found.at(text);
    }
    if (found != null) {
      return evaluator.evaluate(found);
    }
    boolean known = keys.stream().allMatch(Values::isKnown);
    Json otherwise = parts.size() == 4 ? parts.getLast().at("DefaultValue") : null;
    if (known && otherwise != null) {
      return evaluator.evaluate(otherwise);
    }
    return known
        ? failed("Fn::FindInMap", "the map has no such entry", at)
        : derived("Fn::FindInMap", keys, at);
  }

  private Value cidr(Json argument, Json at) {
    List<Json> parts = arguments(argument, 2, 3);
    if (parts == null) {
      return failed("Fn::Cidr", "`Fn::Cidr` needs a block and a number", at);
    }
    List<Value> values = parts.stream().map(evaluator::required).toList();
    List<String> blocks =
        AddressBlocks.of(
            Values.text(values.get(0)).orElse(""),
            index(values.get(1)),
            values.size() == 3 ? index(values.get(2)) : -1);
    if (blocks.isEmpty()) {
      return derived("Fn::Cidr", values, at);
    }
    Origin origin = Evaluator.origin(at);
    return ListValue.of(
        blocks.stream().map(block -> StringValue.of(block, origin)).toList(), origin);
  }

  private Value attribute(Json argument, Json at) {
    if (argument instanceof Json.Text text) {
      int dot = text.value().indexOf('.');
      return dot > 0
          ? evaluator.attribute(text.value().substring(0, dot), text.value().substring(dot + 1), at)
          : failed("Fn::GetAtt", "`Fn::GetAtt` needs a resource and an attribute", at);
    }
    List<Json> parts = arguments(argument, 2, 8);
    if (parts == null || !(parts.getFirst() instanceof Json.Text name)) {
      return failed("Fn::GetAtt", "`Fn::GetAtt` needs a resource and an attribute", at);
    }
    List<String> steps = new ArrayList<>();
    for (Json part : parts.subList(1, parts.size())) {
      steps.add(plain(evaluator.required(part)));
    }
    return evaluator.attribute(name.value(), String.join(".", steps), at);
  }

  private static String plain(Value value) {
    return switch (value) {
      case StringValue text -> text.text();
      case NumberValue number -> number.toString();
      case UnknownValue unknown -> unknown.symbol();
      case NullValue _, ListValue _, SetValue _, MapValue _ -> "";
      default -> value.toString();
    };
  }
}
