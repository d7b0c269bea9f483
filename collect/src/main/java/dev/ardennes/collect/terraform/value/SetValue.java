package dev.ardennes.collect.terraform.value;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A set.
///
/// @param elements different from each other, in the order in which Terraform iterates
/// @param open null if the elements are exactly these, see [ListValue]; an unknown element may also
///   be equal to another element
public record SetValue(
    List<Value> elements, @Nullable String open, Origin origin, long weight, int depth)
    implements Value {
  public SetValue {
    elements = List.copyOf(elements);
  }

  /// Exactly these elements; duplicates are dropped.
  public static SetValue of(Collection<? extends Value> elements, Origin origin) {
    return of(elements, null, origin);
  }

  /// These elements, duplicates dropped; more or fewer of them if `open` is given.
  public static SetValue of(
      Collection<? extends Value> elements, @Nullable String open, Origin origin) {
    TreeSet<Value> sorted = new TreeSet<>(Values.ORDER);
    sorted.addAll(elements);
    List<Value> distinct = List.copyOf(sorted);
    return new SetValue(
        distinct, open, origin, Values.weightOf(distinct), Values.depthOf(distinct));
  }

  public boolean exact() {
    return open == null;
  }

  @Override
  public Value withOrigin(Origin changed) {
    return new SetValue(elements, open, changed, weight, depth);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SetValue set && Equality.equal(this, set);
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
