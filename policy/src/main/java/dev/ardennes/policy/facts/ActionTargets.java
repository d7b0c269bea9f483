package dev.ardennes.policy.facts;

import dev.ardennes.model.Entity;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.aws.Arns;
import dev.ardennes.policy.aws.AwsAction;
import dev.ardennes.policy.aws.AwsResourceType;
import dev.ardennes.policy.aws.AwsServices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an action is asked about when a rule names an entity: the entity itself, what lies inside
/// it (the objects of a bucket), and the further resources that every request of the action names.
final class ActionTargets {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");

  private final FactBase facts;
  private final AwsServices services;
  private final Map<String, Pattern> patterns = new HashMap<>();
  private final Map<String, List<Entity>> byService = new HashMap<>();

  ActionTargets(FactBase facts, AwsServices services) {
    this.facts = facts;
    this.services = services;
    for (Entity entity : facts.entities()) {
      String arn = facts.second("arn", entity.id());
      if (arn != null && Arns.segments(arn).size() == 6) {
        byService.computeIfAbsent(Arns.service(arn), service -> new ArrayList<>()).add(entity);
      }
    }
  }

  /// How an entity stands to an action.
  ///
  /// @param type the resource type of the action that it is, or that lies inside it
  /// @param inside whether the action is about what lies inside it
  record Fit(String type, boolean inside) {}

  /// How the entity fits the action; null where the action is about other things.
  @Nullable Fit fit(AwsAction action, String arn) {
    String known = known(arn);
    for (AwsAction.ActionResource resource : action.resources()) {
      if (pattern(action.service(), resource.type()).matcher(known).matches()) {
        return new Fit(resource.type(), false);
      }
    }
    for (AwsAction.ActionResource resource : action.resources()) {
      if (pattern(action.service(), resource.type()).matcher(known + "/x").matches()) {
        return new Fit(resource.type(), true);
      }
    }
    return null;
  }

  /// The resource types besides `type` that every request of the action names.
  static List<String> alsoRequired(AwsAction action, String type) {
    return action.resources().stream()
        .filter(AwsAction.ActionResource::required)
        .map(AwsAction.ActionResource::type)
        .filter(other -> !other.equals(type))
        .toList();
  }

  /// Whether AWS offers resources of the type to everybody, whose ARNs name no account: the
  /// documents of Systems Manager, such as `AWS-RunShellScript`.
  static boolean alsoOffered(AwsAction action, String type) {
    return action.service().equals("ssm") && type.equals("document");
  }

  /// The resource type whose names a requester of the action picks: the first that every request
  /// names.
  static Optional<String> named(AwsAction action) {
    List<AwsAction.ActionResource> resources = action.resources();
    return resources.stream()
        .filter(AwsAction.ActionResource::required)
        .findFirst()
        .or(() -> resources.stream().findFirst())
        .map(AwsAction.ActionResource::type);
  }

  /// The entities that the action can be about, by id. Some are of another service than the action:
  /// EC2 Instance Connect sends keys to instances of EC2.
  List<Entity> candidates(AwsAction action) {
    List<Entity> candidates = new ArrayList<>();
    for (String service : services(action)) {
      for (Entity entity : byService.getOrDefault(service, List.of())) {
        String arn = facts.second("arn", entity.id());
        if (arn != null && fit(action, arn) != null) {
          candidates.add(entity);
        }
      }
    }
    return candidates;
  }

  /// The services that the ARNs of the action's resources name.
  private Set<String> services(AwsAction action) {
    Set<String> found = new TreeSet<>();
    for (AwsAction.ActionResource resource : action.resources()) {
      services
          .service(action.service())
          .flatMap(known -> known.type(resource.type()))
          .ifPresent(type -> found.add(Arns.service(type.arnFormat())));
    }
    return found;
  }

  private Pattern pattern(String service, String type) {
    return patterns.computeIfAbsent(service + ":" + type, key -> compile(service, type));
  }

  /// The shape of the type's ARNs: a placeholder stands for text without `:`, the last one for any.
  private Pattern compile(String service, String type) {
    AwsResourceType found =
        services.service(service).flatMap(known -> known.type(type)).orElse(null);
    if (found == null) {
      return Pattern.compile("(?!)");
    }
    String[] parts = PLACEHOLDER.split(found.arnFormat(), -1);
    StringBuilder regex = new StringBuilder(Pattern.quote(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      boolean path = i > 3 || parts[i].isEmpty();
      regex.append(placeholder(found, i == parts.length - 1, path)).append(Pattern.quote(parts[i]));
    }
    return Pattern.compile(regex.toString());
  }

  private static String placeholder(AwsResourceType type, boolean last, boolean path) {
    if (type.service().equals("s3") && type.name().equals("bucket")) {
      return "[^/]*";
    }
    return last && path ? ".+" : "[^:]*";
  }

  /// The ARN with every unknown part as plain text, to compare its shape.
  private static String known(String arn) {
    return Unknown.in(arn) ? Unknown.asGlob(arn).replace("*", "x") : arn;
  }
}
