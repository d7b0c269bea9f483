package dev.ardennes.policy.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Everything about AWS accounts that decides requests, as plain records. Immutable; built with
/// [#builder()].
///
/// Texts may contain unknown parts written `⟨symbol⟩`: text that is not empty, without wildcards,
/// equal to itself and otherwise unknown. A whole element of a statement, a whole statement or a
/// whole document may be one unknown part.
///
/// ```java
/// AwsPolicyModel.builder()
///     .principal(AwsPrincipal.of(USER, "arn:aws:iam::111122223333:user/dev"))
///     .statement("inline", "f1", "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}")
///     .attach("arn:aws:iam::111122223333:user/dev", "inline", "f2")
///     .build();
/// ```
public final class AwsPolicyModel {
  private static final String ACCOUNT = "account ";

  private final Map<String, AwsPrincipal> principals;
  private final Map<String, AwsPrincipal> principalsByArn;
  private final Map<String, AwsResource> resources;
  private final Map<String, AwsResource> resourcesByArn;
  private final ParsedDocuments documents;
  private final Sessions sessions;
  private final Map<String, List<Link>> attachments;
  private final Map<String, List<Link>> memberships;
  private final Map<String, List<Link>> boundaries;
  private final Map<String, List<Link>> trusts;
  private final Map<String, List<Link>> resourcePolicies;
  private final Map<String, List<List<Link>>> serviceControls;
  private final Map<String, List<List<Link>>> resourceControls;
  private final Map<String, String> publicAccessBlocks;
  private final Map<String, String> organizations;
  private final Map<String, Path> organizationPaths;
  private final Map<String, List<String>> managementAccounts;
  private final Map<String, ControlPlace> controlPlaces;
  private final Map<String, Set<Layer>> covered;
  private final Set<String> accessLists;
  private final Passages passages;
  private final Names names;
  private final @Nullable Instant asOf;

  private AwsPolicyModel(Builder builder) {
    principals = ModelMaps.ordered(builder.principals);
    principalsByArn = ModelMaps.byArn(builder.principals.values(), AwsPrincipal::arn);
    resources = ModelMaps.ordered(builder.resources);
    resourcesByArn = ModelMaps.byArn(builder.resources.values(), AwsResource::arn);
    documents = new ParsedDocuments(builder.documents);
    sessions = builder.sessions.build();
    attachments = ModelMaps.links(builder.attachments);
    memberships = ModelMaps.links(builder.memberships);
    boundaries = ModelMaps.links(builder.boundaries);
    trusts = ModelMaps.links(builder.trusts);
    resourcePolicies = ModelMaps.links(builder.resourcePolicies);
    serviceControls = ModelMaps.levels(builder.serviceControls);
    resourceControls = ModelMaps.levels(builder.resourceControls);
    publicAccessBlocks = Map.copyOf(builder.publicAccessBlocks);
    organizations = Map.copyOf(builder.organizations);
    organizationPaths = Map.copyOf(builder.organizationPaths);
    managementAccounts = Map.copyOf(builder.managementAccounts);
    controlPlaces = Map.copyOf(builder.controlPlaces);
    Map<String, Set<Layer>> layers = new HashMap<>();
    builder.covered.forEach((account, set) -> layers.put(account, Set.copyOf(set)));
    covered = Map.copyOf(layers);
    accessLists = Set.copyOf(builder.accessLists);
    passages = builder.passages;
    names = builder.names.build();
    asOf = builder.asOf;
  }

  public static Builder builder() {
    return new Builder();
  }

  /// A document or group that something is linked to, and the fact that says so.
  record Link(String to, String factId) {}

  /// All principals, in the order in which they were declared.
  public List<AwsPrincipal> principals() {
    return List.copyOf(principals.values());
  }

  /// The principal with this id or ARN; the role of a session.
  public Optional<AwsPrincipal> principal(String idOrArn) {
    String id = acting(idOrArn);
    AwsPrincipal byId = principals.get(id);
    return Optional.ofNullable(byId != null ? byId : principalsByArn.get(id));
  }

  /// The principal whose session it is; itself where it is no declared session.
  public String acting(String principal) {
    return sessions.acting(principal);
  }

  /// What limits the declared session, each of which may allow a request; null where it is none.
  @Nullable List<Link> sessionPolicies(String principal) {
    return sessions.policies(principal);
  }

  /// The resource with this id or ARN.
  public Optional<AwsResource> resource(String idOrArn) {
    AwsResource byId = resources.get(idOrArn);
    return Optional.ofNullable(byId != null ? byId : resourcesByArn.get(idOrArn));
  }

  /// The statements that could not be read, each with its reason; none of them takes part in
  /// decisions.
  public List<String> problems() {
    return documents.problems();
  }

  Document document(String id) {
    return documents.of(id);
  }

  List<Link> attachments(String holder) {
    return attachments.getOrDefault(acting(holder), List.of());
  }

  List<Link> memberships(String user) {
    return memberships.getOrDefault(acting(user), List.of());
  }

  List<Link> boundaries(String principal) {
    return boundaries.getOrDefault(principal, List.of());
  }

