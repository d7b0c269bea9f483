package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.eval.EvaluationFailure;
import dev.ardennes.collect.terraform.eval.Evaluator;
import dev.ardennes.collect.terraform.eval.Loops;
import dev.ardennes.collect.terraform.eval.Scope;
import dev.ardennes.collect.terraform.hcl.Body;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.UnknownValue.Reason;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The instances of a block with `count`, `for_each` or neither.
///
/// @param kind how the block is repeated
/// @param open null if these are all instances; otherwise the symbol of their unknown number
record Expansion<T>(Kind kind, List<Instance<T>> instances, @Nullable String open) {
  enum Kind {
    SINGLE,
    COUNT,
    FOR_EACH
  }

  /// One instance.
  ///
  /// @param symbolic whether it stands for an unknown number of instances
  record Instance<T>(@Nullable Value key, boolean symbolic, T made) {}

  /// How an instance is made.
  @FunctionalInterface
  interface Maker<T> {
    T make(@Nullable Value key, boolean symbolic, Scope scope);
  }

  /// Evaluates `count` or `for_each` of a block and makes its instances.
  ///
  /// @param address of the block, for symbols: `labs/x:aws_iam_role.r`
  static <T> Expansion<T> of(
      Body body, String address, Evaluator evaluator, Scope scope, Maker<T> maker) {
    Body.Attribute count = body.attribute("count").orElse(null);
    if (count != null) {
      Value number = evaluator.evaluate(count.expression(), scope);
      return guarded(evaluator, count, () -> counted(number, address, evaluator, scope, maker))
          .orElseGet(() -> unknownCount(address, number, scope, maker));
    }
    Body.Attribute each = body.attribute("for_each").orElse(null);
    if (each != null) {
      Value collection = evaluator.evaluate(each.expression(), scope);
      UnknownValue failed =
          new UnknownValue(address + ".for_each", Reason.ERROR, collection.origin());
      return guarded(evaluator, each, () -> forEach(collection, evaluator, scope, maker))
          .orElseGet(() -> forEach(failed, evaluator, scope, maker));
    }
    return new Expansion<>(
        Kind.SINGLE, List.of(new Instance<>(null, false, maker.make(null, false, scope))), null);
  }

  private static <T> Optional<Expansion<T>> guarded(
      Evaluator evaluator, Body.Attribute attribute, Supplier<Expansion<T>> expansion) {
    try {
      return Optional.of(expansion.get());
    } catch (EvaluationFailure failure) {
      evaluator.report(failure, attribute.expression().position());
      return Optional.empty();
    }
  }

  private static <T> Expansion<T> counted(
      Value count, String address, Evaluator evaluator, Scope scope, Maker<T> maker) {
    Value number = Loops.number(count);
    if (!(number instanceof NumberValue known)) {
      return unknownCount(address, count, scope, maker);
    }
    int limit = evaluator.budget().limits().instances();
    if (known.value().compareTo(BigDecimal.valueOf(limit)) > 0) {
      throw Loops.tooMany(limit);
    }
    List<Instance<T>> instances = new ArrayList<>();
    for (int index = 0; index < known.value().intValue(); index++) {
      Value key = new NumberValue(BigDecimal.valueOf(index), count.origin());
      instances.add(new Instance<>(key, false, maker.make(key, false, withCount(scope, key))));
    }
    return new Expansion<>(Kind.COUNT, instances, null);
  }

  private static <T> Expansion<T> unknownCount(
      String address, Value count, Scope scope, Maker<T> maker) {
    Reason reason = count instanceof UnknownValue unknown ? unknown.reason() : Reason.LIMIT;
    Value key = new UnknownValue(address + ".count.index", reason, count.origin());
    T made = maker.make(key, true, withCount(scope, key));
    return new Expansion<>(
        Kind.COUNT, List.of(new Instance<>(key, true, made)), address + ".count");
  }

  private static Scope withCount(Scope scope, Value index) {
    return scope.with("count", MapValue.of(Map.of("index", index), index.origin()));
  }

  private static <T> Expansion<T> forEach(
      Value collection, Evaluator evaluator, Scope scope, Maker<T> maker) {
    Loops.Steps steps = Loops.instances(collection);
    int limit = evaluator.budget().limits().instances();
    if (steps.steps().size() > limit) {
      throw Loops.tooMany(limit);
    }
    List<Instance<T>> instances = new ArrayList<>();
    for (Loops.Step step : steps.steps()) {
      boolean symbolic = !Values.isKnown(step.key());
      Scope inner =
          scope.with(
              "each",
              MapValue.of(Map.of("key", step.key(), "value", step.value()), step.key().origin()));
      instances.add(new Instance<>(step.key(), symbolic, maker.make(step.key(), symbolic, inner)));
    }
    return new Expansion<>(Kind.FOR_EACH, instances, steps.open());
  }

  /// What a reference to the block means: the object, the list or the map of its instances.
  Value value(Function<T, Value> object, Origin origin) {
    return switch (kind) {
      case SINGLE -> object.apply(instances.getFirst().made);
      case COUNT ->
          ListValue.of(
              instances.stream().map(instance -> object.apply(instance.made)).toList(),
              open,
              origin);
      case FOR_EACH -> MapValue.lazy(entries(object), open, origin);
    };
  }

  private MapValue.Entries entries(Function<T, Value> object) {
    Map<String, Value> objects = new LinkedHashMap<>();
    Value symbolic = null;
    for (Instance<T> instance : instances) {
      Value value = object.apply(instance.made);
      String key = instance.key == null ? "" : Values.text(instance.key).orElse("");
      objects.put(key, value);
      symbolic = instance.symbolic && symbolic == null ? value : symbolic;
    }
    Value otherwise = symbolic;
    return new MapValue.Entries() {
      @Override
      public Set<String> names() {
        return objects.keySet();
      }

      @Override
      public @Nullable Value entry(String name) {
        Value value = objects.get(name);
        return value == null ? otherwise : value;
      }
    };
  }
}
