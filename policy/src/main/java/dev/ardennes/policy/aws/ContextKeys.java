package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is known of the condition keys of one request: from the request, the principal, the
/// resource and the time; else whether the requester picks the value or nobody here can say it.
final class ContextKeys {
  /// Request parameters of every service.
  private static final Set<String> CHOSEN =
      Set.of("aws:securetransport", "aws:useragent", "aws:referer", "aws:requestedregion");

  /// Request parameters that depend on the action: absent from requests of other actions.
  private static final Set<String> CHOSEN_IF_CARRIED = Set.of("aws:requesttag", "aws:tagkeys");

  /// Keys of services that describe where the requester stands or what exists, not what it asks
  /// for.
  private static final Set<String> NOT_CHOSEN =
      Set.of(
          "sts:externalid",
          "kms:viaservice",
          "lambda:sourcefunctionarn",
          "lambda:functionurlauthtype",
          "ec2:sourceinstancearn",
          "s3:dataaccesspointaccount",
          "s3:existingobjecttag",
          "ec2:owner",
          "ec2:public");

  /// Keys that only AWS services' own requests carry.
  private static final Set<String> OF_SERVICES =
      Set.of(
          "aws:sourcearn",
          "aws:sourceaccount",
          "aws:sourceorgid",
          "aws:sourceorgpaths",
          "aws:principalservicename",
          "aws:principalservicenameslist");

  private static final Set<String> BOUNDARY_IS_PARAMETER =
      Set.of(
          "iam:createuser",
          "iam:createrole",
          "iam:putuserpermissionsboundary",
          "iam:putrolepermissionsboundary");

  private final AwsPolicyModel model;
  private final AwsServices services;
  private final Subject subject;
  private final String action;
  private final String resourceArn;
  private final String resourceAccount;
  private final @Nullable String resourceId;
  private final AwsRequest.Context context;

  ContextKeys(
      AwsPolicyModel model,
      AwsServices services,
      Subject subject,
      Resource resource,
      AwsRequest request) {
    this.model = model;
    this.services = services;
    this.subject = subject;
    this.action = request.action().toLowerCase(Locale.ROOT);
    this.resourceArn = resource.text();
    this.resourceAccount = resource.account();
    this.resourceId = resource.declaredId();
    this.context = request.context();
  }

  /// What is known of one key.
  sealed interface Value permits Known, Among, Absent, Chosen, Open {}

  /// @param factIds what says so beyond what is known of principal and resource anyway
  record Known(List<Glob> values, List<String> factIds) implements Value {
    Known(List<Glob> values) {
      this(values, List.of());
    }
  }

  /// The requester picks it among those that match the pattern.
  record Among(Glob pattern) implements Value {}

  /// @param factIds what says so beyond what is known of principal and resource anyway
  record Absent(List<String> factIds) implements Value {
    Absent() {
      this(List.of());
    }
  }

  /// The requester picks it, or leaves it out.
  record Chosen() implements Value {}

  /// Not known.
  record Open() implements Value {}

  /// What is known of the key of a condition.
  Value lookup(PolicyStatement.Condition condition) {
    Value value = lookup(condition.key());
    if (!(value instanceof Open) && !(value instanceof Chosen)) {
      return value;
    }
    String lower = condition.key().toLowerCase(Locale.ROOT);
    List<String> absence = model.passages().absence(lower, condition.values(), resourceId);
    return absence == null || context.chosen().contains(lower) ? value : new Absent(absence);
  }

  Value lookup(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    List<String> given = context.values().get(lower);
    if (given != null) {
      return given.isEmpty() ? new Absent() : new Known(given.stream().map(Glob::literal).toList());
    }
    if (context.absent().contains(lower)) {
      return new Absent();
    }
    if (context.chosen().contains(lower)) {
      return new Chosen();
    }
    Value fact = fromFacts(key, lower);
    if (context.complete() && !(fact instanceof Known)) {
      return new Absent();
    }
    return fact;
  }

