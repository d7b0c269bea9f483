package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Facts about things that an account shares with others by Resource Access Manager: what lies in a
/// share, and with whom it is shared.
final class ShareFacts {
  private static final String SHARE = "aws_ram_resource_share";

  private static final String PARAMETER = "aws_ssm_parameter";
  private static final String OF_AWS = "alias/aws/ssm";

  /// What a share gives away whole: the data of the cluster, the value of the parameter.
  private static final String[] SHARED = {"aws_rds_cluster", PARAMETER};

  private static final String ORGANISATION = "aws_organizations_organization";

  private static final String ORGANISATION_KIND = "aws.organizations.organization";
  private static final String UNIT = "aws_organizations_organizational_unit";

  private record Part(AwsResource thing, Evidence at) {}

  private final Estate estate;
  private final Map<String, List<Part>> contents = new TreeMap<>();
  private final Map<String, List<String>> principals = new TreeMap<>();

  ShareFacts(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource resource) {
    switch (resource.type()) {
      case SHARE -> {
        things(resource, resource, List.of("resource_arns"));
        principals(resource, resource, List.of("principals"));
      }
      case "aws_ram_resource_association" -> {
        AwsResource share = share(resource);
        if (share != null) {
          things(share, resource, List.of("resource_arn"));
        }
      }
      case "aws_ram_principal_association" -> {
        AwsResource share = share(resource);
        if (share != null) {
          principals(share, resource, List.of("principal"));
        }
      }
      case PARAMETER -> shareable(resource);
      default -> {
        // Every other type is no share.
      }
    }
  }

  /// Source: "Prerequisites for sharing parameters", AWS Systems Manager user guide.
  private void shareable(AwsResource parameter) {
    Attributes attributes = parameter.attributes();
    String type = attributes.text("type");
    if (type == null || !"Advanced".equals(attributes.text("tier"))) {
      return;
    }
    String key = attributes.value("key_id") == null ? OF_AWS : attributes.text("key_id", "");
    if (!type.equals("SecureString")) {
      estate.fact(parameter.evidence(), "shareable", parameter.entity(), "plain");
    } else if (!key.endsWith(OF_AWS)) {
      estate.fact(parameter.evidence(), "shareable", parameter.entity(), "key");
    }
  }

  private @Nullable AwsResource share(AwsResource association) {
    Value share = association.attributes().value("resource_share_arn");
    return share == null ? null : estate.directory().find(share, association.account(), SHARE);
  }

  private void things(AwsResource share, AwsResource saying, List<String> paths) {
    for (Value value : saying.attributes().all(paths)) {
      AwsResource thing = estate.directory().find(value, saying.account(), SHARED);
      if (thing != null) {
        contents
            .computeIfAbsent(share.entity(), key -> new ArrayList<>())
            .add(new Part(thing, saying.evidence(value)));
      }
    }
  }

  private void principals(AwsResource share, AwsResource saying, List<String> paths) {
    for (Value value : saying.attributes().all(paths)) {
      String whom = whom(value, saying);
      if (whom != null) {
        principals.computeIfAbsent(share.entity(), key -> new ArrayList<>()).add(whom);
      }
    }
  }

  /// An account, a principal by its ARN, or a whole organisation or unit.
  private @Nullable String whom(Value value, AwsResource from) {
    AwsResource organisation = estate.directory().find(value, from.account(), ORGANISATION);
    if (organisation != null) {
      return place(OrganisationFacts.id(organisation, ".id"), ORGANISATION_KIND, from);
    }
    AwsResource unit = estate.directory().find(value, from.account(), UNIT);
    if (unit != null) {
      return unit.entity();
    }
    String text = Attributes.text(value);
    if (text == null) {
      return null;
    }
    Arn arn = Arn.parse(text);
    if (arn == null) {
      boolean account = Arn.isAccountId(text) || Unknown.in(text);
      return account ? estate.account(text, from.evidence(value)) : null;
    }
    if (arn.service().equals("organizations")) {
      return place(arn, text.substring(text.lastIndexOf('/') + 1), from);
    }
    boolean principal = arn.service().equals("iam") && arn.type().matches("role|user");
    return principal ? estate.named(value, from, "aws_iam_" + arn.type()) : null;
  }

  private @Nullable String place(Arn arn, String id, AwsResource from) {
    return switch (arn.type()) {
      case "organization" -> place(id, ORGANISATION_KIND, from);
      case "ou" -> place(id, "aws.organizations.unit", from);
      default -> null;
    };
  }

  private String place(String id, String kind, AwsResource from) {
    String entity = from.account().label() + "/organisation/" + id;
    estate.out().entity(entity, kind, id, List.of());
    return entity;
  }

  void finish() {
    contents.forEach(
        (share, parts) -> {
          for (Part part : parts) {
            for (String whom : principals.getOrDefault(share, List.of())) {
              estate.fact(part.at, "shared_to", part.thing.entity(), whom);
            }
          }
        });
  }
}
