package dev.ardennes.estate;

import dev.ardennes.model.Collected;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Standing;
import dev.ardennes.model.Unknown;
import dev.ardennes.model.Unseen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What may well be there beside the identities of an account of which only those were exported. A
/// role that trusts Lambda is the role of some function, so one stands for all that a scan cannot
/// see, of each kind that no source shows in the account. Facts about them are assumed.
///
/// Without them an export of identities would say of everybody who may change functions that there
/// is none to change.
public final class UnseenResources {
  private static final String EXPORT = "aws.account-export";
  private static final Set<String> INVENTORIES =
      Set.of("aws.configuration-items", "aws.collection");
  private static final String BUCKET = "aws.s3.bucket";
  private static final String CLUSTER = "aws.ecs.cluster";
  private static final String TASKS = "ecs-tasks.amazonaws.com";
  private static final String MACHINES = "ec2.amazonaws.com";
  private static final String PROVISIONING = "cloudformation.amazonaws.com";
  private static final String STACK_SET = "aws.cloudformation.stack-set";
  private static final String TEMPLATE = "aws.ec2.launch-template";

  /// Whoever may change one of a thousand functions and pass one of a thousand roles would be told
  /// a million ways.
  private static final int MOST = 40;

  private static final Problem TOO_MANY =
      Problem.warning(
          "there are so many roles of services that what may run as them is assumed once for each"
              + " service, and not for each role",
          "collect the account with `ardennes collect aws`, which shows what runs",
          null);

