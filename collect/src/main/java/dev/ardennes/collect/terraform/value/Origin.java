package dev.ardennes.collect.terraform.value;

import dev.ardennes.collect.terraform.hcl.Position;

/// Where a value comes from.
///
/// @param position for lists and maps where they are written; for everything else the innermost
///   expression that made it part of what surrounds it
/// @param references what it was made from, transitively; for lists and maps without what their
///   elements were made from (see [Values#allReferences])
public record Origin(Position position, References references) {
  /// Nothing but a place.
  public static Origin at(Position position) {
    return new Origin(position, References.NONE);
  }

  public Origin withPosition(Position changed) {
    return changed.equals(position) ? this : new Origin(changed, references);
  }

  public Origin withReferences(References more) {
    References both = references.union(more);
    return both == references ? this : new Origin(position, both);
  }
}
