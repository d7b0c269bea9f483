package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Facts about what AWS serves to the internet on a customer's behalf, and the workloads behind it:
/// load balancers, distributions, APIs, function URLs and the endpoints of managed services.
final class EndpointFacts {
  private static final String FUNCTION = "aws_lambda_function";

  private final Estate estate;

  EndpointFacts(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource resource) {
    switch (resource.type()) {
      case "aws_lambda_function_url" -> functionUrl(resource);
      case "aws_lb", "aws_alb", "aws_elb" -> loadBalancer(resource);
      case "aws_cloudfront_distribution" -> distribution(resource);
      case "aws_api_gateway_rest_api" -> restApi(resource);
      case "aws_apigatewayv2_api" ->
          endpoint(resource, resource.evidence(), "an API that AWS serves on the internet");
      case "aws_api_gateway_integration" -> integration(resource, "uri");
      case "aws_apigatewayv2_integration" -> integration(resource, "integration_uri");
      case "aws_apprunner_service" -> appRunner(resource);
      case "aws_elastic_beanstalk_environment" -> beanstalk(resource);
      case "aws_amplify_app" ->
          endpoint(
              resource, resource.evidence(), "a web application that AWS serves on the internet");
      case "aws_eks_cluster" -> eks(resource);
      case "aws_opensearch_domain", "aws_elasticsearch_domain" -> openSearch(resource);
      default -> {
        // Every other type has no endpoint of its own.
      }
    }
  }

  private void endpoint(AwsResource workload, Evidence at, String reason) {
    estate.fact(at, "public_endpoint", workload.entity(), reason);
  }

  private void functionUrl(AwsResource url) {
    Value value = url.attributes().value("function_name");
    AwsResource function =
        value == null
            ? null
            : estate.directory().find(value, url.account(), FUNCTION, "aws_lambda_alias");
    if (function != null) {
      estate.fact(
          url.at("authorization_type"),
          "function_url",
          function.entity(),
          url.attributes().text("authorization_type", "AWS_IAM"));
    }
  }

  private void loadBalancer(AwsResource balancer) {
    if (balancer.attributes().is("internal", true)) {
      return;
    }
    String reason = "a load balancer with addresses on the internet";
    endpoint(balancer, balancer.evidence(), reason);
    String behind = "behind the load balancer `" + balancer.naming().shownName() + "`";
    for (AwsResource group : targetGroups(balancer)) {
      targets(group).forEach(target -> endpoint(target, group.evidence(), behind));
    }
    for (Value instance : balancer.attributes().all("instances")) {
      AwsResource machine =
          estate
              .directory()
              .find(instance, balancer.account(), ExposureFacts.MACHINES.toArray(String[]::new));
      if (machine != null) {
        endpoint(machine, balancer.evidence(instance), behind);
      }
    }
  }

  private Set<AwsResource> targetGroups(AwsResource balancer) {
    Set<AwsResource> groups = new LinkedHashSet<>();
    List<String> paths =
        List.of(
            "default_action.target_group_arn",
            "default_action.forward.target_group.arn",
            "action.target_group_arn",
            "action.forward.target_group.arn");
    for (String type : List.of("aws_lb_listener", "aws_alb_listener")) {
      for (AwsResource listener : estate.directory().ofType(type)) {
        if (!balancer.equals(names(listener, "load_balancer_arn", "aws_lb"))) {
          continue;
        }
        addGroups(listener, paths, groups);
        for (AwsResource rule : estate.directory().ofType("aws_lb_listener_rule")) {
          if (listener.equals(names(rule, "listener_arn", type))) {
            addGroups(rule, paths, groups);
          }
        }
      }
    }
    return groups;
  }

  private void addGroups(AwsResource saying, List<String> paths, Set<AwsResource> groups) {
    for (Value value : saying.attributes().all(paths)) {
      AwsResource group = estate.directory().find(value, saying.account(), "aws_lb_target_group");
      if (group != null) {
        groups.add(group);
      }
    }
  }

  private @Nullable AwsResource names(AwsResource resource, String attribute, String type) {
    Value value = resource.attributes().value(attribute);
    return value == null ? null : estate.directory().find(value, resource.account(), type);
  }

  private List<AwsResource> targets(AwsResource group) {
    List<AwsResource> targets = new ArrayList<>();
    for (AwsResource attachment : estate.directory().ofType("aws_lb_target_group_attachment")) {
      Value target = attachment.attributes().value("target_id");
      if (target != null
          && group.equals(names(attachment, "target_group_arn", "aws_lb_target_group"))) {
        AwsResource machine =
            estate
                .directory()
                .find(target, attachment.account(), "aws_instance", FUNCTION, "aws_lb");
        if (machine != null) {
          targets.add(machine);
        }
      }
    }
    behind(group, "aws_ecs_service", "load_balancer.target_group_arn", targets);
    behind(group, "aws_autoscaling_group", "target_group_arns", targets);
    for (AwsResource attachment : estate.directory().ofType("aws_autoscaling_attachment")) {
      if (group.equals(names(attachment, "lb_target_group_arn", "aws_lb_target_group"))) {
        AwsResource scaling = names(attachment, "autoscaling_group_name", "aws_autoscaling_group");
        if (scaling != null) {
          targets.add(scaling);
        }
      }
    }
    return targets;
  }

