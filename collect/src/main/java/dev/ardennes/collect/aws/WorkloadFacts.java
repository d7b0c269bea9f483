package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Facts about what runs code or acts on somebody's behalf: as which role, from which template,
/// started by what.
final class WorkloadFacts {
  private static final String ROLE = "aws_iam_role";
  private static final String PROFILE = "aws_iam_instance_profile";
  private static final String FUNCTION = "aws_lambda_function";
  private static final String TASK_DEFINITION = "aws_ecs_task_definition";
  private static final String CLUSTER = "aws_ecs_cluster";
  private static final List<String> SOURCES =
      List.of(
          "aws_s3_bucket",
          "aws_sqs_queue",
          "aws_dynamodb_table",
          "aws_kinesis_stream",
          "aws_sns_topic",
          "aws_msk_cluster",
          "aws_mq_broker",
          "aws_cloudwatch_event_rule",
          "aws_cloudwatch_log_group");

  private final Estate estate;
  private final Machines machines;
  private final Map<AwsResource, AwsResource> tasks = new LinkedHashMap<>();
  private final DeploymentFacts targets;

  WorkloadFacts(Estate estate) {
    this.estate = estate;
    this.machines = new Machines(estate);
    this.targets = new DeploymentFacts(estate);
  }

  void state(AwsResource resource) {
    table(resource);
    machines.state(resource);
    switch (resource.type()) {
      case "aws_lambda_event_source_mapping" -> eventSource(resource);
      case "aws_s3_bucket_notification" -> bucketNotification(resource);
      case "aws_sns_topic_subscription" -> subscription(resource);
      case "aws_cloudwatch_event_target" -> eventTarget(resource);
      case "aws_cloudwatch_log_subscription_filter" ->
          trigger(resource, "destination_arn", "log_group_name");
      case "aws_ecs_service" -> service(resource);
      case "aws_ecs_task_definition" -> taskDefinition(resource);
      case "aws_batch_job_definition" -> jobDefinition(resource);
      case "aws_cloudformation_stack_set" -> stackSet(resource);
      case "aws_datapipeline_pipeline_definition" -> dataPipeline(resource);
      case "aws_elastic_beanstalk_environment" -> beanstalk(resource);
      case "aws_lambda_function" -> image(resource, "image_uri");
      case "aws_apprunner_service" -> appRunner(resource);
      case "aws_codedeploy_deployment_group", "aws_cognito_identity_pool" ->
          targets.state(resource);
      default -> {
        // Every other type is said by the table.
      }
    }
  }

  /// What can be said after every resource was seen.
  void finish() {
    Containers containers = new Containers(estate, machines.scripts());
    tasks.forEach(containers::state);
  }

  private void table(AwsResource resource) {
    ResourceType shape = resource.shape();
    roles(resource, shape.runsAs(), "runs_as");
    roles(resource, shape.callsAs(), "calls_as");
    roles(resource, shape.templateRunsAs(), "template_runs_as");
    roles(resource, shape.provisionsWith(), "provisions_with");
    for (Value profile : resource.attributes().all(shape.profile())) {
      profile(resource, profile);
    }
    for (Value code : resource.attributes().all(shape.code())) {
      AwsResource source = codeSource(code, resource);
      if (source != null) {
        estate.fact(resource.evidence(code), "code_from", resource.entity(), source.entity());
      }
    }
    if (ResourceTypes.standard().find(resource.type()) == null) {
      unlisted(resource);
    }
  }

  /// A type that the table does not know may still hand a role to a service: the attribute's name
  /// says so.
  private void unlisted(AwsResource resource) {
    if (resource.type().startsWith("aws_iam_")) {
      return;
    }
    for (String name : resource.attributes().map().names()) {
      if (name.equals("role_arn") || name.endsWith("_role_arn") || name.endsWith("_role")) {
        for (Value value : resource.attributes().all(name)) {
          AwsResource role = estate.directory().find(value, resource.account(), ROLE);
          if (role != null) {
            Declared.state(estate, resource, Map.of());
            estate.fact(resource.evidence(value), "calls_as", resource.entity(), role.entity());
          }
        }
      }
    }
  }

