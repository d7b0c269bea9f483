package dev.ardennes.collect.terraform;

import dev.ardennes.model.Problem;
import java.util.List;
import java.util.Optional;

/// Everything that was read.
///
/// @param roots root modules by path
/// @param problems what could not be read or evaluated, by place
public record TerraformResult(List<RootModule> roots, List<Problem> problems) {
  public TerraformResult {
    roots = List.copyOf(roots);
    problems = List.copyOf(problems);
  }

  /// The root module in that folder.
  public Optional<RootModule> root(String path) {
    return roots.stream().filter(root -> root.path().equals(path)).findFirst();
  }
}