  private Value fromFacts(String key, String lower) {
    int slash = lower.indexOf('/');
    String base = slash < 0 ? lower : lower.substring(0, slash);
    String suffix = slash < 0 ? "" : key.substring(slash + 1);
    if (base.equals("aws:principaltag")) {
      return principalTag(suffix);
    }
    if (base.endsWith("resourcetag")) {
      return resourceTag(suffix);
    }
    Value federated = FederatedKeys.lookup(subject, lower);
    if (federated != null) {
      return federated;
    }
    Value aboutSubject = aboutSubject(base);
    return aboutSubject != null ? aboutSubject : aboutRequest(base, lower);
  }

  private @Nullable Value aboutSubject(String base) {
    boolean iam = subject.isIam();
    if (OF_SERVICES.contains(base)) {
      return iam || subject.kind() == Subject.Kind.ANYBODY ? new Absent() : new Open();
    }
    return switch (base) {
      case "aws:principalarn" -> iam ? principalArn() : new Absent();
      case "aws:principalaccount" -> iam ? known(subject.account()) : new Absent();
      case "aws:principalisawsservice" ->
          known(String.valueOf(subject.kind() == Subject.Kind.SERVICE));
      case "aws:principaltype" -> principalType();
      case "aws:username" ->
          subject.kind() == Subject.Kind.USER ? known(subject.name()) : new Absent();
      case "aws:principalorgid" -> iam ? organization(subject.account()) : new Absent();
      case "aws:principalorgpaths" -> iam ? path(subject.account()) : new Absent();
      default -> null;
    };
  }

  private Value principalType() {
    return switch (subject.kind()) {
      case USER -> known("User");
      case ROLE -> known("AssumedRole");
      case ACCOUNT -> known("Account");
      case ANYBODY -> known("Anonymous");
      case SERVICE, FEDERATED -> new Open();
    };
  }

  /// Whoever has a whole account makes principals there of any name.
  private Value principalArn() {
    boolean whole = subject.kind() == Subject.Kind.ACCOUNT && Arns.isAccountId(subject.account());
    return whole
        ? new Among(Glob.parse("arn:*:iam::" + subject.account() + ":*"))
        : known(subject.arn());
  }

  private Value organization(String account) {
    String organization = model.organization(account);
    return organization == null ? inNone(account) : known(organization);
  }

  private Value path(String account) {
    AwsPolicyModel.Path path = model.organizationPath(account);
    return path == null
        ? inNone(account)
        : new Known(List.of(Glob.literal(path.text())), path.factIds());
  }

  private Value inNone(String account) {
    return model.inNoOrganization(account) ? new Absent() : new Open();
  }

  private Value aboutRequest(String base, String lower) {
    return switch (base) {
      case "aws:currenttime", "aws:epochtime" -> {
        var time = model.asOf();
        yield time == null ? new Open() : known(time.toString());
      }
      case "aws:resourceaccount" -> resourceAccount.isEmpty() ? new Open() : known(resourceAccount);
      case "aws:resourceorgid" -> organization(resourceAccount);
      case "aws:resourceorgpaths" -> path(resourceAccount);
      case "aws:requestedregion" -> region();
      case "kms:calleraccount" -> subject.isIam() ? known(subject.account()) : new Open();
      // a request to a function's URL says so itself
      case "lambda:invokedviafunctionurl" -> known("false");
      case "iam:permissionsboundary" -> boundary(base, lower);
      default -> parameter(base, lower);
    };
  }

  private Value region() {
    String region = Arns.region(resourceArn);
    return region.isEmpty() || region.indexOf('*') >= 0 ? new Chosen() : known(region);
  }

  /// A parameter of the request where a boundary is set; else the boundary of the principal that
  /// the request is about.
  private Value boundary(String base, String lower) {
    if (BOUNDARY_IS_PARAMETER.contains(action)) {
      return parameter(base, lower);
    }
    String target = resourceId;
    if (target == null || model.principal(target).isEmpty()) {
      return new Open();
    }
    List<AwsPolicyModel.Link> boundaries = model.boundaries(target);
    return boundaries.isEmpty() ? new Absent() : known(boundaries.getFirst().to());
  }

