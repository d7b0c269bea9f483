package dev.ardennes.policy.facts;

import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.DecisionPart;
import dev.ardennes.policy.Explanation;
import dev.ardennes.policy.Scope;
import dev.ardennes.policy.aws.AwsDecisions;
import dev.ardennes.policy.aws.AwsServices;
import dev.ardennes.policy.aws.NameSet;
import dev.ardennes.policy.facts.kubernetes.KubernetesPart;
import dev.ardennes.policy.facts.network.NetworkPart;
import dev.ardennes.policy.facts.ties.EstateTies;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers the computed relations of the catalogue for given arguments, with the facts each answer
/// rests on: asks the part that decides the relation. Used by the engine, by the independent
/// checker and by `ardennes why`.
///
/// Not safe for several threads. Each answer is worked out once.
///
/// ```java
/// new RelationDecisions(facts, null).decide("may_assume", List.of(user, role)).verdict();
/// ```
public final class RelationDecisions {
  /// See [DecisionPart#NO_GRANTS].
  public static final int NO_GRANTS = DecisionPart.NO_GRANTS;

  private final AwsPart aws;
  private final Map<String, DecisionPart> parts = new HashMap<>();

  /// @param asOf the time against which conditions about the time are decided; null leaves them
  ///   open
  public RelationDecisions(FactBase facts, @Nullable Instant asOf) {
    this(facts, asOf, AwsServices.bundled());
  }

  /// The same with what AWS documents given, to be read once for many estates.
  public RelationDecisions(FactBase facts, @Nullable Instant asOf, AwsServices services) {
    this.aws = new AwsPart(facts, asOf, services);
    for (DecisionPart part :
        List.of(
            aws,
            new KubernetesPart(facts),
            new EstateTies(facts, aws.aws()),
            new NetworkPart(facts))) {
      part.relations().forEach(relation -> parts.put(relation, part));
    }
  }

  /// A set of names and the decision that allows them.
  public record Named(NameSet names, Decision decision) {}

  private DecisionPart part(String relation) {
    DecisionPart part = parts.get(relation);
    if (part == null) {
      throw new IllegalArgumentException("no computed relation: " + relation);
    }
    return part;
  }

  /// Whether the fact holds, and why.
  ///
  /// @param args as the catalogue types them; a concrete name (an ARN) in the place of a set of
  ///   names
  /// @throws IllegalArgumentException if this is no computed relation
  public Decision decide(String relation, List<String> args) {
    return part(relation).decide(relation, args);
  }

  /// See [DecisionPart#mayHold].
  public boolean mayHold(String relation, List<String> args) {
    return part(relation).mayHold(relation, args);
  }

  /// Whether the relation can hold of anything in this estate; true where that takes long to tell.
  public boolean answers(String relation) {
    return part(relation).answers(relation);
  }

  /// The engine that decides the relation, as reports name it.
  public String engine(String relation) {
    return part(relation).engine(relation);
  }

  /// The names of resources that do not exist yet on which the principal may perform the action, in
  /// its own account.
  ///
  /// @param relation `may_on_new`, or its form under changed state
  public List<Named> names(String relation, String principal, String action) {
    return aws.names(relation, principal, action);
  }

  /// The decision about one action with every statement that was looked at.
  ///
  /// @param resource an entity, an ARN, or `*`
  public Explanation explain(String principal, String action, String resource) {
    return aws.explain(principal, action, resource);
  }

  /// The columns of which a question may leave one open; none for a relation that nothing decides.
  public List<Integer> openColumns(String relation) {
    DecisionPart part = parts.get(relation);
    return part == null ? List.of() : part.openColumns(relation);
  }

  /// What can stand in the open column of a question: a superset of the answers, in an order that
  /// does not change.
  ///
  /// @param args the arguments before and after the open column; what stands in it is not looked at
  public List<String> candidates(String relation, int open, List<String> args) {
    return part(relation).candidates(relation, open, args);
  }

  /// See [DecisionPart#guard].
  public @Nullable String guard(String relation) {
    return part(relation).guard(relation);
  }

  /// See [DecisionPart#guarded].
  public List<String> guarded(String relation, int open, List<String> args) {
    return part(relation).guarded(relation, open, args);
  }

  /// Whether [#candidates] are the answers themselves.
  public boolean listsAnswers(String relation) {
    return part(relation).listsAnswers(relation);
  }

  /// A text that questions about one principal and action share if they must be answered alike;
  /// null where the question is to be decided by itself.
  public @Nullable String alike(String relation, List<String> args) {
    return part(relation).alike(relation, args);
  }

  /// See [DecisionPart#grantColumn].
  public int grantColumn(String relation) {
    DecisionPart part = parts.get(relation);
    return part == null ? NO_GRANTS : part.grantColumn(relation);
  }

  /// See [DecisionPart#grantGroup].
  public String grantGroup(String relation) {
    return part(relation).grantGroup(relation);
  }

  /// See [DecisionPart#expectedAnswers].
  public int expectedAnswers(String relation) {
    return part(relation).expectedAnswers(relation);
  }

  /// See [DecisionPart#listsScopes].
  public boolean listsScopes(String relation) {
    DecisionPart part = parts.get(relation);
    return part != null && part.listsScopes(relation);
  }

  /// See [DecisionPart#isSameInScope].
  public boolean isSameInScope(String relation) {
    DecisionPart part = parts.get(relation);
    return part != null && part.isSameInScope(relation);
  }

  /// See [DecisionPart#scopes].
  public List<Scope.Decided> scopes(String relation, List<String> args) {
    return part(relation).scopes(relation, args);
  }

  /// See [DecisionPart#beside].
  public List<String> beside(
      String relation, List<String> args, List<Scope> scopes, boolean guarded) {
    return part(relation).beside(relation, args, scopes, guarded);
  }

  /// Whether [#candidates] says everything about the question: an action that is about no resource
  /// is decided alike for all.
  public boolean isAboutListed(String relation, List<String> args) {
    return part(relation).isAboutListed(relation, args);
  }

  /// The services that may be asked what AWS documents.
  public AwsServices services() {
    return aws.services();
  }

  /// The decision engine of AWS beneath, for explanations.
  public AwsDecisions aws() {
    return aws.aws();
  }
}
