package dev.ardennes.policy.facts.ties;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Unknown;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.aws.Arns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which resources a text names: by ARN, by the name or path that its service knows it by, or by
/// the address of a queue.
///
/// Only resources whose name is needed to use them are looked at, so that a word such as `main` in
/// a setting names no subnet.
public final class NameTies {
  static final String NAMED_BY = "named_by";
  private static final Pattern QUEUE =
      Pattern.compile("https://sqs\\.([a-z0-9-]+)\\.amazonaws\\.com/([0-9]{12})/([^/?#]+)");

  private final Map<String, Map<String, String>> byName = new HashMap<>();

  public NameTies(FactBase facts) {
    for (Entity entity : facts.entities()) {
      for (Fact arn : facts.relation("arn", entity.id())) {
        names(arn.args().get(1))
            .forEach(
                name ->
                    byName
                        .computeIfAbsent(name, key -> new TreeMap<>())
                        .putIfAbsent(entity.id(), arn.id()));
      }
    }
  }

  /// The texts by which programs name the thing with this ARN.
  private static List<String> names(String arn) {
    String part = Arns.resourcePart(arn);
    if (Unknown.in(part)) {
      return List.of();
    }
    return switch (Arns.service(arn)) {
      case "ssm" -> part.startsWith("parameter/") ? parameter(arn, part) : List.of();
      case "s3", "sqs", "sns" -> part.contains("/") ? List.of(arn) : List.of(arn, part);
      case "dynamodb" -> after(arn, part, "table/");
      case "secretsmanager" -> after(arn, part, "secret:");
      case "kms" -> part.startsWith("alias/") ? List.of(arn, part) : List.of(arn);
      case "lambda" -> after(arn, part, "function:");
      case "kinesis" -> after(arn, part, "stream/");
      default -> List.of();
    };
  }

  /// A parameter of a hierarchy is named with a slash at its beginning, another one without.
  private static List<String> parameter(String arn, String part) {
    String name = part.substring("parameter/".length());
    return name.contains("/") ? List.of(arn, "/" + name) : List.of(arn, name, "/" + name);
  }

  private static List<String> after(String arn, String part, String beginning) {
    return part.startsWith(beginning)
        ? List.of(arn, part.substring(beginning.length()))
        : List.of();
  }

  /// The resources that the text names, in order.
  public List<String> resources(String text) {
    return List.copyOf(named(text).keySet());
  }

  private Map<String, String> named(String text) {
    Map<String, String> found = byName.get(text.strip());
    if (found != null) {
      return found;
    }
    Matcher queue = QUEUE.matcher(text);
    if (!queue.find()) {
      return Map.of();
    }
    String arn = "arn:aws:sqs:" + queue.group(1) + ":" + queue.group(2) + ":" + queue.group(3);
    return byName.getOrDefault(arn, Map.of());
  }

  Decision decide(String resource, String text) {
    String because = named(text).get(resource);
    return because == null
        ? Conjunction.no("the text does not name it")
        : Conjunction.because(List.of(because));
  }
}
