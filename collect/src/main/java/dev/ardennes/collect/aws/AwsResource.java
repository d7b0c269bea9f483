package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;

/// A resource of the aws provider as its configuration says it, or something that the configuration
/// looks up.
///
/// Two of them are equal if root and address are: what they say is evaluated on demand and never
/// compared.
///
/// @param source name of the source, for evidence
/// @param managed whether the configuration makes it; otherwise it only looks it up
/// @param position where its block begins
record AwsResource(String source, Naming naming, boolean managed, Position position) {

  String type() {
    return naming.type().type();
  }

  ResourceType shape() {
    return naming.type();
  }

  String root() {
    return naming.root();
  }

  String address() {
    return naming.address();
  }

  Attributes attributes() {
    return naming.attributes();
  }

  AwsAccount account() {
    return naming.account();
  }

  /// Id of its entity: the ARN where it is complete, else account and address; for principals and
  /// policies that are only looked up account and name, as for those that are only named.
  String entity() {
    String text = naming.arn();
    if (!text.isEmpty() && !Unknown.in(text)) {
      return text;
    }
    Arn arn = managed ? null : Arn.parse(text);
    return arn != null && arn.service().equals("iam")
        ? account().label() + "/" + arn.resource()
        : account().label() + "/" + address();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AwsResource resource
        && managed == resource.managed
        && source.equals(resource.source)
        && root().equals(resource.root())
        && address().equals(resource.address());
  }

  @Override
  public int hashCode() {
    return address().hashCode();
  }

  /// Where the block begins.
  Evidence evidence() {
    return position.evidence(source);
  }

  /// Where a value of it stands; the block where that is not known.
  Evidence evidence(Value value) {
    Position at = value.position();
    return at.line() > 0 || !at.pointer().isEmpty() ? at.evidence(source) : evidence();
  }

  /// Where the attribute stands; the block where it is not set.
  Evidence at(String path) {
    Value value = attributes().first(path);
    return value == null ? evidence() : evidence(value);
  }
}
