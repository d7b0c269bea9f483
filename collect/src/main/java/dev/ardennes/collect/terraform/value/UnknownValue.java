package dev.ardennes.collect.terraform.value;

import dev.ardennes.model.Unknown;

/// A value that the configuration does not say.
///
/// @param symbol stable name of what is not known and in which module instance, such as
///   `labs/x:aws_vpc.main.id`
/// @param reason why it is not known
public record UnknownValue(String symbol, Reason reason, Origin origin) implements Value {
  /// Why a value is not known.
  public enum Reason {
    /// A variable of the root module without default and without value.
    NOT_SET,
    /// An attribute that exists once the resource has been made.
    COMPUTED,
    /// A data source that asks something outside the configuration.
    LOOKED_UP,
    /// An output of a module that is not on disk.
    NOT_LOADED,
    /// An expression that cannot be evaluated; a problem says why.
    ERROR,
    /// An expansion that was stopped; a problem says where.
    LIMIT,
    /// Something that differs from run to run: the time, the folder of the machine, the workspace.
    OUTSIDE,
    /// Computed from something unknown.
    DERIVED
  }

  public UnknownValue {
    if (symbol.indexOf(Unknown.OPEN) >= 0 || symbol.indexOf(Unknown.CLOSE) >= 0) {
      symbol = symbol.replace(Unknown.OPEN, '{').replace(Unknown.CLOSE, '}');
    }
  }

  /// What is known of a part of this value: nothing but its name.
  ///
  /// @param step how the part is reached, such as `.id` or `["a"]`
  public UnknownValue part(String step) {
    return new UnknownValue(Symbols.limit(symbol + step), reason, origin);
  }

  /// The text that stands for this value inside a partly known text.
  public String rendered() {
    return Unknown.part(symbol);
  }

  @Override
  public Value withOrigin(Origin changed) {
    return new UnknownValue(symbol, reason, changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnknownValue unknown && unknown.symbol.equals(symbol);
  }

  @Override
  public int hashCode() {
    return symbol.hashCode();
  }

  @Override
  public String toString() {
    return rendered();
  }
}
