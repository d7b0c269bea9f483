package dev.ardennes.estate;

import dev.ardennes.estate.EstateConfiguration.Vendor;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Accounts that a file says are of somebody who acts for many customers from there. No source can
/// say that: an account that policies let in is as often another one of one's own.
final class Vendors {
  static final String KEY = "vendors";
  private static final String RELATION = "serves_customers";

  private final EstateConfiguration configuration;
  private final Patterns patterns;
  private final Map<String, Fact> stated = new LinkedHashMap<>();

  Vendors(EstateConfiguration configuration, FactBase facts) {
    this.configuration = configuration;
    List<Entity> accounts =
        facts.entities().stream()
            .filter(entity -> entity.kind().equals(SameThings.ACCOUNT))
            .toList();
    this.patterns = new Patterns(accounts);
  }

  Applied<List<Fact>> applied() {
    for (Vendor vendor : configuration.vendors()) {
      for (Selector.Match match : patterns.select(vendor.account())) {
        String account = match.entity().id();
        stated.putIfAbsent(
            account,
            new Fact(RELATION, List.of(account), Standing.CONFIGURED, List.of(vendor.place())));
      }
    }
    return new Applied<>(List.copyOf(stated.values()), patterns.problems(), List.of());
  }
}