  private void roles(AwsResource resource, List<String> paths, String relation) {
    for (Value value : resource.attributes().all(paths)) {
      String role = estate.named(value, resource, ROLE);
      if (role != null) {
        estate.fact(resource.evidence(value), relation, resource.entity(), role);
      }
    }
  }

  /// An instance profile and, where it is known, the role that it hands out.
  private void profile(AwsResource resource, Value value) {
    String profile = estate.named(value, resource, PROFILE);
    if (profile == null) {
      return;
    }
    Evidence at = resource.evidence(value);
    estate.fact(at, "has_instance_profile", resource.entity(), profile);
    machines
        .rolesOf(value, resource)
        .forEach(role -> estate.fact(at, "runs_as", resource.entity(), role));
  }

  private @Nullable AwsResource codeSource(Value value, AwsResource resource) {
    String text = Attributes.text(value);
    AwsResource object = text == null ? null : Locations.s3(text, resource, estate.directory());
    return object != null
        ? object
        : estate
            .directory()
            .find(
                value,
                resource.account(),
                "aws_s3_object",
                "aws_s3_bucket",
                "aws_lambda_layer_version",
                "aws_codecommit_repository",
                "aws_ecr_repository",
                "aws_ssm_document",
                "aws_sagemaker_notebook_instance_lifecycle_configuration",
                "aws_sagemaker_code_repository");
  }

  private void image(AwsResource function, String path) {
    Value image = function.attributes().first(path);
    String text = image == null ? null : Attributes.text(image);
    if (image == null || text == null) {
      return;
    }
    AwsResource repository = Locations.repository(text, image, function, estate.directory());
    if (repository != null) {
      estate.fact(function.evidence(image), "code_from", function.entity(), repository.entity());
    }
  }

  /// It starts what is pushed by itself unless that is switched off.
  private void appRunner(AwsResource service) {
    image(service, "source_configuration.image_repository.image_identifier");
    if (!service.attributes().is("source_configuration.auto_deployments_enabled", false)) {
      estate.fact(service.evidence(), "deploys_pushed", service.entity());
    }
  }

  private void eventSource(AwsResource mapping) {
    trigger(mapping, "function_name", "event_source_arn");
  }

  private void trigger(AwsResource declaring, String function, String source) {
    for (Value workload : declaring.attributes().all(function)) {
      for (Value from : declaring.attributes().all(source)) {
        triggered(declaring, workload, from);
      }
    }
  }

  private void triggered(AwsResource declaring, Value workload, Value from) {
    AwsResource started =
        estate
            .directory()
            .find(
                workload,
                declaring.account(),
                FUNCTION,
                "aws_lambda_alias",
                "aws_sfn_state_machine",
                "aws_codebuild_project",
                "aws_ecs_cluster",
                "aws_glue_job",
                "aws_sqs_queue");
    AwsResource source =
        estate.directory().find(from, declaring.account(), SOURCES.toArray(String[]::new));
    if (started != null && source != null) {
      estate.fact(declaring.evidence(), "triggered_by", started.entity(), source.entity());
    }
  }

  private void bucketNotification(AwsResource notification) {
    Value bucket = notification.attributes().value("bucket");
    for (Value function : notification.attributes().all("lambda_function.lambda_function_arn")) {
      if (bucket != null) {
        triggered(notification, function, bucket);
      }
    }
  }

  private void subscription(AwsResource subscription) {
    if ("lambda".equals(subscription.attributes().text("protocol"))) {
      trigger(subscription, "endpoint", "topic_arn");
    }
  }

  private void eventTarget(AwsResource target) {
    trigger(target, "arn", "rule");
    Value rule = target.attributes().value("rule");
    Value role = target.attributes().value("role_arn");
    AwsResource found =
        rule == null
            ? null
            : estate.directory().find(rule, target.account(), "aws_cloudwatch_event_rule");
    String roleId = role == null ? null : estate.named(role, target, ROLE);
    if (found != null && role != null && roleId != null) {
      estate.fact(target.evidence(role), "calls_as", found.entity(), roleId);
    }
  }

