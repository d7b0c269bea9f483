package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Machines whose agent of Systems Manager was seen to be connected: instances of EC2, and machines
/// elsewhere that are registered with a role.
final class ManagedNodes {
  private static final String TYPE = "aws_ssm_managed_instance";
  private static final String KIND = "aws.ssm.managed-instance";
  private static final String ELSEWHERE = "mi-";

  private final Estate estate;

  ManagedNodes(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource node) {
    String id = node.attributes().text("instance_id");
    if (!node.type().equals(TYPE) || id == null) {
      return;
    }
    String machine = id.startsWith(ELSEWHERE) ? elsewhere(node, id) : instance(node, id);
    if (machine != null && "Online".equals(node.attributes().text("ping_status"))) {
      estate.fact(node.evidence(), "managed", machine);
    }
  }

  private @Nullable String instance(AwsResource node, String id) {
    AwsResource instance = estate.directory().find(id, node.account(), "aws_instance");
    return instance == null ? null : instance.entity();
  }

  private @Nullable String elsewhere(AwsResource node, String id) {
    String arn = node.attributes().text("arn", "");
    Arn parts = Arn.parse(arn);
    if (parts == null || !parts.accountKnown()) {
      return null;
    }
    Evidence at = node.evidence();
    estate.out().entity(arn, KIND, id, List.of(arn));
    estate.fact(at, "kind", arn, KIND);
    estate.fact(at, "arn", arn, arn);
    estate.fact(at, "in_account", arn, node.account().entity());
    Value role = node.attributes().value("iam_role");
    String found = role == null ? null : estate.named(role, node, "aws_iam_role");
    if (role != null && found != null) {
      estate.fact(node.evidence(role), "runs_as", arn, found);
    }
    return arn;
  }
}
