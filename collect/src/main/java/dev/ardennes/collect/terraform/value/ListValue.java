package dev.ardennes.collect.terraform.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list or tuple.
///
/// @param elements what is known of its elements, in order
/// @param open null if the elements are exactly these; otherwise the symbol of a list of unknown
///   length: each element that contains unknowns may then stand for any number of elements, none
///   included, and indices say nothing
public record ListValue(
    List<Value> elements, @Nullable String open, Origin origin, long weight, int depth)
    implements Value {
  public ListValue {
    elements = List.copyOf(elements);
  }

  /// Exactly these elements.
  public static ListValue of(List<? extends Value> elements, Origin origin) {
    return of(elements, null, origin);
  }

  /// These elements; more or fewer of them if `open` is given.
  public static ListValue of(List<? extends Value> elements, @Nullable String open, Origin origin) {
    return new ListValue(
        List.copyOf(elements), open, origin, Values.weightOf(elements), Values.depthOf(elements));
  }

  public boolean exact() {
    return open == null;
  }

  @Override
  public Value withOrigin(Origin changed) {
    return new ListValue(elements, open, changed, weight, depth);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ListValue list && Equality.equal(this, list);
  }

  @Override
  public int hashCode() {
    return elements.size();
  }

  @Override
  public String toString() {
    return Json.text(this);
  }
}