  /// A kind of thing that a service gives a role to.
  ///
  /// @param arn with `{region}` and so on
  /// @param relation what ties it to its role
  /// @param name how reports call one
  private record Shape(String service, String kind, String arn, String relation, String name) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(
              MACHINES,
              "aws.ec2.instance",
              "arn:{partition}:ec2:{region}:{account}:instance/{id}",
              "runs_as",
              "an instance with the role "),
          new Shape(
              "lambda.amazonaws.com",
              "aws.lambda.function",
              "arn:{partition}:lambda:{region}:{account}:function:{id}",
              "runs_as",
              "a function with the role "),
          new Shape(
              "glue.amazonaws.com",
              "aws.glue.job",
              "arn:{partition}:glue:{region}:{account}:job/{id}",
              "runs_as",
              "a Glue job with the role "),
          new Shape(
              "codebuild.amazonaws.com",
              "aws.codebuild.project",
              "arn:{partition}:codebuild:{region}:{account}:project/{id}",
              "runs_as",
              "a build project with the role "),
          new Shape(
              "sagemaker.amazonaws.com",
              "aws.sagemaker.notebook-instance",
              "arn:{partition}:sagemaker:{region}:{account}:notebook-instance/{id}",
              "runs_as",
              "a notebook with the role "),
          new Shape(
              "bedrock-agentcore.amazonaws.com",
              "aws.bedrock-agentcore.code-interpreter",
              "arn:{partition}:bedrock-agentcore:{region}:{account}:code-interpreter-custom/{id}",
              "runs_as",
              "a code interpreter with the role "),
          new Shape(
              TASKS,
              "aws.ecs.task-definition",
              "arn:{partition}:ecs:{region}:{account}:task-definition/{id}:{more}",
              "template_runs_as",
              "a task definition with the role "),
          new Shape(
              PROVISIONING,
              "aws.cloudformation.stack",
              "arn:{partition}:cloudformation:{region}:{account}:stack/{id}/{more}",
              "provisions_with",
              "a stack with the role "));

  private final FactBase facts;
  private final Statements statements;
  private final Set<String> accounts = new TreeSet<>();
  private final Map<String, Set<String>> kinds = new HashMap<>();
  private final List<Entity> entities = new ArrayList<>();
  private final List<Fact> stated = new ArrayList<>();
  private boolean tooMany;

  private UnseenResources(FactBase facts) {
    this.facts = facts;
    this.statements = new Statements(facts);
  }

  /// What the sources leave open, as a source of its own; empty where none of them is an export of
  /// identities alone.
  ///
  /// @param asked patterns of what somebody wants to know the ways to
  public static Collected beside(List<Collected> sources, FactBase facts, List<String> asked) {
    UnseenResources unseen = new UnseenResources(facts);
    unseen.findAccounts(sources);
    if (!unseen.accounts.isEmpty()) {
      unseen.findKinds();
      unseen.roles();
      unseen.buckets(asked);
    }
    return new Collected(
        "",
        "assumed",
        "",
        0,
        unseen.entities,
        unseen.stated,
        List.of(),
        unseen.tooMany ? List.of(TOO_MANY) : List.of());
  }

  /// Accounts with an export, except those of which somebody listed everything else too.
  private void findAccounts(List<Collected> sources) {
    Set<String> listed = new HashSet<>();
    for (Collected source : sources) {
      if (source.kind().equals(EXPORT)) {
        accounts.addAll(accountsOf(source));
      } else if (INVENTORIES.contains(source.kind())) {
        listed.addAll(accountsOf(source));
      }
    }
    accounts.removeAll(listed);
  }

  private static Set<String> accountsOf(Collected source) {
    Set<String> found = new HashSet<>();
    for (Fact fact : source.facts()) {
      if (fact.relation().equals("in_account")) {
        found.add(fact.args().get(1));
      }
    }
    return found;
  }

  private void findKinds() {
    for (Fact in : facts.relation("in_account")) {
      Entity entity = facts.entity(in.args().getFirst());
      if (entity != null) {
        kinds.computeIfAbsent(in.args().get(1), a -> new HashSet<>()).add(entity.kind());
      }
    }
  }

  private boolean shows(String account, String kind) {
    return kinds.getOrDefault(account, Set.of()).contains(kind);
  }

  // --- beside roles
  // -------------------------------------------------------------------------------

  /// A role of an exported account.
  private record Role(String id, String name, String account, Evidence at, Set<String> services) {}

  private void roles() {
    Map<String, Role> roles = new TreeMap<>();
    for (Fact kind : facts.relation("kind")) {
      String id = kind.args().getFirst();
      String account = facts.second("in_account", id);
      Entity entity = facts.entity(id);
      if (kind.args().get(1).equals("aws.iam.role")
          && entity != null
          && account != null
          && accounts.contains(account)
          && !kind.evidence().isEmpty()) {
        Evidence at = kind.evidence().getFirst();
        roles.put(id, new Role(id, entity.name(), account, at, statements.trusted(id, "Service")));
      }
    }
    Map<String, String> profiles = new HashMap<>();
    facts
        .relation("instance_profile")
        .forEach(f -> profiles.putIfAbsent(f.args().get(1), f.args().getFirst()));
    tooMany = roles.values().stream().mapToLong(this::shapes).sum() > MOST;
    Set<String> shown = new HashSet<>();
    for (Role role : roles.values()) {
      for (Shape shape : SHAPES) {
        String kind = shape.kind + " " + role.account;
        if ((!tooMany || !shown.contains(kind)) && beside(role, shape, profiles.get(role.id))) {
          shown.add(kind);
        }
      }
      String set = STACK_SET + " " + role.account;
      if ((!tooMany || !shown.contains(set)) && stackSets(role, roles)) {
        shown.add(set);
      }
    }
    Set<String> withClusters = new HashSet<>();
    Set<String> withTemplates = new HashSet<>();
    for (Role role : roles.values()) {
      if (role.services.contains(TASKS) && withClusters.add(role.account)) {
        cluster(role);
      }
      if (profiles.containsKey(role.id) && withTemplates.add(role.account)) {
        scalingGroup(role);
      }
    }
  }

  /// How many things the role may be the role of.
  private long shapes(Role role) {
    return SHAPES.stream().filter(shape -> role.services.contains(shape.service)).count();
  }

  /// Whether one is assumed to be there.
  private boolean beside(Role role, Shape shape, @Nullable String profile) {
    boolean machine = shape.service.equals(MACHINES);
    if (!role.services.contains(shape.service)
        || shows(role.account, shape.kind)
        || (machine && profile == null)) {
      return false;
    }
    String id = add(role, role.id, shape.kind, shape.arn, shape.name + role.name);
    state(role.at, shape.relation, id, role.id);
    if (machine && profile != null) {
      state(role.at, "has_instance_profile", id, profile);
    }
    return true;
  }

  /// Where a role trusts another one that CloudFormation can be given, a stack set deploys with it.
  private boolean stackSets(Role role, Map<String, Role> roles) {
    if (shows(role.account, STACK_SET)) {
      return false;
    }
    boolean added = false;
    for (String trusted : statements.trusted(role.id, "AWS")) {
      Role other = roles.get(trusted);
      if (other != null && other.services.contains(PROVISIONING)) {
        String set =
            add(
                other,
                Unseen.id(role.id, other.name),
                STACK_SET,
                "arn:{partition}:cloudformation:{region}:{account}:stackset/{id}:{more}",
                "a stack set with the roles " + other.name + " and " + role.name);
        state(role.at, "provisions_with", set, other.id);
        state(role.at, "provisions_in", set, role.id);
        added = true;
      }
    }
    return added;
  }

  private void cluster(Role role) {
    if (!shows(role.account, CLUSTER)) {
      String arn = "arn:{partition}:ecs:{region}:{account}:cluster/{id}";
      add(role, role.account, CLUSTER, arn, "an ECS cluster of account " + number(role.id));
    }
  }

  private void scalingGroup(Role role) {
    String kind = "aws.autoscaling.group";
    if (shows(role.account, TEMPLATE) || shows(role.account, kind)) {
      return;
    }
    String of = " of account " + number(role.id);
    String template =
        add(
            role,
            role.account,
            TEMPLATE,
            "arn:{partition}:ec2:{region}:{account}:launch-template/{id}",
            "a launch template" + of);
    String group =
        add(
            role,
            role.account,
            kind,
            "arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:{id}",
            "a scaling group" + of);
    state(role.at, "starts_from", group, template, "latest");
  }

  // --- buckets
  // ------------------------------------------------------------------------------------

  /// Buckets that policies name by their whole names, those that somebody asks about: a policy may
  /// name what is long gone.
  private void buckets(List<String> asked) {
    if (asked.isEmpty()) {
      return;
    }
    statements
        .namedBuckets(accounts)
        .forEach(
            (arn, named) -> {
              String id = Unseen.id(named.account(), arn);
              String name = arn.substring(arn.lastIndexOf(':') + 1);
              Entity bucket = new Entity(id, BUCKET, name, List.of(arn));
              if (facts.entity(arn) == null && isAsked(bucket, asked)) {
                entities.add(bucket);
                common(named.at(), id, BUCKET, arn, named.account());
              }
            });
  }

  private static boolean isAsked(Entity bucket, List<String> asked) {
    return asked.stream().anyMatch(one -> !Selector.select(List.of(bucket), one).isEmpty());
  }

  // --- facts
  // --------------------------------------------------------------------------------------

  private String add(Role role, String beside, String kind, String arn, String name) {
    String id = Unseen.id(beside, kind);
    String[] parts = role.id.split(":", 6);
    String full =
        arn.replace("{partition}", parts[1])
            .replace("{region}", Unknown.part("region of " + name))
            .replace("{account}", number(role.id))
            .replace("{id}", Unknown.part("name of " + name))
            .replace("{more}", Unknown.part("end of the ARN of " + name));
    entities.add(new Entity(id, kind, name, List.of(Unknown.asGlob(full))));
    common(role.at, id, kind, full, role.account);
    return id;
  }

  private void common(Evidence at, String id, String kind, String arn, String account) {
    state(at, "kind", id, kind);
    state(at, "arn", id, arn);
    state(at, "in_account", id, account);
  }

  private void state(Evidence at, String relation, String... args) {
    stated.add(new Fact(relation, List.of(args), Standing.ASSUMED, List.of(at)));
  }

  private static String number(String arn) {
    return arn.split(":", 6)[4];
  }
}
