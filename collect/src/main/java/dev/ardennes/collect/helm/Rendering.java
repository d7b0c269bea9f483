package dev.ardennes.collect.helm;

import dev.ardennes.model.Problem;
import java.util.List;

/// A rendered chart.
///
/// @param files in the order of their paths; templates that give nothing but blanks are left out
/// @param problems what could not be read or computed, and what had to be supposed
public record Rendering(List<RenderedFile> files, List<Problem> problems) {
  public Rendering {
    files = List.copyOf(files);
    problems = List.copyOf(problems);
  }
}
