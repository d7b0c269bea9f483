package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the identity policies of principals may allow, told from their statements without deciding
/// a request: supersets of the answers, for look-ups that are asked a million times.
public final class IdentityGrants {
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

  /// What tells apart the things that the declared principal may perform the action on; null where
  /// a statement does by more than their names, or says it of all, or is not known.
  public @Nullable Telling telling(String principal, String action) {
    AwsPrincipal declared = model.principal(principal).orElse(null);
    if (declared == null) {
      return null;
    }
    TellingPatterns patterns = new TellingPatterns(declared);
    String lower = lower(action);
    boolean known =
        own(declared).stream().allMatch(link -> add(link, lower, patterns, true))
            && limits(declared, principal).stream()
                .allMatch(link -> add(link, lower, patterns, false));
    return known ? patterns.telling() : null;
  }

  private boolean add(
      AwsPolicyModel.Link link, String lowerAction, TellingPatterns patterns, boolean own) {
    Document document = model.document(link.to());
    return document.unknown() == null
        && index.candidates(document, lowerAction).stream()
            .map(Document.Numbered::statement)
            .allMatch(
                statement ->
                    decidesAlike(statement)
                        || (statement.unknown() == null
                            && patterns.add(
                                statement,
                                own && statement.allow(),
                                statement.conditions().stream()
                                    .allMatch(RequestKeys::isAboutTheRequest))));
  }

  private List<AwsPolicyModel.Link> own(AwsPrincipal declared) {
    List<AwsPolicyModel.Link> own = new ArrayList<>(model.attachments(declared.id()));
    model.memberships(declared.id()).forEach(group -> own.addAll(model.attachments(group.to())));
    return own;
  }

  /// What restricts the principal: it denies to all others what it allows by name.
  private List<AwsPolicyModel.Link> limits(AwsPrincipal declared, String principal) {
    List<AwsPolicyModel.Link> limits = new ArrayList<>(model.boundaries(declared.id()));
    List<AwsPolicyModel.Link> ofSession = model.sessionPolicies(principal);
    limits.addAll(ofSession == null ? List.of() : ofSession);
    addAll(model.serviceControls(declared.account()), limits);
    addAll(model.resourceControls(declared.account()), limits);
    return limits;
  }

  private static void addAll(
      @Nullable List<List<AwsPolicyModel.Link>> levels, List<AwsPolicyModel.Link> links) {
    if (levels != null) {
      levels.forEach(links::addAll);
    }
  }

  private static boolean decidesAlike(PolicyStatement statement) {
    PolicyStatement.Element resource = statement.resource();
    return statement.unknown() == null
        && statement.conditions().stream().allMatch(RequestKeys::isAboutTheRequest)
        && resource != null
        && !resource.not()
        && resource.globs().stream().anyMatch(Glob::isEverything);
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
