package dev.ardennes.policy.facts;

import dev.ardennes.model.Entity;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.AwsServices;
import dev.ardennes.policy.aws.Beginning;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Which things a question that leaves one open can have for an answer at all, so that the policy
/// engine is not asked about every pair. Each list is a superset of the answers, told from the
/// resource patterns of the principal's statements and from whom the things' own policies name.
final class Candidates {
  private static final String ASSUME = "sts:AssumeRole";
  static final String PASS = "iam:PassRole";

  private final FactBase facts;
  private final AwsServices services;
  private final AwsDecisions aws;
  private final ActionTargets targets;
  private final Map<String, Things> byAction = new HashMap<>();
  private final Map<String, ArnIndex> passable = new HashMap<>();
  private final Map<String, Map<String, String>> rolesByAccount = new LinkedHashMap<>();
  private final Things assumable = new Things();

  Candidates(FactBase facts, AwsServices services, AwsDecisions aws, ActionTargets targets) {
    this.facts = facts;
    this.services = services;
    this.aws = aws;
    this.targets = targets;
    for (Entity entity : facts.entities()) {
      if (entity.kind().equals("aws.iam.role")) {
        rolesByAccount
            .computeIfAbsent(account(entity.id()), key -> new LinkedHashMap<>())
            .put(entity.id(), arn(entity.id()));
        boolean nobodyKnows =
            facts.relation("trust_policy", entity.id()).isEmpty() && !isDeclared(entity.id());
        assumable.open.add(entity.id(), nobodyKnows, aws.trusted(entity.id()));
      }
    }
  }

  /// The things that an action can be about.
  private static final class Things {
    /// Those that the identity policies of their own account suffice for.
    final Map<String, Map<String, String>> own = new HashMap<>();

    final Map<String, ArnIndex> ownIndexes = new HashMap<>();
    final OpenTo open = new OpenTo();

    ArnIndex own(String account) {
      return ownIndexes.computeIfAbsent(
          account, key -> new ArnIndex(own.getOrDefault(key, Map.of())));
    }
  }

  private String account(String entity) {
    String account = FactModel.accountText(facts, entity);
    return account == null ? "" : account;
  }

  private String arn(String entity) {
    String acting = acting(entity);
    return Objects.requireNonNullElse(facts.second("arn", acting), acting);
  }

  /// The role where it is a session.
  private String acting(String principal) {
    return Objects.requireNonNullElse(facts.second("session_of", principal), principal);
  }

  private boolean isDeclared(String entity) {
    return !facts.relation("kind", acting(entity)).isEmpty();
  }

  /// Whether every identity policy of the principal is to be taken into account, since none is
  /// shown or all are taken to allow everything.
  private boolean isOpen(String principal, boolean everything) {
    return everything || !isDeclared(principal) || arn(principal).endsWith(":root");
  }

  private boolean isIdentity(String principal) {
    Entity entity = facts.entity(acting(principal));
    return entity != null
        && (entity.kind().equals("aws.iam.user") || entity.kind().equals("aws.iam.role"));
  }

  /// Whether an identity policy of the principal may allow the action on anything.
  ///
  /// @param everything whether its identity policies are taken to allow everything
  boolean mayBeGranted(String principal, String action, boolean everything) {
    return isOpen(principal, everything)
        || !isIdentity(principal)
        || aws.grants().mayBeGranted(principal, action);
  }

  /// Whether a policy of a thing may allow the action, or nothing is known of what it is about.
  boolean mayLetIn(String action) {
    return services.action(action).map(known -> known.resources().isEmpty()).orElse(true)
        || !byAction.computeIfAbsent(action, this::things).open.isEmpty();
  }

  private static boolean isAllowed(boolean open, Collection<Beginning> granted) {
    return open || !granted.isEmpty();
  }

  /// The things an action of the principal can be about: those of its own account, and those whose
  /// own policy may let it in.
  ///
  /// @param everything whether its identity policies are taken to allow everything
  /// @param abroad whether only those of other accounts are wanted
  List<String> resources(String principal, String action, boolean everything, boolean abroad) {
    boolean open = isOpen(principal, everything);
    List<Beginning> granted = open ? List.of() : aws.grants().granted(principal, action);
    return abroad
        ? abroad(principal, letting(principal, action, open, granted))
        : resources(principal, action, open, granted);
  }

  /// The things an action of a member of the group can be about by the group's policies.
  List<String> resourcesOfGroup(String user, String group, String action) {
    return resources(user, action, false, aws.grants().granted(group, action));
  }

  private List<String> resources(
      String principal, String action, boolean open, List<Beginning> granted) {
    Things things = byAction.computeIfAbsent(action, this::things);
    ArnIndex own = things.own(account(principal));
    Set<String> found = new LinkedHashSet<>(open ? own.all() : own.fitting(granted));
    found.addAll(letting(principal, action, open, granted));
    return List.copyOf(found);
  }

