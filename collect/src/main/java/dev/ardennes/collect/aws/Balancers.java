package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Facts about load balancers and distributions: whether they have addresses on the internet, and
/// to whom they hand which requests, after asking what.
final class Balancers {
  private static final String FUNCTION = "aws_lambda_function";
  private static final String BALANCER = "aws_lb";
  private static final String GROUP = "aws_lb_target_group";

  private final Estate estate;
  private final Distributions distributions;

  Balancers(Estate estate) {
    this.estate = estate;
    this.distributions = new Distributions(estate);
  }

  void state(AwsResource resource) {
    switch (resource.type()) {
      case BALANCER, "aws_alb" -> balancer(resource);
      case "aws_elb" -> classic(resource);
      case "aws_lb_listener", "aws_alb_listener" -> listener(resource);
      case "aws_cloudfront_distribution" -> distributions.state(resource);
      default -> {
        // No front.
      }
    }
  }

  private void hands(Evidence at, String front, String port, AwsResource workload, String asked) {
    if (!front.equals(workload.entity())) {
      estate.fact(at, "hands_to", front, port, workload.entity(), asked);
    }
  }

  private @Nullable AwsResource names(AwsResource resource, String attribute, String... types) {
    Value value = resource.attributes().value(attribute);
    return value == null ? null : estate.directory().find(value, resource.account(), types);
  }

  /// A network load balancer without security groups lets everybody in.
  private void balancer(AwsResource balancer) {
    if (balancer.attributes().is("internal", true)) {
      return;
    }
    boolean network = "network".equals(balancer.attributes().text("load_balancer_type"));
    if (network && !balancer.attributes().has("security_groups")) {
      String reason = "a load balancer with addresses on the internet";
      estate.fact(balancer.evidence(), "public_endpoint", balancer.entity(), reason);
    } else {
      estate.fact(balancer.at("internal"), "public_address", balancer.entity());
    }
  }

  private void classic(AwsResource balancer) {
    if (!balancer.attributes().is("internal", true)) {
      estate.fact(balancer.at("internal"), "public_address", balancer.entity());
    }
    List<AwsResource> machines = new ArrayList<>();
    for (Value instance : balancer.attributes().all("instances")) {
      add(estate.directory().find(instance, balancer.account(), "aws_instance"), machines);
    }
    for (AwsResource attachment : estate.directory().ofType("aws_elb_attachment")) {
      if (balancer.equals(names(attachment, "elb", "aws_elb"))) {
        add(names(attachment, "instance", "aws_instance"), machines);
      }
    }
    behind(balancer, "aws_autoscaling_group", "load_balancers", "aws_elb", machines);
    behind(balancer, "aws_ecs_service", "load_balancer.elb_name", "aws_elb", machines);
    for (Attributes listener : balancer.attributes().blocks("listener")) {
      String port = listener.text("lb_port", "");
      machines.forEach(
          machine -> hands(balancer.evidence(), balancer.entity(), port, machine, "none"));
    }
  }

  private static void add(@Nullable AwsResource found, List<AwsResource> to) {
    if (found != null) {
      to.add(found);
    }
  }

  // --- listeners, their rules, and what stands behind target groups ---

  private void listener(AwsResource listener) {
    AwsResource balancer = names(listener, "load_balancer_arn", BALANCER);
    if (balancer == null) {
      return;
    }
    String port = listener.attributes().text("port", "");
    actions(listener, listener.attributes().blocks("default_action"), balancer, port, "none");
    for (AwsResource rule : estate.directory().ofType("aws_lb_listener_rule")) {
      if (listener.equals(names(rule, "listener_arn", listener.type()))) {
        List<Attributes> actions = rule.attributes().blocks("action");
        actions(rule, actions, balancer, port, condition(rule));
      }
    }
  }

  /// A rule for callers from some addresses is none for everybody.
  private static String condition(AwsResource rule) {
    List<Value> sources = rule.attributes().all("condition.source_ip.values");
    boolean all =
        sources.isEmpty()
            || sources.stream().anyMatch(one -> "0.0.0.0/0".equals(Attributes.text(one)));
    return all ? "none" : "an address of " + Attributes.text(sources.getFirst());
  }

  private void actions(
      AwsResource saying,
      List<Attributes> actions,
      AwsResource balancer,
      String port,
      String condition) {
    String asked = condition;
    for (Attributes action : actions) {
      String type = action.text("type", "");
      if (type.startsWith("authenticate-") || type.equals("jwt-validation")) {
        asked = type;
      }
    }
    for (Attributes action : actions) {
      for (Value value : action.all(List.of("target_group_arn", "forward.target_group.arn"))) {
        AwsResource group = estate.directory().find(value, saying.account(), GROUP);
        if (group != null) {
          String authorization = asked;
          targets(group)
              .forEach(
                  target ->
                      hands(
                          saying.evidence(value), balancer.entity(), port, target, authorization));
        }
      }
    }
  }

  private List<AwsResource> targets(AwsResource group) {
    List<AwsResource> targets = new ArrayList<>();
    for (AwsResource attachment : estate.directory().ofType("aws_lb_target_group_attachment")) {
      if (group.equals(names(attachment, "target_group_arn", GROUP))) {
        add(names(attachment, "target_id", "aws_instance", FUNCTION, BALANCER), targets);
      }
    }
    behind(group, "aws_ecs_service", "load_balancer.target_group_arn", GROUP, targets);
    behind(group, "aws_autoscaling_group", "target_group_arns", GROUP, targets);
    for (AwsResource attachment : estate.directory().ofType("aws_autoscaling_attachment")) {
      if (group.equals(names(attachment, "lb_target_group_arn", GROUP))) {
        add(names(attachment, "autoscaling_group_name", "aws_autoscaling_group"), targets);
      }
    }
    return targets;
  }

  private void behind(
      AwsResource front, String type, String path, String frontType, List<AwsResource> targets) {
    for (AwsResource workload : estate.directory().ofType(type)) {
      for (Value value : workload.attributes().all(path)) {
        if (front.equals(estate.directory().find(value, workload.account(), frontType))) {
          targets.add(workload);
        }
      }
    }
  }
}
