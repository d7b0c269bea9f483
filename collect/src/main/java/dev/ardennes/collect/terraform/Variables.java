package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.eval.EvaluationFailure;
import dev.ardennes.collect.terraform.eval.Evaluator;
import dev.ardennes.collect.terraform.eval.TypeConstraint;
import dev.ardennes.collect.terraform.hcl.Body;
import dev.ardennes.collect.terraform.hcl.Expression;
import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.Reference;
import dev.ardennes.collect.terraform.value.References;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.UnknownValue.Reason;
import dev.ardennes.collect.terraform.value.Value;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The variables of a module instance: what they are given, else their default, else unknown.
final class Variables {
  private final ModuleInstance module;
  private final VariableInputs inputs;

  Variables(ModuleInstance module, VariableInputs inputs) {
    this.module = module;
    this.inputs = inputs;
  }

  @Nullable Supplier<Value> maker(String name) {
    Body.Block block = module.configuration().variables().get(name);
    return block == null
        ? null
        : () -> module.evaluator().separately(() -> value(name, block).from(reference(name)));
  }

  private References reference(String name) {
    return References.of(
        new Reference(module.context().name(), module.absolute("var." + name), ""));
  }

  private Value value(String name, Body.Block block) {
    Optional<Value> given = inputs.value(name);
    boolean nullable = !isFalse(block.body().attribute("nullable"));
    if (given.isPresent() && (nullable || !(given.get() instanceof NullValue))) {
      return converted(given.get(), block);
    }
    Optional<Body.Attribute> initial = block.body().attribute("default");
    if (initial.isPresent()) {
      Evaluator evaluator = module.evaluator();
      return converted(evaluator.evaluate(initial.get().expression(), RootContext.NO_NAMES), block);
    }
    return missing(name, block.position());
  }

  private static boolean isFalse(Optional<Body.Attribute> attribute) {
    return attribute.isPresent()
        && attribute.get().expression() instanceof Expression.BoolLiteral literal
        && !literal.value();
  }

  private Value converted(Value value, Body.Block block) {
    Optional<Body.Attribute> type = block.body().attribute("type");
    if (type.isEmpty()) {
      return value;
    }
    try {
      return module
          .context()
          .conversion()
          .convert(value, TypeConstraint.of(type.get().expression()));
    } catch (EvaluationFailure failure) {
      return module.evaluator().failed(failure, value.position(), module);
    }
  }

  /// That a root module's variable has no value is normal; that a call leaves one out is an error.
  private Value missing(String name, Position position) {
    Body call = module.call();
    if (call != null) {
      module
          .context()
          .diagnostics()
          .error(
              position,
              "`" + module.address() + "` is called without the variable `" + name + "`",
              "set it in the module call, or give it a default");
    }
    Reason reason = call == null ? Reason.NOT_SET : Reason.ERROR;
    String symbol = module.symbolPrefix() + "var." + name;
    return new UnknownValue(symbol, reason, Origin.at(position));
  }
}
