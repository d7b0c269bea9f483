package dev.ardennes.rules;

import java.util.List;

/// A list, or the reason why there is nothing to list.
///
/// @param noneBecause empty where `items` has some
public record OrNone<T>(List<T> items, String noneBecause) {
  public OrNone {
    items = List.copyOf(items);
  }

  /// A list with items.
  public static <T> OrNone<T> of(List<T> items) {
    return new OrNone<>(items, "");
  }

  /// Nothing, with the reason.
  public static <T> OrNone<T> none(String because) {
    return new OrNone<>(List.of(), because);
  }
}