  private Value parameter(String base, String lower) {
    if (CHOSEN.contains(base)) {
      return new Chosen();
    }
    String service = action.substring(0, Math.max(0, action.indexOf(':')));
    boolean own = base.startsWith(service + ":");
    boolean ifCarried = CHOSEN_IF_CARRIED.contains(base);
    if (!own && !ifCarried) {
      return ofOtherService(base);
    }
    Optional<Boolean> carried = carries(lower);
    if (carried.isPresent() && !carried.get()) {
      return new Absent();
    }
    return NOT_CHOSEN.contains(base) ? new Open() : new Chosen();
  }

  /// A key of another service than the action's is absent, where that service is known to be one
  /// (identity providers have keys of their own, too, and those are not known here).
  private Value ofOtherService(String base) {
    int colon = base.indexOf(':');
    boolean global = base.startsWith("aws:") || colon < 0;
    boolean foreign = !global && services.service(base.substring(0, colon)).isPresent();
    return foreign && carries(base).isPresent() ? new Absent() : new Open();
  }

  /// Whether requests of the action carry the key, where the action is documented.
  private Optional<Boolean> carries(String lower) {
    return services
        .action(action)
        .map(known -> documentedKeys(known).anyMatch(k -> matches(k, lower)));
  }

  private Stream<String> documentedKeys(AwsAction known) {
    List<String> keys = new ArrayList<>(known.conditionKeys());
    for (AwsAction.ActionResource resource : known.resources()) {
      keys.addAll(resource.conditionKeys());
      services
          .service(known.service())
          .flatMap(service -> service.type(resource.type()))
          .ifPresent(type -> keys.addAll(type.conditionKeys()));
    }
    return keys.stream();
  }

  private static boolean matches(String documented, String lower) {
    String text = documented.toLowerCase(Locale.ROOT);
    int placeholder = text.indexOf("${");
    int angle = text.indexOf('<');
    int cut = placeholder < 0 ? angle : placeholder;
    return cut < 0 ? text.equals(lower) : lower.startsWith(text.substring(0, cut));
  }

  private Value principalTag(String name) {
    if (subject.declared() == null) {
      return subject.isIam() ? new Open() : new Absent();
    }
    Optional<Map<String, String>> tags = subject.declared().tags();
    Value value = tag(tags, name);
    boolean session = subject.kind() == Subject.Kind.ROLE && value instanceof Absent;
    return session && maybeTaggedSession() ? new Open() : value;
  }

  /// Whether whoever assumes the role may bring tags of its own.
  private boolean maybeTaggedSession() {
    return model.trusts(subject.id()).stream()
        .flatMap(link -> model.document(link.to()).statements().stream())
        .anyMatch(
            numbered ->
                numbered.statement().allow()
                    && ActionMatch.possible(numbered.statement().action(), "sts:tagsession"));
  }

  private Value resourceTag(String name) {
    String id = resourceId;
    if (id == null) {
      return new Open();
    }
    Optional<AwsResource> resource = model.resource(id);
    if (resource.isPresent()) {
      return tag(resource.get().tags(), name);
    }
    return model.principal(id).map(found -> tag(found.tags(), name)).orElse(new Open());
  }

  private static Value tag(Optional<Map<String, String>> tags, String name) {
    if (tags.isEmpty()) {
      return new Open();
    }
    // AWS compares tag keys in conditions without regard to case
    for (Map.Entry<String, String> tag : new TreeMap<>(tags.get()).entrySet()) {
      if (tag.getKey().equalsIgnoreCase(name)) {
        return known(tag.getValue());
      }
    }
    return new Absent();
  }

  private static Value known(String value) {
    return new Known(List.of(Glob.literal(value)));
  }
}
