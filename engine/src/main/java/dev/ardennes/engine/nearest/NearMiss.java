package dev.ardennes.engine.nearest;

import java.util.List;

/// A path that is none, for want of a few premises.
///
/// @param entry what the attacker starts with
/// @param target the crown jewel that would fall
/// @param reached what the attacker comes to on the way, in order
/// @param lacks what is missing, in words, with places
/// @param then the steps that would follow, in words, in order
public record NearMiss(
    String entry, String target, List<String> reached, List<String> lacks, List<String> then) {
  public NearMiss {
    reached = List.copyOf(reached);
    lacks = List.copyOf(lacks);
    then = List.copyOf(then);
  }
}