  List<Link> trusts(String role) {
    return trusts.getOrDefault(role, List.of());
  }

  List<Link> resourcePolicies(String resource) {
    return resourcePolicies.getOrDefault(resource, List.of());
  }

  /// Levels from the organization's root to the account; null where not collected.
  @Nullable List<List<Link>> serviceControls(String account) {
    return serviceControls.get(account);
  }

  @Nullable List<List<Link>> resourceControls(String account) {
    return resourceControls.get(account);
  }

  @Nullable String publicAccessBlock(String resource) {
    return publicAccessBlocks.get(resource);
  }

  @Nullable String accountPublicAccessBlock(String account) {
    return publicAccessBlocks.get(ACCOUNT + account);
  }

  @Nullable String organization(String account) {
    return organizations.get(account);
  }

  /// From the organization's id down to the unit of the account; null where not all is known.
  @Nullable Path organizationPath(String account) {
    return organizationPaths.get(account);
  }

  /// Whether the account is known to be in no organization.
  boolean inNoOrganization(String account) {
    return organization(account) == null
        && serviceControls(account) == null
        && covers(account, Layer.SERVICE_CONTROL);
  }

  /// The facts by which the account manages its organization; null where it does not.
  @Nullable List<String> managementAccount(String account) {
    return managementAccounts.get(account);
  }

  /// What is known of the account's place in its organization.
  ControlPlace controlPlace(String account) {
    return controlPlaces.getOrDefault(account, ControlPlace.GIVEN);
  }

  boolean covers(String account, Layer layer) {
    return covered.getOrDefault(account, Set.of()).contains(layer);
  }

  boolean isAccessList(String document) {
    return accessLists.contains(document);
  }

  Passages passages() {
    return passages;
  }

  Names names() {
    return names;
  }

  @Nullable Instant asOf() {
    return asOf;
  }

  /// Where an account lies, and by which facts.
  record Path(String text, List<String> factIds) {
    Path {
      factIds = List.copyOf(factIds);
    }
  }

  /// Collects the parts of a model. Every `factId` is opaque and comes back in alternatives,
  /// controls and explanations.
  public static final class Builder {
    private final Map<String, AwsPrincipal> principals = new LinkedHashMap<>();
    private final Map<String, AwsResource> resources = new LinkedHashMap<>();
    private final Map<String, ParsedDocuments.Raw> documents = new LinkedHashMap<>();
    private final Sessions.Builder sessions = new Sessions.Builder();
    private final Map<String, List<Link>> attachments = new HashMap<>();
    private final Map<String, List<Link>> memberships = new HashMap<>();
    private final Map<String, List<Link>> boundaries = new HashMap<>();
    private final Map<String, List<Link>> trusts = new HashMap<>();
    private final Map<String, List<Link>> resourcePolicies = new HashMap<>();
    private final Map<String, SortedMap<Integer, List<Link>>> serviceControls = new HashMap<>();
    private final Map<String, SortedMap<Integer, List<Link>>> resourceControls = new HashMap<>();
    private final Map<String, String> publicAccessBlocks = new HashMap<>();
    private final Map<String, String> organizations = new HashMap<>();
    private final Map<String, Path> organizationPaths = new HashMap<>();
    private final Map<String, List<String>> managementAccounts = new HashMap<>();
    private final Map<String, ControlPlace> controlPlaces = new HashMap<>();
    private final Map<String, Set<Layer>> covered = new HashMap<>();
    private final Set<String> accessLists = new TreeSet<>();
    private final Names.Builder names = new Names.Builder();
    private Passages passages = Passages.NONE;
    private @Nullable Instant asOf;

    private Builder() {}

    public Builder principal(AwsPrincipal principal) {
      principals.put(principal.id(), principal);
      return this;
    }

    public Builder resource(AwsResource resource) {
      resources.put(resource.id(), resource);
      return this;
    }

    /// A document without statements so far, in policy language `version` (`2012-10-17` where
    /// nobody says otherwise; the older `2008-10-17` has no policy variables).
    public Builder document(String documentId, String version) {
      ParsedDocuments.Raw known = documents.get(documentId);
      documents.put(
          documentId,
          new ParsedDocuments.Raw(
              version,
              known == null ? new ArrayList<>() : known.statements(),
              known == null ? null : known.unknown()));
      return this;
    }

    /// A document that could not be collected.
    ///
    /// @param says what it is, in words: "the policy `deploy` of account prod"
    public Builder unknownDocument(String documentId, String says) {
      documents.put(documentId, new ParsedDocuments.Raw("2012-10-17", new ArrayList<>(), says));
      return this;
    }

    /// One statement of a document, which need not have been declared before.
    ///
    /// @param json one statement object as JSON text, or a JSON string that is one unknown part
    public Builder statement(String documentId, String factId, String json) {
      if (!documents.containsKey(documentId)) {
        document(documentId, "2012-10-17");
      }
      ParsedDocuments.Raw document = documents.get(documentId);
      if (document != null) {
        document.statements().add(new ParsedDocuments.Statement(factId, json));
      }
      return this;
    }

