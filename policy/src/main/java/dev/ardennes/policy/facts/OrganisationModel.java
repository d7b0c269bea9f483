package dev.ardennes.policy.facts;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.aws.AwsPolicyModel;
import dev.ardennes.policy.aws.Layer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the facts say of organisations: which account lies where, and which policies limit it from
/// the root down. A source that shows all levels of an account says so itself.
final class OrganisationModel {
  private static final String MEMBER = "aws.organizations.account";
  private static final String UNIT = "aws.organizations.unit";

  /// Deeper than AWS allows units to be nested.
  private static final int MOST_LEVELS = 16;

  private final FactBase facts;
  private final AwsPolicyModel.Builder builder;

  OrganisationModel(FactBase facts, AwsPolicyModel.Builder builder) {
    this.facts = facts;
    this.builder = builder;
  }

  void state() {
    Map<String, List<String>> places = new TreeMap<>();
    for (Entity entity : facts.entities()) {
      String text = accountOf(entity);
      if (text != null) {
        facts
            .relation("in_organisation", entity.id())
            .forEach(fact -> builder.organization(text, fact.args().get(1)));
        places.computeIfAbsent(text, key -> new ArrayList<>()).add(entity.id());
      }
      if (entity.kind().equals(MEMBER)) {
        manages(entity);
      }
    }
    for (Fact fact : facts.relation("manages_organisation")) {
      whose(fact).ifPresent(account -> builder.managementAccount(account, fact.id()));
    }
    for (Fact fact : facts.relation("no_organisation")) {
      whose(fact).ifPresent(account -> builder.covers(account, Layer.SERVICE_CONTROL));
    }
    places.forEach(this::path);
    places.keySet().removeAll(shown());
    places.forEach(this::account);
  }

  private Optional<String> whose(Fact fact) {
    return Optional.ofNullable(FactModel.accountText(facts, fact.args().getFirst()));
  }

  /// Accounts of which all levels are shown.
  private Set<String> shown() {
    Set<String> shown = new TreeSet<>();
    for (Fact fact : facts.relation("limited_by")) {
      Optional<String> account = whose(fact);
      if (account.isPresent() && fact.args().get(3).matches("[0-9]{1,3}")) {
        int level = Integer.parseInt(fact.args().get(3));
        attach(account.get(), level, fact.args().get(2), fact.args().get(1), fact.id());
        shown.add(account.get());
      }
    }
    return shown;
  }

  /// The account that an entity is or stands for: the entry of an account in its organisation has
  /// the account's id at the end of its ARN.
  private @Nullable String accountOf(Entity entity) {
    if (entity.kind().equals("aws.account")) {
      return FactModel.accountText(facts, entity.id());
    }
    String arn = entity.kind().equals(MEMBER) ? facts.second("arn", entity.id()) : null;
    return arn == null ? null : last(arn);
  }

  /// What follows the last `/` outside unknown parts.
  private static String last(String arn) {
    boolean unknown = arn.endsWith(String.valueOf(Unknown.CLOSE));
    return arn.substring(unknown ? arn.lastIndexOf(Unknown.OPEN) : arn.lastIndexOf('/') + 1);
  }

  /// Accounts can only be made from the account that manages the organisation.
  private void manages(Entity member) {
    List<Fact> in = facts.relation("in_account", member.id());
    String account = in.isEmpty() ? null : FactModel.accountText(facts, member.id());
    if (account != null) {
      List<String> ids = new ArrayList<>(arnFacts(member.id()));
      ids.add(in.getFirst().id());
      ids.addAll(arnFacts(in.getFirst().args().get(1)));
      builder.managementAccount(account, ids.toArray(String[]::new));
    }
  }

  private List<String> arnFacts(String entity) {
    return facts.relation("arn", entity).stream().map(Fact::id).toList();
  }

  private void account(String account, List<String> entities) {
    List<List<String>> levels = new ArrayList<>();
    List<String> why = new ArrayList<>();
    entities.stream()
        .filter(entity -> !facts.relation("control_policy", entity).isEmpty())
        .forEach(entity -> why.addAll(arnFacts(entity)));
    boolean complete = false;
    Set<String> level = new LinkedHashSet<>(entities);
    for (int depth = 0; depth < MOST_LEVELS && !level.isEmpty(); depth++) {
      levels.add(List.copyOf(level));
      complete = level.stream().anyMatch(this::isRoot);
      Set<String> above = new LinkedHashSet<>();
      for (String entity : level) {
        for (Fact parent : facts.relation("organisation_member", entity)) {
          above.add(parent.args().get(1));
          why.add(parent.id());
          why.addAll(arnFacts(entity));
        }
      }
      level = above;
    }
    Collections.reverse(levels);
    limit(account, levels, complete, why);
  }

  /// The ids from the organisation down to the account's unit, where each level is known by one.
  private void path(String account, List<String> entities) {
    List<String> ids = new ArrayList<>();
    List<String> why = new ArrayList<>();
    String organisation = null;
    String below = null;
    for (String entity : entities) {
      for (Fact in : facts.relation("in_organisation", entity)) {
        organisation = in.args().get(1);
        why.add(in.id());
      }
      if (!facts.relation("organisation_member", entity).isEmpty()) {
        below = entity;
        why.addAll(arnFacts(entity));
      }
    }
    for (int depth = 0; depth < MOST_LEVELS && below != null; depth++) {
      List<Fact> parents = facts.relation("organisation_member", below);
      if (parents.size() != 1) {
        break;
      }
      why.add(parents.getFirst().id());
      below = parents.getFirst().args().get(1);
      why.addAll(arnFacts(below));
      ids.add(placeId(below));
    }
    if (organisation != null && !ids.isEmpty() && isRootId(ids.getLast())) {
      String path = organisation + "/" + String.join("/", ids.reversed()) + "/";
      builder.organizationPath(account, path, why.stream().sorted().distinct().toList());
    }
  }

  /// A unit or root by its id, or by the unknown part that stands for it.
  private String placeId(String unit) {
    return last(Objects.requireNonNullElse(facts.second("arn", unit), unit));
  }

  private boolean isRoot(String unit) {
    Entity entity = facts.entity(unit);
    String name = Objects.requireNonNull(unit).substring(unit.lastIndexOf('/') + 1);
    return entity != null && entity.kind().equals(UNIT) && isRootId(name);
  }

  /// Whether it is a unit below the root.
  static boolean isUnit(@Nullable Entity entity) {
    return entity != null
        && entity.kind().equals(UNIT)
        && !isRootId(entity.id().substring(entity.id().lastIndexOf('/') + 1));
  }

  private static boolean isRootId(String name) {
    return name.startsWith("r-") || name.contains(".roots[");
  }

  private void limit(
      String account, List<List<String>> levels, boolean complete, List<String> why) {
    boolean controlled = false;
    for (int level = 0; level < levels.size(); level++) {
      for (String place : levels.get(level)) {
        for (Fact policy : facts.relation("control_policy", place)) {
          controlled |= attach(account, level, policy);
        }
      }
    }
    if (controlled) {
      builder.controlsDeclared(account, complete, why.stream().sorted().distinct().toList());
    }
  }

  private boolean attach(String account, int level, Fact policy) {
    return attach(account, level, policy.args().get(2), policy.args().get(1), policy.id());
  }

  /// Whether it is a service control policy.
  private boolean attach(String account, int level, String layer, String document, String factId) {
    if (layer.equals("scp")) {
      builder.serviceControl(account, level, document, factId);
      return true;
    }
    builder.resourceControl(account, level, document, factId);
    return false;
  }
}