  /// The things whose own policies may let the principal perform the action.
  ///
  /// @param everything whether its identity policies are taken to allow everything
  List<String> lettingIn(String principal, String action, boolean everything) {
    boolean open = isOpen(principal, everything);
    List<Beginning> granted = open ? List.of() : aws.grants().granted(principal, action);
    return letting(principal, action, open, granted);
  }

  /// The things whose own policies may let the principal in.
  private List<String> letting(
      String principal, String action, boolean open, List<Beginning> granted) {
    Things things = byAction.computeIfAbsent(action, this::things);
    return things.open.to(arn(principal), account(principal), isAllowed(open, granted));
  }

  /// Those that are not known to lie in the principal's account.
  private List<String> abroad(String principal, List<String> things) {
    String own = account(principal);
    return things.stream().filter(thing -> own.isEmpty() || !own.equals(account(thing))).toList();
  }

  private Things things(String action) {
    Things things = new Things();
    for (Entity entity : services.action(action).map(targets::candidates).orElse(List.of())) {
      String account = account(entity.id());
      boolean hasPolicy =
          !facts.relation("resource_policy", entity.id()).isEmpty()
              || !facts.relation("public_acl", entity.id()).isEmpty();
      things
          .own
          .computeIfAbsent(account, key -> new LinkedHashMap<>())
          .put(entity.id(), arn(entity.id()));
      if (hasPolicy || account.isEmpty()) {
        things.open.add(entity.id(), account.isEmpty(), aws.letIn(entity.id()));
      }
    }
    return things;
  }

  /// The roles the principal can pass to the service: those of its account that trust the service.
  List<String> passable(String principal, String service, boolean everything, boolean abroad) {
    String account = account(principal);
    if (abroad && !account.isEmpty()) {
      return List.of();
    }
    ArnIndex roles = passable(account, service);
    return isOpen(principal, everything)
        ? roles.all()
        : roles.fitting(aws.grants().granted(principal, PASS));
  }

  /// Whether the action may be allowed to the principal on everything.
  ///
  /// @param everything whether its identity policies are taken to allow everything
  boolean areAllOpen(String principal, String action, boolean everything) {
    return isDeclared(principal)
        && (isOpen(principal, everything)
            || aws.grants().granted(principal, action).stream().anyMatch(Candidates::isAnything));
  }

  private static boolean isAnything(Beginning beginning) {
    return !beginning.whole() && beginning.text().isEmpty();
  }

  /// The things of the principal's account that the action can be about.
  ArnIndex own(String principal, String action) {
    return byAction.computeIfAbsent(action, this::things).own(account(principal));
  }

  /// The roles of the principal's account that trust the service.
  ArnIndex trusting(String principal, String service) {
    return passable(account(principal), service);
  }

  private ArnIndex passable(String account, String service) {
    return passable.computeIfAbsent(
        account + " " + service, key -> rolesTrusting(account, service));
  }

  private ArnIndex rolesTrusting(String account, String service) {
    Map<String, String> trusting = new LinkedHashMap<>();
    rolesByAccount
        .getOrDefault(account, Map.of())
        .forEach(
            (role, arn) -> {
              if (aws.trusts(role, service).verdict() != Verdict.NO) {
                trusting.put(role, arn);
              }
            });
    return new ArnIndex(trusting);
  }

  /// The roles the principal can assume: those whose trust may let it in.
  List<String> assumable(String principal, boolean everything, boolean abroad) {
    boolean allowed =
        isOpen(principal, everything) || !aws.grants().granted(principal, ASSUME).isEmpty();
    List<String> roles = assumable.open.to(arn(principal), account(principal), allowed);
    return abroad ? abroad(principal, roles) : roles;
  }

  /// The roles that can be made to trust the principal: those of its account and, if it may assume
  /// roles at all, all others.
  List<String> retrustable(String principal, boolean abroad) {
    if (abroad && !account(principal).isEmpty()) {
      return isAllowed(isOpen(principal, false), aws.grants().granted(principal, ASSUME))
          ? abroad(principal)
          : List.of();
    }
    if (isAllowed(isOpen(principal, false), aws.grants().granted(principal, ASSUME))) {
      List<String> all = new ArrayList<>();
      rolesByAccount.values().forEach(roles -> all.addAll(roles.keySet()));
      return all.stream().sorted().toList();
    }
    return List.copyOf(rolesByAccount.getOrDefault(account(principal), Map.of()).keySet());
  }

  /// The roles of other accounts.
  List<String> abroad(String principal) {
    String account = account(principal);
    List<String> abroad = new ArrayList<>();
    rolesByAccount.forEach(
        (other, roles) -> {
          if (!other.equals(account)) {
            abroad.addAll(roles.keySet());
          }
        });
    return abroad;
  }
}
