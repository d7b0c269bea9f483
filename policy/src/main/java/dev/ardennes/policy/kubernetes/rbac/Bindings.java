package dev.ardennes.policy.kubernetes.rbac;

import dev.ardennes.model.Assumption;

/// That a binding is there.
final class Bindings {
  private Bindings() {}

  /// The fact that states it, or the assumption that Kubernetes made it and nobody changed it.
  static Ways stands(RbacModel.Binding binding) {
    String says = "cluster role binding `" + binding.name() + "` is as Kubernetes makes it";
    return binding.builtIn()
        ? Ways.provided(Assumption.Kind.NOT_COLLECTED, says, "", true)
        : Ways.fact(binding.factId());
  }
}