  private void behind(AwsResource group, String type, String path, List<AwsResource> targets) {
    for (AwsResource workload : estate.directory().ofType(type)) {
      for (Value value : workload.attributes().all(path)) {
        if (group.equals(
            estate.directory().find(value, workload.account(), "aws_lb_target_group"))) {
          targets.add(workload);
        }
      }
    }
  }

  private void distribution(AwsResource distribution) {
    endpoint(
        distribution, distribution.evidence(), "a distribution that AWS serves on the internet");
    for (Value domain : distribution.attributes().all("origin.domain_name")) {
      AwsResource origin =
          estate
              .directory()
              .find(
                  domain,
                  distribution.account(),
                  "aws_lb",
                  FUNCTION,
                  "aws_instance",
                  "aws_api_gateway_rest_api");
      if (origin != null) {
        endpoint(
            origin,
            distribution.evidence(domain),
            "behind the distribution `" + distribution.naming().shownName() + "`");
      }
    }
  }

  private void restApi(AwsResource api) {
    boolean isPrivate =
        api.attributes().all("endpoint_configuration.types").stream()
            .anyMatch(type -> "PRIVATE".equals(Attributes.text(type)));
    if (!isPrivate) {
      endpoint(api, api.evidence(), "an API that AWS serves on the internet");
    }
  }

  /// A function behind an API is reached by anyone where the method asks for no authorization.
  private void integration(AwsResource integration, String attribute) {
    Value uri = integration.attributes().value(attribute);
    if (uri == null || !openMethod(integration)) {
      return;
    }
    AwsResource function = invoked(uri, integration);
    String apiAttribute = attribute.equals("uri") ? "rest_api_id" : "api_id";
    String apiType = attribute.equals("uri") ? "aws_api_gateway_rest_api" : "aws_apigatewayv2_api";
    AwsResource api = names(integration, apiAttribute, apiType);
    if (function != null
        && (api == null
            || estate
                .out()
                .states(
                    "public_endpoint", api.entity(), "an API that AWS serves on the internet"))) {
      endpoint(function, integration.evidence(uri), "behind an API method without authorization");
    }
  }

  private @Nullable AwsResource invoked(Value uri, AwsResource integration) {
    String text = Attributes.text(uri);
    String marker = ":lambda:path/2015-03-31/functions/";
    int at = text == null ? -1 : text.indexOf(marker);
    if (text != null && at >= 0) {
      int end = text.lastIndexOf("/invocations");
      String arn = text.substring(at + marker.length(), end < 0 ? text.length() : end);
      AwsResource found = estate.directory().find(arn, integration.account(), FUNCTION);
      if (found != null) {
        return found;
      }
    }
    return estate.directory().find(uri, integration.account(), FUNCTION, "aws_lambda_alias");
  }

  private boolean openMethod(AwsResource integration) {
    boolean rest = integration.type().equals("aws_api_gateway_integration");
    String type = rest ? "aws_api_gateway_method" : "aws_apigatewayv2_route";
    String authorization = rest ? "authorization" : "authorization_type";
    boolean any = false;
    for (AwsResource method : estate.directory().ofType(type)) {
      if (sameApi(method, integration, rest)) {
        any = true;
        if ("NONE".equals(method.attributes().text(authorization, "NONE"))) {
          return true;
        }
      }
    }
    return !any;
  }

  private static boolean sameApi(AwsResource method, AwsResource integration, boolean rest) {
    String key = rest ? "rest_api_id" : "api_id";
    return Objects.equals(method.attributes().text(key), integration.attributes().text(key))
        && (!rest
            || Objects.equals(
                method.attributes().text("resource_id"),
                integration.attributes().text("resource_id")));
  }

  private void appRunner(AwsResource service) {
    if (!service
        .attributes()
        .is("network_configuration.ingress_configuration.is_publicly_accessible", false)) {
      endpoint(service, service.evidence(), "a service that AWS serves on the internet");
    }
  }

  private void beanstalk(AwsResource environment) {
    for (Attributes setting : environment.attributes().blocks("setting")) {
      if ("ELBScheme".equals(setting.text("name")) && "internal".equals(setting.text("value"))) {
        return;
      }
    }
    if (!"Worker".equals(environment.attributes().text("tier"))) {
      endpoint(
          environment, environment.evidence(), "a web environment with an address on the internet");
    }
  }

  private void eks(AwsResource cluster) {
    if (!cluster.attributes().is("vpc_config.endpoint_public_access", false)) {
      endpoint(cluster, cluster.evidence(), "its API server has an address on the internet");
    }
  }

  private void openSearch(AwsResource domain) {
    if (!domain.attributes().has("vpc_options")) {
      endpoint(domain, domain.evidence(), "a domain outside any private network");
    }
  }
}