  private void service(AwsResource service) {
    Value cluster = service.attributes().value("cluster");
    AwsResource in =
        cluster == null ? null : estate.directory().find(cluster, service.account(), CLUSTER);
    if (cluster != null && in != null) {
      estate.fact(service.evidence(cluster), "in_cluster", service.entity(), in.entity());
    }
    Value definition = service.attributes().value("task_definition");
    if (definition == null) {
      return;
    }
    String text = Attributes.text(definition);
    AwsResource task = estate.directory().find(definition, service.account(), TASK_DEFINITION);
    if (task == null && text != null && text.lastIndexOf(':') > 0 && !text.startsWith("arn:")) {
      task =
          estate
              .directory()
              .find(text.substring(0, text.lastIndexOf(':')), service.account(), TASK_DEFINITION);
    }
    if (task == null) {
      return;
    }
    tasks.put(service, task);
    Evidence at = service.evidence(definition);
    boolean family = text != null && text.equals(task.naming().name());
    estate.fact(at, "starts_from", service.entity(), task.entity(), family ? "latest" : "pinned");
    for (Value role : task.attributes().all("task_role_arn")) {
      String id = estate.named(role, task, ROLE);
      if (id != null) {
        estate.fact(at, "runs_as", service.entity(), id);
      }
    }
  }

  private void taskDefinition(AwsResource task) {
    for (Value image : task.attributes().all("container_definitions")) {
      AwsResource repository = estate.directory().find(image, task.account(), "aws_ecr_repository");
      if (repository != null) {
        estate.fact(task.evidence(image), "code_from", task.entity(), repository.entity());
      }
    }
  }

  private void jobDefinition(AwsResource job) {
    Value properties = job.attributes().value("container_properties");
    if (properties == null) {
      return;
    }
    String role = Documents.json(properties).textAt("jobRoleArn");
    String id = role == null ? null : estate.named(role, job, ROLE, job.evidence(properties));
    if (id != null) {
      estate.fact(job.evidence(properties), "template_runs_as", job.entity(), id);
    }
  }

  /// With permissions that the customer manages, the two roles have names that AWS documents as the
  /// defaults.
  private void stackSet(AwsResource set) {
    if ("SERVICE_MANAGED".equals(set.attributes().text("permission_model"))) {
      return;
    }
    if (!set.attributes().has("administration_role_arn")) {
      AwsResource role =
          estate
              .directory()
              .find("AWSCloudFormationStackSetAdministrationRole", set.account(), ROLE);
      if (role != null) {
        estate.fact(set.evidence(), "provisions_with", set.entity(), role.entity());
      }
    }
    String name =
        set.attributes().text("execution_role_name", "AWSCloudFormationStackSetExecutionRole");
    for (AwsResource role : estate.directory().ofType(ROLE)) {
      if (role.root().equals(set.root()) && role.naming().name().equals(name)) {
        estate.fact(set.at("execution_role_name"), "provisions_in", set.entity(), role.entity());
      }
    }
  }

  private void dataPipeline(AwsResource definition) {
    Value pipeline = definition.attributes().value("pipeline_id");
    AwsResource found =
        pipeline == null
            ? null
            : estate.directory().find(pipeline, definition.account(), "aws_datapipeline_pipeline");
    if (found == null) {
      return;
    }
    for (Attributes field : definition.attributes().blocks("pipeline_object.field")) {
      Value value = field.value("string_value");
      if (value == null) {
        continue;
      }
      if ("role".equals(field.text("key"))) {
        String role = estate.named(value, definition, ROLE);
        if (role != null) {
          estate.fact(definition.evidence(value), "calls_as", found.entity(), role);
        }
      } else if ("resourceRole".equals(field.text("key"))) {
        machines
            .rolesOf(value, definition)
            .forEach(
                role -> estate.fact(definition.evidence(value), "runs_as", found.entity(), role));
      }
    }
  }

  private void beanstalk(AwsResource environment) {
    for (Attributes setting : environment.attributes().blocks("setting")) {
      Value value = setting.value("value");
      String name = setting.text("name");
      if (value == null || name == null) {
        continue;
      }
      if (name.equals("IamInstanceProfile")) {
        profile(environment, value);
      } else if (name.equals("ServiceRole")) {
        String role = estate.named(value, environment, ROLE);
        if (role != null) {
          estate.fact(environment.evidence(value), "calls_as", environment.entity(), role);
        }
      }
    }
  }
}
