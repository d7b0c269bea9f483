package dev.ardennes.estate;

import dev.ardennes.model.Hidden;
import dev.ardennes.model.Problem;
import java.util.List;

/// What a part of `ardennes.yaml` comes to in one estate.
///
/// @param value the part's meaning: entries, crown jewels, stances
/// @param problems what the reader should know: a pattern that matches nothing, a word that has
///   expired; in the order of the file
/// @param hidden what the result does not show because the file says so, each with its place
public record Applied<T>(T value, List<Problem> problems, List<Hidden> hidden) {
  public Applied {
    problems = List.copyOf(problems);
    hidden = List.copyOf(hidden);
  }
}
