package dev.ardennes.collect.terraform.hcl;

import dev.ardennes.model.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects what could not be read: each problem once, and not more of them than a person would
/// read. Not safe for use by several threads.
public final class Diagnostics {
  private static final int LIMIT = 500;

  private final String source;
  private final Set<Problem> problems = new LinkedHashSet<>();
  private int dropped;

  /// @param source unique name of the source, as evidence names it
  public Diagnostics(String source) {
    this.source = source;
  }

  /// Name of the source that evidence refers to.
  public String source() {
    return source;
  }

  /// Something is wrong: a part of the result is missing.
  public void error(@Nullable Position position, String says, String help) {
    add(Problem.error(says, help, position == null ? null : position.evidence(source)));
  }

  /// Something is odd: the result is whole, but may not be what the author meant.
  public void warning(@Nullable Position position, String says, String help) {
    add(Problem.warning(says, help, position == null ? null : position.evidence(source)));
  }

  /// Takes over what another collection of the same source holds.
  public void addAll(Collection<Problem> others) {
    others.forEach(this::add);
  }

  private void add(Problem problem) {
    if (problems.contains(problem)) {
      return;
    }
    if (problems.size() >= LIMIT) {
      dropped++;
      return;
    }
    problems.add(problem);
  }

  /// All problems in the order of their places.
  public List<Problem> problems() {
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(null);
    if (dropped > 0) {
      sorted.add(Problem.error(dropped + " more problems are not listed", "", null));
    }
    return List.copyOf(sorted);
  }
}
