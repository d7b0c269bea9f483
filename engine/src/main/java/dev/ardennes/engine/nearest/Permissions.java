package dev.ardennes.engine.nearest;

import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.Term;
import java.util.Optional;
import java.util.Set;

/// Which premises are permissions of an identity, and for what.
final class Permissions {
  private static final Set<String> NAMING_ACTION =
      Set.of("may", "may_any", "may_on_new", "may_with_grant");

  private Permissions() {}

  /// The action of AWS that a premise is about; empty where it is about none.
  static Optional<String> action(Atom atom) {
    return switch (atom.relation()) {
      case "may_pass" -> Optional.of("iam:PassRole");
      case "may_assume" -> Optional.of("sts:AssumeRole");
      case "may_decrypt" -> Optional.of("kms:Decrypt");
      default ->
          NAMING_ACTION.contains(atom.relation())
                  && atom.terms().get(1) instanceof Term.Constant action
              ? Optional.of(action.text())
              : Optional.empty();
    };
  }

  /// Whether the relation says what an identity may do.
  static boolean isOne(String relation) {
    return relation.startsWith("may") || relation.startsWith("kube_may");
  }
}
