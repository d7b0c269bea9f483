package dev.ardennes.collect;

import dev.ardennes.collect.aws.AccountCollection;
import dev.ardennes.collect.aws.AccountExport;
import dev.ardennes.collect.aws.OrganizationExport;
import dev.ardennes.collect.aws.Terraform;
import dev.ardennes.collect.aws.cloudformation.CloudFormation;
import dev.ardennes.collect.aws.configuration.ConfigurationItems;
import dev.ardennes.collect.code.SourceCode;
import dev.ardennes.collect.findings.Findings;
import dev.ardennes.collect.kubernetes.Kubernetes;
import dev.ardennes.collect.openapi.OpenApi;
import java.util.List;

/// All collectors, in the order in which sources of one path are listed.
public final class Collectors {
  private Collectors() {}

  /// The product's own collectors.
  public static List<Collector> standard() {
    return List.of(
        Terraform.code(),
        Terraform.plan(),
        Terraform.state(),
        new AccountExport(),
        new ConfigurationItems(),
        new CloudFormation(),
        new OrganizationExport(),
        new AccountCollection(),
        new OpenApi(),
        new Kubernetes(),
        new Findings(),
        new SourceCode());
  }
}
