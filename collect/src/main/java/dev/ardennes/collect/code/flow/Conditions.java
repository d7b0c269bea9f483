package dev.ardennes.collect.code.flow;

import dev.ardennes.collect.code.flow.Trace.Aspect;
import dev.ardennes.collect.code.flow.Trace.Placed;
import dev.ardennes.collect.code.knowledge.CallRule;
import dev.ardennes.collect.code.program.Expression;
import dev.ardennes.collect.code.program.Expression.Call;
import dev.ardennes.collect.code.program.Expression.Compared;
import dev.ardennes.collect.code.program.Expression.Index;
import dev.ardennes.collect.code.program.Expression.Logic;
import dev.ardennes.collect.code.program.Expression.Member;
import dev.ardennes.collect.code.program.Expression.Name;
import dev.ardennes.collect.code.program.Expression.Not;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What a condition shows of callers' texts where it is true, and where it is false.
///
/// Only what limits a text to something named counts: a list of hosts, of schemes, of values, a
/// constant beginning, a folder. Any other question about it makes the result unsure and not safe.
final class Conditions {
  private static final Set<String> NOTHING =
      Set.of("null", "None", "nil", "undefined", "", "0", "false", "true", "False", "True");
  private static final Set<String> BLANK =
      Set.of(
          "isEmpty",
          "isBlank",
          "hasText",
          "hasLength",
          "isNull",
          "nonNull",
          "len",
          "isinstance",
          "Boolean",
          "isPresent",
          "String");
  private static final Pattern FIXED_HOST =
      Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#{}]+/.*");
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(//.*)?");

  private final Evaluation evaluation;

  Conditions(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /// What is known where the condition is `truth`.
  Map<Origin, Narrowing> shows(Expression condition, boolean truth, State state, Frame frame) {
    return shows(condition, truth, state, frame, 0);
  }

  private Map<Origin, Narrowing> shows(
      Expression condition, boolean truth, State state, Frame frame, int depth) {
    if (depth > 12) {
      return Map.of();
    }
    return switch (condition) {
      case Not not -> shows(not.operand(), !truth, state, frame, depth + 1);
      case Logic logic -> {
        var left = shows(logic.left(), truth, state, frame, depth + 1);
        State then = state.copy();
        if (logic.and() == truth) {
          then.learn(left);
        }
        var right = shows(logic.right(), truth, then, frame, depth + 1);
        yield logic.and() == truth ? State.both(left, right) : State.either(left, right);
      }
      case Compared compared -> compared(compared, truth, state, frame);
      case Call call -> call(call, truth, state, frame);
      case Index index ->
          member(
              evaluation.evaluate(index.key(), state, frame),
              evaluation.evaluate(index.object(), state, frame),
              truth);
      case Name name -> {
        Expression meaning = state.meanings.get(name.name());
        yield meaning == null || meaning instanceof Name
            ? Map.of()
            : shows(meaning, truth, state, frame, depth + 1);
      }
      default -> Map.of();
    };
  }

  private Map<Origin, Narrowing> compared(
      Compared compared, boolean truth, State state, Frame frame) {
    Value left = evaluation.evaluate(compared.left(), state, frame);
    Value right = evaluation.evaluate(compared.right(), state, frame);
    return switch (compared.operator()) {
      case "==" -> equal(left, right, truth);
      case "!=" -> equal(left, right, !truth);
      case "in" -> member(left, right, truth);
      case "not in" -> member(left, right, !truth);
      default ->
          compared.operator().contains("<") || compared.operator().contains(">")
              ? indexOf(compared, left, right)
              : Map.of();
    };
  }

  /// `list.indexOf(x) >= 0` and the like are not understood; sizes and numbers are no check.
  private static Map<Origin, Narrowing> indexOf(Compared compared, Value left, Value right) {
    boolean asks = compared.left() instanceof Call || compared.right() instanceof Call;
    return asks ? State.both(unclear(left), unclear(right)) : Map.of();
  }

  private Map<Origin, Narrowing> call(Call call, boolean truth, State state, Frame frame) {
    Evaluation.Called called = evaluation.called(call, state, frame);
    Value subject = called.receiver();
    List<Value> arguments = called.arguments();
    for (CallRule rule : called.rules()) {
      boolean free = rule.argument().size() == 2 && arguments.size() > 1;
      Value one = free ? arguments.getFirst() : subject;
      Value other =
          free ? arguments.get(1) : arguments.isEmpty() ? Value.UNKNOWN : arguments.getFirst();
      switch (rule.does()) {
        case "prefix" -> {
          return prefix(one, other, truth);
        }
        case "equal" -> {
          return equal(one, other, truth);
        }
        case "member" -> {
          return member(other, one, truth);
        }
        default -> {}
      }
    }
    if (BLANK.contains(called.simpleName())) {
      return Map.of();
    }
    Map<Origin, Narrowing> shown = evaluation.shownByFunction(call, truth, state, frame);
    if (shown != null) {
      return shown;
    }
    Map<Origin, Narrowing> unclear = unclear(subject);
    for (Value argument : arguments) {
      unclear = State.both(unclear, unclear(argument));
    }
    return unclear;
  }

  private static Map<Origin, Narrowing> unclear(Value value) {
    Map<Origin, Narrowing> unclear = new LinkedHashMap<>();
    for (Trace trace : value.all()) {
      if (!trace.origin().setting()) {
        unclear.put(trace.origin(), Narrowing.UNCLEAR);
      }
    }
    return unclear;
  }

  private static boolean fromCaller(Value value) {
    return value.all().stream().anyMatch(trace -> !trace.origin().setting());
  }

  /// Whether it is a text that whoever wrote or configured the program has chosen.
  private static boolean chosen(Value value) {
    return value.isConstant() || value.all().stream().anyMatch(trace -> trace.origin().setting());
  }

  private static Map<Origin, Narrowing> equal(Value left, Value right, boolean truth) {
    if (fromCaller(left) == fromCaller(right)) {
      return Map.of();
    }
    Value subject = fromCaller(left) ? left : right;
    Value other = fromCaller(left) ? right : left;
    if (other.isConstant() && NOTHING.contains(other.textOrUnknown())) {
      return Map.of();
    }
    if (!truth || !chosen(other)) {
      return unclear(subject);
    }
    return limits(subject, Set.of(other.textOrUnknown()));
  }

  /// What being one of some values means for each part of a URL.
  private static Map<Origin, Narrowing> limits(Value subject, Set<String> values) {
    Map<Origin, Narrowing> shown = new LinkedHashMap<>();
    for (Trace trace : subject.all()) {
      if (trace.origin().setting()) {
        continue;
      }
      Narrowing narrowing =
          switch (trace.aspect()) {
            case SCHEME -> values.isEmpty() ? Narrowing.UNCLEAR : Narrowing.scheme(schemes(values));
            case HOST -> Narrowing.HOST;
            case FILE_NAME, WHOLE ->
                trace.placed() == Placed.FIRST || trace.normal()
                    ? Narrowing.WHOLE
                    : Narrowing.UNCLEAR;
          };
      shown.merge(trace.origin(), narrowing, Narrowing::and);
    }
    return shown;
  }

  private static Set<String> schemes(Set<String> values) {
    Set<String> schemes = new TreeSet<>();
    for (String value : values) {
      String plain = value.toLowerCase(Locale.ROOT);
      schemes.add(plain.endsWith(":") ? plain.substring(0, plain.length() - 1) : plain);
    }
    return schemes;
  }

  private static Map<Origin, Narrowing> member(Value element, Value list, boolean truth) {
    if (fromCaller(list)) {
      return unclear(list);
    }
    if (!fromCaller(element)) {
      return Map.of();
    }
    boolean text = list.isConstant() && list.fields().isEmpty();
    if (!truth || text) {
      return unclear(element);
    }
    Set<String> values = new TreeSet<>();
    boolean all = true;
    for (var entry : list.fields().entrySet()) {
      boolean numbered =
          Character.isDigit(entry.getKey().isEmpty() ? 'x' : entry.getKey().charAt(0));
      all &= !numbered || entry.getValue().isConstant();
      values.add(numbered ? entry.getValue().textOrUnknown() : entry.getKey());
    }
    return limits(element, all ? values : Set.of());
  }

  private static Map<Origin, Narrowing> prefix(Value subject, Value prefix, boolean truth) {
    if (!fromCaller(subject)) {
      return Map.of();
    }
    if (!truth || fromCaller(prefix)) {
      return unclear(subject);
    }
    Narrowing shown = null;
    boolean several = prefix.text() == null && !prefix.fields().isEmpty();
    for (Value one : several ? prefix.fields().values() : List.of(prefix)) {
      Narrowing each = prefix(one.isConstant() ? one.textOrUnknown() : "");
      shown = shown == null ? each : shown.or(each);
    }
    Map<Origin, Narrowing> all = new LinkedHashMap<>();
    for (Trace trace : subject.all()) {
      if (!trace.origin().setting()) {
        boolean path = trace.normal() && trace.aspect() == Aspect.WHOLE;
        Narrowing of = path ? Narrowing.FOLDER : shown == null ? Narrowing.UNCLEAR : shown;
        boolean whole = trace.placed() == Placed.FIRST || path;
        all.merge(trace.origin(), whole ? of : Narrowing.UNCLEAR, Narrowing::and);
      }
    }
    return all;
  }

  private static Narrowing prefix(String text) {
    if (FIXED_HOST.matcher(text).matches()) {
      return Narrowing.HOST;
    }
    if (text.equals("http") || text.equals("https")) {
      return Narrowing.scheme(Set.of("http"));
    }
    var scheme = SCHEME.matcher(text);
    if (!scheme.matches()) {
      return Narrowing.UNCLEAR;
    }
    Narrowing narrowing = Narrowing.scheme(Set.of(scheme.group(1).toLowerCase(Locale.ROOT)));
    boolean bare = scheme.group(2) == null || scheme.group(2).equals("//");
    return bare ? narrowing : narrowing.and(Narrowing.UNCLEAR);
  }

  /// The object of a call that is written as a member.
  static Expression object(Expression callee) {
    return callee instanceof Member member ? member.object() : callee;
  }
}
