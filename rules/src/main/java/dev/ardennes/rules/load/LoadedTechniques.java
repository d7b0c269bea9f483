package dev.ardennes.rules.load;

import dev.ardennes.model.Problem;
import dev.ardennes.rules.TechniqueSet;
import java.util.List;

/// The files that could be read, and what is wrong with the others.
public record LoadedTechniques(TechniqueSet techniques, List<Problem> problems) {
  public LoadedTechniques {
    problems = List.copyOf(problems);
  }
}
