package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Facts about APIs of API Gateway: which are served to the internet, and to whom their methods and
/// routes hand requests, after asking what. A key of an API only counts its callers and is no
/// authorization.
final class Apis {
  private static final String FUNCTION = "aws_lambda_function";
  private static final String REASON = "an API that AWS serves on the internet";
  private static final String REST_API = "aws_api_gateway_rest_api";
  private static final String HTTP_API = "aws_apigatewayv2_api";

  private final Estate estate;

  Apis(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource resource) {
    switch (resource.type()) {
      case REST_API -> restApi(resource);
      case HTTP_API -> httpApi(resource);
      case "aws_api_gateway_integration" -> integration(resource, true);
      case "aws_apigatewayv2_integration" -> integration(resource, false);
      default -> {
        // No part of an API that leads anywhere.
      }
    }
  }

  private void restApi(AwsResource api) {
    boolean isPrivate =
        api.attributes().all("endpoint_configuration.types").stream()
            .anyMatch(type -> "PRIVATE".equals(Attributes.text(type)));
    if (!isPrivate) {
      estate.fact(api.evidence(), "public_endpoint", api.entity(), REASON);
    }
  }

  private void httpApi(AwsResource api) {
    estate.fact(api.evidence(), "public_endpoint", api.entity(), REASON);
    Value target = api.attributes().value("target");
    AwsResource function = target == null ? null : invoked(target, api);
    if (target != null && function != null) {
      estate.fact(api.evidence(target), "hands_to", api.entity(), "", function.entity(), "none");
    }
  }

  private void integration(AwsResource integration, boolean rest) {
    Value uri = integration.attributes().value(rest ? "uri" : "integration_uri");
    Value value = integration.attributes().value(rest ? "rest_api_id" : "api_id");
    AwsResource workload = uri == null ? null : invoked(uri, integration);
    if (uri == null || value == null || workload == null) {
      return;
    }
    AwsResource api =
        estate.directory().find(value, integration.account(), rest ? REST_API : HTTP_API);
    if (api == null) {
      return;
    }
    for (String asked : authorizations(integration, rest)) {
      estate.fact(
          integration.evidence(uri), "hands_to", api.entity(), "", workload.entity(), asked);
    }
  }

  /// What the methods or routes that lead to the integration ask for; several lead to one, and the
  /// weakest counts by itself.
  private Set<String> authorizations(AwsResource integration, boolean rest) {
    Set<String> found = new TreeSet<>();
    for (AwsResource method :
        estate.directory().ofType(rest ? "aws_api_gateway_method" : "aws_apigatewayv2_route")) {
      if (rest ? sameMethod(method, integration) : leadsTo(method, integration)) {
        String asked =
            method.attributes().text(rest ? "authorization" : "authorization_type", "NONE");
        found.add(asked.equals("NONE") ? "none" : asked);
      }
    }
    return found.isEmpty() ? Set.of("none") : found;
  }

  private static boolean sameMethod(AwsResource method, AwsResource integration) {
    for (String attribute : List.of("rest_api_id", "resource_id")) {
      if (!same(method, integration, attribute)) {
        return false;
      }
    }
    String one = method.attributes().text("http_method");
    String other = integration.attributes().text("http_method");
    return one == null || other == null || one.equals(other);
  }

  private static boolean same(AwsResource one, AwsResource other, String attribute) {
    return Objects.equals(one.attributes().text(attribute), other.attributes().text(attribute));
  }

  /// A route names its integration; where it does not say which one, any of its API may be meant.
  private boolean leadsTo(AwsResource route, AwsResource integration) {
    Value target = route.attributes().value("target");
    AwsResource named =
        target == null
            ? null
            : estate.directory().find(target, route.account(), "aws_apigatewayv2_integration");
    return named != null ? named.equals(integration) : same(route, integration, "api_id");
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
    AwsResource listener = estate.directory().find(uri, integration.account(), "aws_lb_listener");
    if (listener != null) {
      Value balancer = listener.attributes().value("load_balancer_arn");
      return balancer == null
          ? null
          : estate.directory().find(balancer, listener.account(), "aws_lb");
    }
    return estate
        .directory()
        .find(
            uri,
            integration.account(),
            FUNCTION,
            "aws_lambda_alias",
            "aws_lb",
            "aws_instance",
            "aws_sfn_state_machine");
  }
}
