package dev.ardennes.estate;

import dev.ardennes.model.EntryPoint;
import java.util.List;

/// The entry points of an estate.
///
/// @param points every entry, each a world of its own; what is only held together with another
///   entry is not among them
/// @param together groups of entries that one attacker holds at the same time, each a world as well
/// @param configured whether `ardennes.yaml` named them
public record EntrySelection(
    List<EntryPoint> points, List<List<EntryPoint>> together, boolean configured) {
  public EntrySelection {
    points = List.copyOf(points);
    together = together.stream().map(List::copyOf).toList();
  }
}
