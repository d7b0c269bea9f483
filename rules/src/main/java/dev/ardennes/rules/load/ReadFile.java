package dev.ardennes.rules.load;

import dev.ardennes.model.Problem;
import dev.ardennes.rules.TechniqueFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file that could be read, or what is wrong with it.
///
/// @param file null if there is any problem
/// @param problems in the order of the file
public record ReadFile(@Nullable TechniqueFile file, List<Problem> problems) {
  public ReadFile {
    problems = List.copyOf(problems);
  }
}
