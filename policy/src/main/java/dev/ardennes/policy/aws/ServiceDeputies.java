package dev.ardennes.policy.aws;

import dev.ardennes.model.Unknown;
import dev.ardennes.policy.Conjunction;
import dev.ardennes.policy.Decision;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Answers whether a service that acts on a resource for its customers acts on it for strangers
/// too: whether the resource's policy lets the service in from a source that any account can make.
///
/// The accounts, buckets and organizations that the policy writes out are somebody's already, and
/// no stranger's; a pattern such as `arn:aws:s3:::northwind-*` fits a bucket of anybody.
///
/// Source: "The confused deputy problem" in the AWS IAM User Guide.
public final class ServiceDeputies {
  private static final String ARN = "aws:sourcearn";
  private static final Set<String> KEYS =
      Set.of(
          ARN,
          "aws:sourceaccount",
          "aws:sourceowner",
          "aws:sourceorgid",
          "aws:sourceorgpaths",
          "lambda:eventsourcetoken");

  /// The services that let an account aim at something of another account, by the action with which
  /// they do. Balancers, log subscriptions and rotation only take functions of their own account.
  private static final Map<String, List<String>> SERVICES =
      Map.of(
          "lambda:invokefunction",
          List.of(
              "alexa-appkit.amazon.com",
              "apigateway.amazonaws.com",
              "config.amazonaws.com",
              "events.amazonaws.com",
              "iot.amazonaws.com",
              "s3.amazonaws.com",
              "sns.amazonaws.com"),
          "sqs:sendmessage",
          List.of("events.amazonaws.com", "s3.amazonaws.com", "sns.amazonaws.com"),
          "sns:publish",
          List.of("cloudwatch.amazonaws.com", "s3.amazonaws.com", "ses.amazonaws.com"));

  private final AwsPolicyModel model;
  private final AwsDecisions decisions;

  ServiceDeputies(AwsPolicyModel model, AwsDecisions decisions) {
    this.model = model;
    this.decisions = decisions;
  }

  /// Whether a condition key says on whose behalf a service acts.
  static boolean isSource(String lowerKey) {
    return KEYS.contains(lowerKey);
  }

  /// The services that act for strangers with the action and that the resource's policies name.
  public List<String> services(String resource, String action) {
    List<String> all = SERVICES.getOrDefault(action.toLowerCase(Locale.ROOT), List.of());
    Set<String> named = new TreeSet<>();
    for (PolicyStatement statement : statements(resource)) {
      PolicyStatement.PrincipalElement principal = statement.principal();
      if (statement.allow() && principal != null) {
        for (PolicyStatement.Entry entry : principal.entries()) {
          all.stream()
              .filter(service -> entry.text().equals(service) || entry.text().equals("*"))
              .forEach(named::add);
        }
      }
    }
    return List.copyOf(named);
  }

  /// Whether a stranger makes the service perform the action on the resource.
  public Decision decide(String resource, String action, String service) {
    if (!services(resource, action).contains(service)) {
      return Conjunction.no("its policy does not name the service");
    }
    AwsRequest request =
        AwsRequest.of(service, action, resource).withContext(AwsRequest.Context.choosing(KEYS));
    return decisions.decide(request, ofStranger(conditions(resource)));
  }

  private List<PolicyStatement> statements(String resource) {
    return Statements.of(model, model.resourcePolicies(resource));
  }

  private List<PolicyStatement.Condition> conditions(String resource) {
    String account = model.resource(resource).map(AwsResource::account).orElse("");
    return Statements.conditions(model, statements(resource), account);
  }

  private static Formula ofStranger(List<PolicyStatement.Condition> conditions) {
    Map<String, Set<String>> written = new TreeMap<>();
    for (PolicyStatement.Condition condition : conditions) {
      String key = condition.key().toLowerCase(Locale.ROOT);
      if (KEYS.contains(key)) {
        written.computeIfAbsent(key, none -> new TreeSet<>()).addAll(condition.values());
      }
    }
    Formula all = Formula.TRUE;
    for (Map.Entry<String, Set<String>> key : written.entrySet()) {
      List<Glob> taken = key.getValue().stream().flatMap(v -> taken(key.getKey(), v)).toList();
      ChosenKey chosen = new ChosenKey(key.getKey());
      all = all.and(chosen.present()).and(chosen.unlike(taken));
    }
    return all;
  }

  /// All values that are of whomever the value names.
  private static Stream<Glob> taken(String key, String value) {
    if (key.equals(ARN)) {
      return source(value);
    }
    int slash = value.indexOf('/');
    String owner = slash < 0 ? value : value.substring(0, slash);
    String all = slash < 0 ? owner : owner + "/*";
    return isPattern(owner) ? Stream.of() : Stream.of(Glob.parse(all));
  }

  private static Stream<Glob> source(String arn) {
    List<String> parts = Arns.segments(arn);
    if (parts.size() < 6) {
      return Unknown.in(arn) ? Stream.of(Glob.parse(arn)) : Stream.of();
    }
    String account = parts.get(4);
    if (!account.isEmpty()) {
      return isPattern(account)
          ? Stream.of()
          : Stream.of(Glob.parse("arn:*:*:*:" + account + ":*"));
    }
    return isPattern(arn) ? Stream.of() : Stream.of(Glob.parse(arn));
  }

  private static boolean isPattern(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.contains("${");
  }
}
