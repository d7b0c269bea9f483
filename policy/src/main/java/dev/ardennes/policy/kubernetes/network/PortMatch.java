package dev.ardennes.policy.kubernetes.network;

import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Which ports a rule allows.
final class PortMatch {
  private PortMatch() {}

  /// Ports and when they are allowed.
  record Allowed(Condition condition, PortSet ports) {}

  /// Alternatives; what is certain is one of them at most.
  ///
  /// Names are looked up among the container ports of the target, wherever the rule stands; nothing
  /// but pods in the cluster's own network has names.
  static List<Allowed> of(RuleSpec rule, Party target, Protocol protocol, PortSet requested) {
    if (rule.ports().isEmpty()) {
      return List.of(new Allowed(Condition.ALWAYS, requested));
    }
    PortSet certain = PortSet.NONE;
    List<Allowed> all = new ArrayList<>();
    for (PortSpec spec : rule.ports()) {
      for (Allowed allowed : of(spec, target, protocol, requested)) {
        if (allowed.condition.isCertain()) {
          certain = certain.union(allowed.ports);
        } else {
          all.add(allowed);
        }
      }
    }
    if (!certain.isEmpty()) {
      all.addFirst(new Allowed(Condition.ALWAYS, certain));
    }
    return all;
  }

  private static List<Allowed> of(
      PortSpec spec, Party target, Protocol protocol, PortSet requested) {
    if (spec.protocol() != null && spec.protocol() != protocol) {
      return List.of();
    }
    Condition base =
        spec.protocol() == null && !spec.protocolText().isEmpty()
            ? is(spec.protocolText(), protocol.name())
            : Condition.ALWAYS;
    List<Allowed> all = new ArrayList<>();
    add(all, base, spec.numbers().intersect(requested));
    PortSet further = spec.further().intersect(requested);
    if (!spec.unknown().isEmpty()) {
      add(all, base.and(includes(spec.unknown(), protocol, further)), further);
    }
    if (!spec.name().isEmpty() && target.pods() != null && target.kind() == Party.Kind.POD) {
      named(spec.name(), target.pods(), protocol, requested, base, all);
    }
    return all;
  }

  private static void named(
      String name,
      PodClass target,
      Protocol protocol,
      PortSet requested,
      Condition base,
      List<Allowed> all) {
    for (PodClass.NamedPort port : target.ports()) {
      if (port.protocol() == protocol && port.name().equals(name)) {
        OptionalInt number = PortNumbers.parse(port.number());
        if (number.isPresent()) {
          add(all, base, PortSet.of(number.getAsInt()).intersect(requested));
        } else if (Unknown.in(port.number())) {
          add(all, base.and(includes(port.number(), protocol, requested)), requested);
        }
      }
    }
  }

  private static void add(List<Allowed> all, Condition condition, PortSet ports) {
    if (!ports.isEmpty()) {
      all.add(new Allowed(condition, ports));
    }
  }

  private static Condition is(String unknown, String value) {
    return Condition.of(
        Variable.text("`" + unknown + "`"), Constraint.Values.oneOf(List.of(value), false));
  }

  private static Condition includes(String unknown, Protocol protocol, PortSet ports) {
    String which = (ports.isOne() ? "port " : "one of the ports ") + protocol + " " + ports;
    return Condition.claim(Variable.statement(unknown, "include", which));
  }
}
