package dev.ardennes.collect.terraform;

/// What kind of block declares an instance.
public enum Mode {
  /// `resource`: Terraform makes it.
  MANAGED(""),
  /// `data`: Terraform looks it up.
  DATA("data."),
  /// `ephemeral`: exists while Terraform runs.
  EPHEMERAL("ephemeral.");

  private final String prefix;

  Mode(String prefix) {
    this.prefix = prefix;
  }

  /// What addresses of this kind begin with.
  String prefix() {
    return prefix;
  }
}
