package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.value.Value;
import java.util.Optional;

/// What the variables of a module are given.
interface VariableInputs {
  /// The value given to a variable, not converted; empty where none is given.
  Optional<Value> value(String variable);
}
