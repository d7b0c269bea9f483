package dev.ardennes.model;

import java.util.List;

/// A thing with an identity: a principal, workload, endpoint, resource, secret, human or agent.
///
/// @param id the platform's own full name where it is complete (an ARN), else provider, account and
///   Terraform address, for example `aws/prod/module.app.aws_iam_role.reporting`
/// @param kind dotted, provider first: `aws.iam.role`
/// @param name the last, readable part of its name: `reporting`
/// @param aliases every name its sources give it; an alias whose account, region or suffix is not
///   known has `*` in that place
public record Entity(String id, String kind, String name, List<String> aliases)
    implements Comparable<Entity> {
  public Entity {
    aliases = List.copyOf(aliases);
  }

  @Override
  public int compareTo(Entity other) {
    return id.compareTo(other.id);
  }
}
