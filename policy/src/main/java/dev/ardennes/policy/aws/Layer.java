package dev.ardennes.policy.aws;

/// A layer of AWS's policy evaluation that a source may or may not be able to show.
public enum Layer {
  /// The principals of an account with their identity policies and boundaries.
  IDENTITY,
  /// Resource policies of an account's resources; trust policies belong to [#IDENTITY].
  RESOURCE,
  /// Service control policies of the organization that hold for an account.
  SERVICE_CONTROL,
  /// Resource control policies of the organization that hold for an account's resources.
  RESOURCE_CONTROL
}
