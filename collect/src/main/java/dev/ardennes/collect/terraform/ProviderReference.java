package dev.ardennes.collect.terraform;

/// A provider configuration as a resource uses it, resolved through the `providers` of module calls
/// up to where it is configured or expected from outside.
///
/// @param module address of the module instance that configures it; empty for the root module
/// @param name local name of the provider there, such as `aws`
/// @param alias empty for the default configuration
/// @param source where the provider comes from, such as `hashicorp/aws`; empty where it is not said
/// @param declared whether a `provider` block configures it; a default configuration without block
///   takes everything from the environment, and one with alias and without block has to be passed
///   from outside
public record ProviderReference(
    String module, String name, String alias, String source, boolean declared) {
  /// `aws.prod`, or `aws` for the default configuration.
  public String text() {
    return alias.isEmpty() ? name : name + "." + alias;
  }
}
