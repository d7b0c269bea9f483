package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What the identity policies of principals may allow, told from their statements without deciding
/// a request: supersets of the answers, for look-ups that are asked a million times.
public final class IdentityGrants {
  /// Keys of conditions whose values are the same for every resource of a request.
  private static final Set<String> ABOUT_THE_REQUEST =
      Set.of("iam:passedtoservice", "aws:multifactorauthpresent", "aws:sourceip");

  private final AwsPolicyModel model;
  private final StatementIndex index;
  private final ConcurrentHashMap<String, String> lowerActions = new ConcurrentHashMap<>();

  IdentityGrants(AwsPolicyModel model, StatementIndex index) {
    this.model = model;
    this.index = index;
  }

  /// The ids of the declared principals some identity policy of which, or of whose groups, may
  /// cover the action, in order.
  ///
  /// Nobody else may perform it by identity policies, so that nobody needs to ask about them.
  public List<String> candidates(String action) {
    List<String> found = new ArrayList<>();
    for (AwsPrincipal principal : model.principals()) {
      if (principal.kind() != AwsPrincipal.Kind.GROUP && mayBeGranted(principal.id(), action)) {
        found.add(principal.id());
      }
    }
    return found;
  }

  /// Whether a statement of an identity policy of the declared principal, or of a group of it, may
  /// allow the action on anything. Costs a look-up for each of its policies.
  public boolean mayBeGranted(String principal, String action) {
    String lower = lower(action);
    if (covers(principal, lower)) {
      return true;
    }
    for (AwsPolicyModel.Link membership : model.memberships(principal)) {
      if (covers(membership.to(), lower)) {
        return true;
      }
    }
    return false;
  }

  private String lower(String action) {
    return lowerActions.computeIfAbsent(action, added -> added.toLowerCase(Locale.ROOT));
  }

  /// What is known of the ARNs on which the identity policies of a declared principal, its groups'
  /// included, may allow the action: one beginning for each resource pattern of a statement that
  /// allows it. Empty where nothing does.
  public List<Beginning> granted(String principal, String action) {
    String lower = lower(action);
    AwsPrincipal declared = model.principal(principal).orElse(null);
    Set<Beginning> found = new LinkedHashSet<>();
    granted(principal, lower, declared, found);
    for (AwsPolicyModel.Link membership : model.memberships(principal)) {
      granted(membership.to(), lower, declared, found);
    }
    return List.copyOf(found);
  }

  private void granted(
      String holder, String lowerAction, @Nullable AwsPrincipal principal, Set<Beginning> found) {
    for (AwsPolicyModel.Link link : model.attachments(holder)) {
      Document document = model.document(link.to());
      if (document.unknown() != null) {
        found.add(Beginning.NOTHING);
      }
      for (Document.Numbered numbered : index.candidates(document, lowerAction)) {
        found.addAll(beginnings(numbered.statement(), principal));
      }
    }
  }

  private static List<Beginning> beginnings(
      PolicyStatement statement, @Nullable AwsPrincipal principal) {
    PolicyStatement.Element resource = statement.resource();
    if (statement.unknown() != null) {
      return List.of(Beginning.NOTHING);
    }
    if (!statement.allow()) {
      return List.of();
    }
    return resource == null || resource.not()
        ? List.of(Beginning.NOTHING)
        : resource.patterns().stream()
            .flatMap(pattern -> Beginning.of(pattern, statement.variables(), principal).stream())
            .toList();
  }

  /// Whether no statement that may cover the action tells one resource from another or depends on a
  /// condition about it: then the principal may perform it on all resources of one type and account
  /// that have no policy of their own, or on none of them.
  public boolean decidesAlike(String principal, String action) {
    return isAlike(principal, action, statement -> false);
  }

  /// The same, but for statements of identity policies that allow the action on some things by
  /// their names: where all is allowed anyway, they allow nothing in addition.
  public boolean deniesAlike(String principal, String action) {
    AwsPrincipal declared = model.principal(principal).orElse(null);
    return isAlike(
        principal,
        action,
        statement ->
            statement.allow()
                && beginnings(statement, declared).stream()
                    .noneMatch(beginning -> !beginning.whole() && beginning.text().isEmpty()));
  }

  private boolean isAlike(String principal, String action, Predicate<PolicyStatement> ignored) {
    AwsPrincipal declared = model.principal(principal).orElse(null);
    if (declared == null) {
      return false;
    }
    String lower = lower(action);
    List<AwsPolicyModel.Link> own = new ArrayList<>(model.attachments(declared.id()));
    model.memberships(declared.id()).forEach(group -> own.addAll(model.attachments(group.to())));
    List<AwsPolicyModel.Link> limits = new ArrayList<>(model.boundaries(declared.id()));
    List<AwsPolicyModel.Link> ofSession = model.sessionPolicies(principal);
    limits.addAll(ofSession == null ? List.of() : ofSession);
    addAll(model.serviceControls(declared.account()), limits);
    addAll(model.resourceControls(declared.account()), limits);
    // what a limit allows by name it denies to all others
    return own.stream().allMatch(link -> isAlike(model.document(link.to()), lower, ignored))
        && limits.stream()
            .allMatch(link -> isAlike(model.document(link.to()), lower, statement -> false));
  }

  private static void addAll(
      @Nullable List<List<AwsPolicyModel.Link>> levels, List<AwsPolicyModel.Link> links) {
    if (levels != null) {
      levels.forEach(links::addAll);
    }
  }

  private boolean isAlike(
      Document document, String lowerAction, Predicate<PolicyStatement> ignored) {
    return document.unknown() == null
        && index.candidates(document, lowerAction).stream()
            .map(Document.Numbered::statement)
            .allMatch(
                statement ->
                    decidesAlike(statement)
                        || (statement.unknown() == null && ignored.test(statement)));
  }

  private static boolean decidesAlike(PolicyStatement statement) {
    PolicyStatement.Element resource = statement.resource();
    return statement.unknown() == null
        && statement.conditions().stream().allMatch(IdentityGrants::isAboutTheRequest)
        && resource != null
        && !resource.not()
        && resource.globs().stream().anyMatch(Glob::isEverything);
  }

  /// Whether the condition holds or not whatever the resource is.
  private static boolean isAboutTheRequest(PolicyStatement.Condition condition) {
    return ABOUT_THE_REQUEST.contains(condition.key().toLowerCase(Locale.ROOT))
        && condition.values().stream().noneMatch(Variables::in);
  }

  private boolean covers(String holder, String lowerAction) {
    for (AwsPolicyModel.Link link : model.attachments(holder)) {
      Document document = model.document(link.to());
      if (document.unknown() != null) {
        return true;
      }
      for (Document.Numbered numbered : index.candidates(document, lowerAction)) {
        if (numbered.statement().allow() || numbered.statement().unknown() != null) {
          return true;
        }
      }
    }
    return false;
  }
}
