package dev.ardennes.policy.facts;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Unknown;
import dev.ardennes.model.Unseen;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.Scope;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.Telling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The things of one account that are alike for a principal: the statements about the action fit
/// them alike, or only such tell them apart as allow more where all are allowed anyway, and their
/// own policies say the same to it, as those of their keys do. Things that nobody has seen are
/// never alike.
final class ThingScopes {
  private final FactBase facts;
  private final AwsDecisions aws;
  private final Candidates candidates;
  private final Likeness likeness;
  private final boolean possible;
  private final Map<ArnIndex, ThingFits> fits = new HashMap<>();
  private final Map<ArnIndex, Map<String, String>> likes = new HashMap<>();
  private final Map<ArnIndex, List<ThingClasses.Alike>> known = new HashMap<>();
  private final Map<Asking, Optional<ThingClasses>> classesOf = new HashMap<>();
  private final Map<Told, ThingClasses> classes = new HashMap<>();
  private final Map<ArnIndex, Map<String, List<String>>> naming = new HashMap<>();
  private final Map<List<String>, Scope> byMembers = new HashMap<>();
  private final Map<Rest, List<String>> rests = new HashMap<>();
  private final Map<ArnIndex, ThingKeys> keys = new HashMap<>();
  private @Nullable Question lastQuestion;

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
    return possible && isAsked(relation);
  }

  private static boolean isAsked(String relation) {
    String plain = AwsQuestions.plain(relation);
    return (plain.equals("may") || plain.equals("may_pass"))
        && AwsQuestions.change(relation) != StateChange.WIDENED;
  }

  /// See [dev.ardennes.policy.DecisionPart#scopes].
  List<Scope.Decided> of(
      String relation, List<String> args, BiFunction<String, List<String>, Decision> decide) {
    if (!areListed(relation) || !likeness.isAnywhere(args.getFirst())) {
      return List.of();
    }
    Question question = question(relation, args);
    if (question.things.all().size() < Scope.LEAST) {
      return List.of();
    }
    ThingClasses classes = classes(question);
    if (classes == null) {
      return List.of();
    }
    List<Scope.Decided> decided = new ArrayList<>();
    for (ThingClasses.Alike alike : alike(question)) {
      decide(
          classes,
          alike,
          question.aboutAll || alike.letsIn(),
          thing -> decide.apply(relation, question.about(thing)),
          decided);
    }
    return decided;
  }

  /// @param untold whether those that no pattern fits may be allowed
  private static void decide(
      ThingClasses classes,
      ThingClasses.Alike alike,
      boolean untold,
      Function<String, Decision> decide,
      List<Scope.Decided> decided) {
    String first = untold ? classes.first(alike) : null;
    Decision rest = first == null ? null : decide.apply(first);
    boolean always = rest != null && rest.holds() && isUnconditional(rest);
    Scope all = rest == null ? null : always ? classes.unlimited(alike) : classes.untold(alike);
    if (rest != null && all != null) {
      decided.add(new Scope.Decided(all, rest.holds()));
    }
    for (Scope scope : classes.classes(alike, always)) {
      decided.add(new Scope.Decided(scope, decide.apply(scope.first()).holds()));
    }
  }

  /// @param aboutAll whether the principal may be allowed all of the things
  private record Question(
      String relation,
      List<String> args,
      int column,
      String principal,
      String action,
      String service,
      ArnIndex things,
      boolean aboutAll) {
    boolean differsInThing(String other, List<String> otherArgs) {
      int same = column == 1 ? 2 : 1;
      return relation.equals(other)
          && principal.equals(otherArgs.getFirst())
          && args.get(same).equals(otherArgs.get(same));
    }

    List<String> about(String thing) {
      List<String> asked = new ArrayList<>(args);
      asked.set(column, thing);
      return List.copyOf(asked);
    }
  }

  /// Questions come in rows that differ in the thing only.
  private Question question(String relation, List<String> args) {
    boolean passing = AwsQuestions.plain(relation).equals("may_pass");
    Question last = lastQuestion;
    if (last == null || !last.differsInThing(relation, args)) {
      last = questionAnew(relation, args, passing);
      lastQuestion = last;
    }
    return last;
  }

  private Question questionAnew(String relation, List<String> args, boolean passing) {
    String principal = args.getFirst();
    String action = passing ? Candidates.PASS : args.get(1);
    return new Question(
        relation,
        args,
        passing ? 1 : 2,
        principal,
        action,
        passing ? args.get(2) : "",
        passing ? candidates.trusting(principal, args.get(2)) : candidates.own(principal, action),
        candidates.areAllOpen(principal, action, AwsQuestions.change(relation).opensPolicies()));
  }

  /// The things a question can be about that belong to none of the scopes.
  ///
  /// @param listed those that a statement of the principal may be about
  List<String> beside(
      String relation, List<String> args, List<Scope> scopes, Supplier<List<String>> listed) {
    Question question = question(relation, args);
    if (!question.aboutAll) {
      return without(listed.get(), scopes);
    }
    List<String> own =
        rests.computeIfAbsent(
            new Rest(question.things, scopes), rest -> without(rest.things.all(), rest.scopes));
    if (!question.service.isEmpty()) {
      return own;
    }
    Set<String> all = new LinkedHashSet<>(own);
    List<String> lettingIn =
        candidates.lettingIn(
            question.principal, question.action, AwsQuestions.change(relation).opensPolicies());
    all.addAll(without(lettingIn, scopes));
    return List.copyOf(all);
  }

  private static List<String> without(List<String> things, List<Scope> scopes) {
    return things.stream()
        .filter(thing -> scopes.stream().noneMatch(scope -> scope.has(thing)))
        .toList();
  }

  /// What is left of things beside scopes; the same for many principals.
  private record Rest(ArnIndex things, List<Scope> scopes) {}

  private static boolean isUnconditional(Decision decision) {
    return decision.alternatives().stream().anyMatch(Alternative::unconditional);
  }

  /// The same for all principals of an account.
  private List<ThingClasses.Alike> alike(Question question) {
    return known.computeIfAbsent(
        question.things,
        things -> {
          Map<String, List<String>> alike = new TreeMap<>();
          likes(question)
              .forEach(
                  (thing, like) ->
                      alike.computeIfAbsent(like, added -> new ArrayList<>()).add(thing));
          return alike.values().stream()
              .filter(members -> members.size() >= Scope.LEAST)
              .map(members -> byMembers.computeIfAbsent(List.copyOf(members), Scope::new))
              .map(all -> alike(all))
              .toList();
        });
  }

  private ThingClasses.Alike alike(Scope all) {
    return new ThingClasses.Alike(all, likeness.letsIn(all.first()));
  }

  /// What each of the things shares with those like it; none for those like no other.
  private Map<String, String> likes(Question question) {
    return likes.computeIfAbsent(
        question.things,
        things -> {
          Map<String, String> numbers = new HashMap<>();
          Map<String, String> found = new LinkedHashMap<>();
          for (String thing : things.all()) {
            String like = like(thing, question.action, question.service);
            if (like != null) {
              String number = Integer.toString(numbers.size());
              found.put(thing, numbers.computeIfAbsent(like, added -> number));
            }
          }
          return found;
        });
  }

  /// See [dev.ardennes.policy.DecisionPart#alike].
  @Nullable String alike(String relation, List<String> args) {
    String plain = AwsQuestions.plain(relation);
    if (plain.equals("may_decrypt")) {
      return alikeByKeys("may" + relation.substring(plain.length()), args);
    }
    if (plain.equals("may_with_grant")) {
      return alikeWithGrant("may" + relation.substring(plain.length()), args);
    }
    if (!isAsked(relation) || !likeness.isAnywhere(args.getFirst())) {
      return null;
    }
    Question question = question(relation, args);
    String thing = args.get(question.column);
    String like = likes(question).get(thing);
    ThingClasses classes = like == null ? null : classes(question);
    String fit = classes == null ? null : classes.fit(thing);
    return fit == null ? null : like + ' ' + fit;
  }

  /// Things are decrypted alike whose keys are alike.
  private String alikeByKeys(String relation, List<String> args) {
    StringBuilder alike = new StringBuilder();
    if (!facts.relation(KeyUse.OF_AWS, args.get(1)).isEmpty()) {
      alike.append(FactModel.accountText(facts, args.get(1))).append('\n');
    }
    for (Fact encrypted : facts.relation("encrypted_with", args.get(1))) {
      String key = encrypted.args().get(1);
      String like = alike(relation, List.of(args.getFirst(), KeyUse.DECRYPT, key));
      alike.append(like == null ? key : like).append('\n');
    }
    return alike.toString();
  }

  /// Whether a grant helps depends on who may make it and on who may use it.
  private @Nullable String alikeWithGrant(String relation, List<String> args) {
    String principal = args.getFirst();
    String key = args.getLast();
    String making = alike(relation, List.of(principal, AwsDecisions.CREATE_GRANT, key));
    String using = alike(relation, List.of(principal, args.get(1), key));
    return making == null || using == null ? null : making + '\n' + using;
  }

  private @Nullable ThingClasses classes(Question question) {
    return classesOf
        .computeIfAbsent(
            new Asking(question.principal, question.things),
            key -> Optional.ofNullable(classesAnew(question)))
        .orElse(null);
  }

  private @Nullable ThingClasses classesAnew(Question question) {
    Telling telling = aws.grants().telling(question.principal, question.action);
    String arn = facts.second("arn", question.principal);
    if (telling == null || arn == null || Unknown.in(arn)) {
      return null;
    }
    List<String> naming = naming(question.things).getOrDefault(arn, List.of());
    ThingKeys keys = keys(question.things);
    return classes.computeIfAbsent(
        new Told(question.things, telling, naming, told(keys, question.principal, arn)),
        told ->
            new ThingClasses(
                fits(question),
                told.telling,
                told.naming,
                sink -> keys.tell(told.keys, sink),
                byMembers));
  }

  private ThingKeys keys(ArnIndex things) {
    return keys.computeIfAbsent(things, added -> new ThingKeys(facts, likeness, added.all()));
  }

  private ThingKeys.Told told(ThingKeys keys, String principal, String arn) {
    return keys.isEmpty()
        ? ThingKeys.NOTHING
        : new ThingKeys.Told(aws.grants().telling(principal, KeyUse.DECRYPT), keys.naming(arn));
  }

  private ThingFits fits(Question question) {
    return fits.computeIfAbsent(
        question.things,
        things -> {
          Set<String> inside = new HashSet<>();
          for (String thing : things.all()) {
            if (likeness.isInside(question.action, thing)) {
              inside.add(thing);
            }
          }
          return new ThingFits(things, inside);
        });
  }

  /// By principal, the things whose own policies name it.
  private Map<String, List<String>> naming(ArnIndex things) {
    return naming.computeIfAbsent(
        things,
        key -> {
          Map<String, List<String>> found = new HashMap<>();
          for (String thing : things.all()) {
            for (String arn : likeness.named(thing)) {
              found.computeIfAbsent(arn, added -> new ArrayList<>()).add(thing);
            }
          }
          return found;
        });
  }

  private record Asking(String principal, ArnIndex things) {}

  /// What the policies of many principals tell apart is the same.
  private record Told(ArnIndex things, Telling telling, List<String> naming, ThingKeys.Told keys) {}

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
      String key = encrypted.args().get(1);
      keys.append(' ').append(Objects.requireNonNullElse(ofKey(key), key));
    }
    if (!facts.relation(KeyUse.OF_AWS, thing).isEmpty()) {
      keys.append(' ').append(KeyUse.OF_AWS);
    }
    return keys.toString();
  }

  /// What keys share that are alike to whoever tells none from another; null where the key is like
  /// no other.
  private @Nullable String ofKey(String key) {
    return Unseen.is(key) ? null : likeness.ofThing(KeyUse.DECRYPT, key);
  }
}