    /// An identity policy, managed or inline, of a user, group or role.
    public Builder attach(String holderId, String documentId, String factId) {
      return link(attachments, holderId, documentId, factId);
    }

    /// The sessions of roles that have ids of their own.
    public Sessions.Builder sessions() {
      return sessions;
    }

    public Builder member(String userId, String groupId, String factId) {
      return link(memberships, userId, groupId, factId);
    }

    /// A permissions boundary.
    public Builder boundary(String principalId, String documentId, String factId) {
      return link(boundaries, principalId, documentId, factId);
    }

    public Builder trust(String roleId, String documentId, String factId) {
      return link(trusts, roleId, documentId, factId);
    }

    /// A policy of a declared resource. Several are as one document.
    public Builder resourcePolicy(String resourceId, String documentId, String factId) {
      return link(resourcePolicies, resourceId, documentId, factId);
    }

    /// An access list of a declared resource, written as a policy. Whether the resource's policy is
    /// public does not depend on it.
    public Builder accessList(String resourceId, String documentId, String factId) {
      accessLists.add(documentId);
      return resourcePolicy(resourceId, documentId, factId);
    }

    /// A service control policy at a level of the organization; each level must allow a request.
    ///
    /// @param level 0 for the root, growing towards the account
    public Builder serviceControl(String account, int level, String documentId, String factId) {
      return level(serviceControls, account, level, documentId, factId);
    }

    /// A resource control policy at a level of the organization. AWS's own `RCPFullAWSAccess` need
    /// not be given.
    public Builder resourceControl(String account, int level, String documentId, String factId) {
      return level(resourceControls, account, level, documentId, factId);
    }

    /// The account manages its organization: service control policies do not limit it.
    public Builder managementAccount(String account, String... factIds) {
      managementAccounts.putIfAbsent(account, List.of(factIds));
      return this;
    }

    /// The account's levels come from a source that declares policies one by one: AWS's own
    /// `FullAWSAccess` is attached to each level beside them, unless somebody took it away.
    ///
    /// @param complete whether the levels reach up to the root
    /// @param factIds the facts that say where the account lies
    public Builder controlsDeclared(String account, boolean complete, List<String> factIds) {
      controlPlaces.put(account, new ControlPlace(true, complete, factIds));
      return this;
    }

    /// The account belongs to the organization with this id (`o-...`).
    public Builder organization(String account, String organizationId) {
      organizations.put(account, organizationId);
      return this;
    }

    /// The account lies at this path, `o-.../r-.../ou-.../`, by these facts.
    public Builder organizationPath(String account, String path, List<String> factIds) {
      organizationPaths.put(account, new Path(path, factIds));
      return this;
    }

    /// The bucket's public access block is on in all parts.
    public Builder publicAccessBlock(String resourceId, String factId) {
      publicAccessBlocks.put(resourceId, factId);
      return this;
    }

    /// As [#publicAccessBlock], for all buckets of the account.
    public Builder accountPublicAccessBlock(String account, String factId) {
      publicAccessBlocks.put(ACCOUNT + account, factId);
      return this;
    }

    /// The layer of the account was collected completely: what is not there is absent. For
    /// [Layer#SERVICE_CONTROL] without policies: the account is in no organization.
    public Builder covers(String account, Layer layer) {
      covered.computeIfAbsent(account, key -> new TreeSet<>()).add(layer);
      return this;
    }

    /// What requests may pass on their way to resources.
    public Builder passages(Passages known) {
      passages = known;
      return this;
    }

    /// The two texts are the same, as is proved. One of them is an unknown part, `⟨symbol⟩`.
    public Builder same(String text, String other) {
      names.same(text, other);
      return this;
    }

    /// The two texts are the same if the assumption holds that this call makes, for the reason it
    /// gives.
    public Builder assumeSame(String text, String other, String reason) {
      names.assumeSame(text, other, reason);
      return this;
    }

    /// The two texts differ, as is proved.
    public Builder different(String text, String other) {
      names.different(text, other);
      return this;
    }

    /// The text differs from every other text of which this is said: accounts that are told apart
    /// by name.
    public Builder distinct(String text) {
      names.distinct(text);
      return this;
    }

    /// The time against which conditions about the time are decided; where none is given they stay
    /// open.
    public Builder asOf(Instant time) {
      asOf = time;
      return this;
    }

    /// Statements are parsed when they are first looked at, equal ones once.
    public AwsPolicyModel build() {
      return new AwsPolicyModel(this);
    }

    private Builder link(Map<String, List<Link>> map, String from, String to, String factId) {
      map.computeIfAbsent(from, key -> new ArrayList<>()).add(new Link(to, factId));
      return this;
    }

    private Builder level(
        Map<String, SortedMap<Integer, List<Link>>> map,
        String account,
        int level,
        String documentId,
        String factId) {
      map.computeIfAbsent(account, key -> new TreeMap<>())
          .computeIfAbsent(level, key -> new ArrayList<>())
          .add(new Link(documentId, factId));
      return this;
    }
  }
}
