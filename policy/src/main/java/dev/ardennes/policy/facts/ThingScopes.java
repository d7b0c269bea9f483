package dev.ardennes.policy.facts;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Unseen;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Scope;
import dev.ardennes.policy.Verdict;
import dev.ardennes.policy.aws.AwsDecisions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The things of one account that are alike for a principal: no statement about the action tells
/// one from another, or only such as allow more where all are allowed anyway. Things with policies
/// of their own, and such as nobody has seen, are never alike; things under different keys are not
/// either.
final class ThingScopes {
  private final FactBase facts;
  private final AwsDecisions aws;
  private final Candidates candidates;
  private final Likeness likeness;
  private final boolean possible;
  private final Map<String, List<Scope>> known = new HashMap<>();
  private final Map<List<String>, Scope> byMembers = new HashMap<>();
  private final Map<Rest, List<String>> rests = new HashMap<>();

  ThingScopes(FactBase facts, AwsDecisions aws, Candidates candidates, Likeness likeness) {
    this.facts = facts;
    this.aws = aws;
    this.candidates = candidates;
    this.likeness = likeness;
    Map<String, Integer> counts = new HashMap<>();
    for (Entity entity : facts.entities()) {
      if (entity.kind().startsWith("aws.")) {
        counts.merge(entity.kind(), 1, Integer::sum);
      }
    }
    possible = counts.values().stream().anyMatch(count -> count >= Scope.LEAST);
  }

  /// Whether questions of the relation can have scopes for answers.
  boolean areListed(String relation) {
    String plain = AwsQuestions.plain(relation);
    return possible
        && (plain.equals("may") || plain.equals("may_pass"))
        && AwsQuestions.change(relation) != StateChange.WIDENED;
  }

  /// See [dev.ardennes.policy.DecisionPart#scopes].
  List<Scope.Decided> of(
      String relation, List<String> args, BiFunction<String, List<String>, Decision> decide) {
    if (!areListed(relation) || !likeness.isAnywhere(args.getFirst())) {
      return List.of();
    }
    boolean passing = AwsQuestions.plain(relation).equals("may_pass");
    String principal = args.getFirst();
    String action = passing ? Candidates.PASS : args.get(1);
    if (!candidates.areAllOpen(principal, action, AwsQuestions.change(relation).opensPolicies())
        || !aws.grants().deniesAlike(principal, action)) {
      return List.of();
    }
    ArnIndex things =
        passing ? candidates.trusting(principal, args.get(2)) : candidates.own(principal, action);
    if (things.all().size() < Scope.LEAST) {
      return List.of();
    }
    Set<String> told = Set.copyOf(candidates.toldApart(principal, action, things));
    List<Scope.Decided> decided = new ArrayList<>();
    for (Scope scope : scopes(principal, action, passing ? args.get(2) : "", things)) {
      scope.members().stream()
          .filter(thing -> !told.contains(thing))
          .findFirst()
          .map(thing -> decide.apply(relation, asked(args, passing ? 1 : 2, thing)))
          .filter(decision -> told.isEmpty() || isUnconditional(decision))
          .ifPresent(decision -> decided.add(new Scope.Decided(scope, holds(decision))));
    }
    return decided;
  }

  /// The things a question can be about that belong to none of the scopes.
  List<String> beside(String relation, List<String> args, List<Scope> scopes) {
    boolean passing = AwsQuestions.plain(relation).equals("may_pass");
    String principal = args.getFirst();
    ArnIndex things =
        passing
            ? candidates.trusting(principal, args.get(2))
            : candidates.own(principal, args.get(1));
    List<String> own =
        rests.computeIfAbsent(
            new Rest(things, scopes),
            rest ->
                things.all().stream()
                    .filter(thing -> scopes.stream().noneMatch(scope -> scope.has(thing)))
                    .toList());
    if (passing) {
      return own;
    }
    Set<String> all = new LinkedHashSet<>(own);
    all.addAll(
        candidates.lettingIn(
            principal, args.get(1), AwsQuestions.change(relation).opensPolicies()));
    return List.copyOf(all);
  }

  /// What is left of things beside scopes; the same for many principals.
  private record Rest(ArnIndex things, List<Scope> scopes) {}

  private static List<String> asked(List<String> args, int column, String thing) {
    List<String> asked = new ArrayList<>(args);
    asked.set(column, thing);
    return List.copyOf(asked);
  }

  private static boolean holds(Decision decision) {
    return decision.verdict() != Verdict.NO && !decision.alternatives().isEmpty();
  }

  private static boolean isUnconditional(Decision decision) {
    return decision.alternatives().stream().anyMatch(Alternative::unconditional);
  }

  /// The same for all principals of an account.
  private List<Scope> scopes(String principal, String action, String service, ArnIndex things) {
    return known.computeIfAbsent(
        facts.second("in_account", principal) + " " + action + " " + service,
        key -> {
          Map<String, List<String>> alike = new TreeMap<>();
          for (String thing : things.all()) {
            String like = like(thing, action, service);
            if (like != null) {
              alike.computeIfAbsent(like, added -> new ArrayList<>()).add(thing);
            }
          }
          return alike.values().stream()
              .filter(members -> members.size() >= Scope.LEAST)
              .map(members -> byMembers.computeIfAbsent(List.copyOf(members), Scope::new))
              .toList();
        });
  }

  private @Nullable String like(String thing, String action, String service) {
    if (Unseen.is(thing)) {
      return null;
    }
    if (!service.isEmpty()) {
      return likeness.ofPassed(thing, service);
    }
    String like = likeness.ofThing(action, thing);
    if (like == null) {
      return null;
    }
    StringBuilder keys = new StringBuilder(like);
    for (Fact encrypted : facts.relation("encrypted_with", thing)) {
      keys.append(' ').append(encrypted.args().get(1));
    }
    return keys.toString();
  }
}
