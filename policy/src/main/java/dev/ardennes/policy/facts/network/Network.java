package dev.ardennes.policy.facts.network;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The facts about networks, by what is asked of them.
record Network(FactBase facts) {
  /// What each subnet says of itself or takes from its network.
  ///
  /// @param because the facts that say so
  record Applies(String id, List<String> because) {}

  String name(String id) {
    Entity entity = facts.entity(id);
    return "`" + (entity == null || entity.name().isEmpty() ? id : entity.name()) + "`";
  }

  /// Whether a source declares it, so that what it does not show is not there.
  boolean declared(String id) {
    return !facts.relation("kind", id).isEmpty();
  }

  /// Whether the text can mean something of this kind: nothing says that it is another.
  boolean mayBe(String id, String kind) {
    Entity entity = facts.entity(id);
    return entity == null || entity.kind().equals(kind);
  }

  List<Fact> groups(String workload) {
    return facts.relation("security_group", workload);
  }

  List<Fact> subnets(String workload) {
    return facts.relation("in_subnet", workload);
  }

  @Nullable Fact network(String part) {
    List<Fact> found = facts.relation("in_vpc", part);
    return found.isEmpty() ? null : found.getFirst();
  }

  /// The route tables or access lists of the subnet: its own, else those of its network.
  List<Applies> applying(String relation, String subnet) {
    List<Applies> found = new ArrayList<>();
    for (Fact own : facts.relation(relation, subnet)) {
      found.add(new Applies(own.args().get(1), List.of(own.id())));
    }
    Fact network = network(subnet);
    if (found.isEmpty() && network != null) {
      for (Fact main : facts.relation(relation, network.args().get(1))) {
        found.add(new Applies(main.args().get(1), List.of(network.id(), main.id())));
      }
    }
    return found;
  }

  /// The networks that the workload is in, by its subnets or its security groups.
  Set<Applies> networksOf(String workload) {
    Set<Applies> found = new LinkedHashSet<>();
    List<Fact> parts = new ArrayList<>(subnets(workload));
    if (parts.isEmpty()) {
      parts.addAll(groups(workload));
    }
    for (Fact part : parts) {
      Fact network = network(part.args().get(1));
      if (network != null) {
        found.add(new Applies(network.args().get(1), List.of(part.id(), network.id())));
      }
    }
    return found;
  }

  /// Everything that may have a network interface, in order.
  List<String> connected() {
    Set<String> found = new TreeSet<>();
    for (String relation : List.of("security_group", "in_subnet")) {
      facts.relation(relation).forEach(fact -> found.add(fact.args().getFirst()));
    }
    return List.copyOf(found);
  }
}
