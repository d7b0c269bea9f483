package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.Value;
import org.jspecify.annotations.Nullable;

/// What names mean where an expression stands.
public interface Scope {
  /// The value of the first name of a reference, such as `var` or `aws_iam_role`; null where the
  /// name means nothing.
  @Nullable Value root(String name);

  /// What symbols of this scope begin with: `labs/x:` or `labs/x:module.a.`.
  String symbolPrefix();

  /// This scope with one more name.
  default Scope with(String name, Value value) {
    return new Binding(this, name, value);
  }

  /// An inner scope: one name in front of an outer scope.
  record Binding(Scope outer, String name, Value value) implements Scope {
    @Override
    public @Nullable Value root(String wanted) {
      Scope scope = this;
      while (scope instanceof Binding binding) {
        if (binding.name.equals(wanted)) {
          return binding.value;
        }
        scope = binding.outer;
      }
      return scope.root(wanted);
    }

    @Override
    public String symbolPrefix() {
      return outer.symbolPrefix();
    }
  }
}
