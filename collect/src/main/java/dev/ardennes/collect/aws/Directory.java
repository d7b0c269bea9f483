package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Reference;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the resource that a value names: by ARN, by Terraform's id, by name in the same account,
/// or by the reference that the value was made from. Texts with unknown parts are found like
/// others, since equal symbols mean equal texts.
final class Directory {
  private record ByName(String account, String type, String name) {}

  private final AccountSymbols symbols;
  private final Map<String, AwsResource> byArn = new HashMap<>();
  private final Map<ByName, AwsResource> byName = new HashMap<>();
  private final Map<String, AwsResource> byAddress = new HashMap<>();
  private final Map<ByName, List<AwsResource>> anywhere = new HashMap<>();
  private final List<AwsResource> all = new ArrayList<>();
  private final Map<String, List<AwsResource>> byType = new LinkedHashMap<>();

  Directory(AccountSymbols symbols) {
    this.symbols = symbols;
  }

  /// Managed resources have to be added before those that are only looked up, which never hide
  /// them.
  void add(AwsResource resource) {
    all.add(resource);
    byType.computeIfAbsent(resource.type(), ignored -> new ArrayList<>()).add(resource);
    String arn = symbols.normalised(resource.naming().arn());
    if (!arn.isEmpty()) {
      byArn.putIfAbsent(arn, resource);
    }
    String type = family(resource.type());
    for (String raw : List.of(resource.naming().name(), resource.naming().id())) {
      String name = symbols.normalised(raw);
      byName.putIfAbsent(new ByName(resource.account().entity(), type, name), resource);
      if (resource.managed() && !Unknown.in(name)) {
        anywhere
            .computeIfAbsent(new ByName("", type, name), ignored -> new ArrayList<>())
            .add(resource);
      }
    }
    byAddress.put(resource.root() + ":" + resource.address(), resource);
  }

  /// All managed resources in the order in which they were added.
  List<AwsResource> managed() {
    return all.stream().filter(AwsResource::managed).toList();
  }

  /// The managed resources of a type.
  List<AwsResource> ofType(String type) {
    return byType.getOrDefault(type, List.of()).stream().filter(AwsResource::managed).toList();
  }

  /// What the value names, for a resource in that account.
  ///
  /// @param types the types that may be meant
  @Nullable AwsResource find(Value value, AwsAccount account, String... types) {
    String text = Attributes.text(value);
    AwsResource found = text == null ? null : find(text, account, types);
    return found != null ? found : byReference(value, types);
  }

  /// What the text names.
  @Nullable AwsResource find(String text, AwsAccount account, String... types) {
    String normal = symbols.normalised(text);
    AwsResource found = byArn.get(normal);
    if (found != null && oneOf(found, types)) {
      return found;
    }
    for (String type : types) {
      found = byName.get(new ByName(account.entity(), family(type), normal));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// The only resource of this type and name in the whole folder, whatever its account; null if
  /// there are several.
  @Nullable AwsResource elsewhere(String name, String type) {
    List<AwsResource> found = anywhere.getOrDefault(new ByName("", family(type), name), List.of());
    return found.stream().map(AwsResource::entity).distinct().count() == 1
        ? found.getFirst()
        : null;
  }

  /// Only where the value was made from exactly one resource of the types is it clear which one is
  /// meant.
  private @Nullable AwsResource byReference(Value value, String... types) {
    AwsResource only = null;
    for (Reference reference : Values.allReferences(value).asSet()) {
      AwsResource found = byAddress.get(reference.root() + ":" + reference.address());
      if (found != null && oneOf(found, types)) {
        if (only != null && !only.equals(found)) {
          return null;
        }
        only = found;
      }
    }
    return only;
  }

  private static boolean oneOf(AwsResource resource, String... types) {
    for (String type : types) {
      if (family(type).equals(family(resource.type()))) {
        return true;
      }
    }
    return types.length == 0;
  }

  /// Types that are two names of one thing.
  private static String family(String type) {
    return switch (type) {
      case "aws_alb" -> "aws_lb";
      case "aws_s3_bucket_object" -> "aws_s3_object";
      case "aws_default_security_group" -> "aws_security_group";
      case "aws_elasticsearch_domain" -> "aws_opensearch_domain";
      case "aws_spot_instance_request" -> "aws_instance";
      default -> type;
    };
  }
}
