package dev.ardennes.collect.terraform.value;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// An immutable set of references; most values have none or one.
public final class References {
  public static final References NONE = new References(new TreeSet<>());

  private final SortedSet<Reference> references;

  private References(SortedSet<Reference> references) {
    this.references = references;
  }

  public static References of(Reference reference) {
    TreeSet<Reference> single = new TreeSet<>();
    single.add(reference);
    return new References(single);
  }

  /// Both; costs nothing where one holds the other.
  public References union(References other) {
    if (other == this || references.containsAll(other.references)) {
      return this;
    }
    if (references.isEmpty()) {
      return other;
    }
    TreeSet<Reference> both = new TreeSet<>(references);
    both.addAll(other.references);
    return new References(both);
  }

  public boolean isEmpty() {
    return references.isEmpty();
  }

  /// The references in the order of their addresses.
  public Set<Reference> asSet() {
    return Collections.unmodifiableSortedSet(references);
  }

  @Override
  public String toString() {
    return references.toString();
  }
}
