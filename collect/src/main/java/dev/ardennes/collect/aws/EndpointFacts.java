package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.List;

/// Facts about what AWS serves to the internet on a customer's behalf, and the workloads behind it:
/// load balancers, distributions, APIs, function URLs and the endpoints of managed services.
final class EndpointFacts {
  private static final String FUNCTION = "aws_lambda_function";

  private final Estate estate;
  private final Balancers balancers;
  private final Apis apis;

  EndpointFacts(Estate estate) {
    this.estate = estate;
    this.balancers = new Balancers(estate);
    this.apis = new Apis(estate);
  }

  void state(AwsResource resource) {
    balancers.state(resource);
    apis.state(resource);
    switch (resource.type()) {
      case "aws_lambda_function_url" -> functionUrl(resource);
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

  /// The public address of an API server may let in some callers only.
  private void eks(AwsResource cluster) {
    if (cluster.attributes().is("vpc_config.endpoint_public_access", false)) {
      return;
    }
    String reason = "its API server has an address on the internet";
    List<Value> blocks = cluster.attributes().all("vpc_config.public_access_cidrs");
    if (blocks.isEmpty()) {
      endpoint(cluster, cluster.evidence(), reason);
    }
    for (Value block : blocks) {
      String text = String.valueOf(Attributes.text(block));
      if (text.equals("0.0.0.0/0")) {
        endpoint(cluster, cluster.evidence(block), reason);
      } else if (Unknown.in(text)) {
        estate.out().assume(cluster.evidence(block), "public_endpoint", cluster.entity(), reason);
      }
    }
  }

  private void openSearch(AwsResource domain) {
    if (!domain.attributes().has("vpc_options")) {
      endpoint(domain, domain.evidence(), "a domain outside any private network");
    }
  }
}
