package dev.ardennes.policy.aws;

import dev.ardennes.model.Assumption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A set of names (ARNs) of things that need not exist: an intersection of unions of patterns and
/// of their complements.
///
/// Immutable; intersection is cheap, and emptiness is decided on first use by a search over the
/// patterns' automata, which is exact within a limit of states. Beyond it the set counts as not
/// empty, and [#decided()] is false.
///
/// Unknown parts in patterns stand for the same text wherever they occur. Whether a set with
/// unknown parts is empty may depend on them: then [#emptiness()] is [Emptiness#DEPENDS].
public final class NameSet {
  private static final int PROBE_LIMIT = 4096;

  private final List<Constraint> constraints;
  private @Nullable Found found;

  /// One union of patterns that a name must match, or with `inside` false must not match.
  record Constraint(List<Glob> patterns, boolean inside) implements Comparable<Constraint> {
    Constraint {
      patterns = List.copyOf(patterns);
    }

    @Override
    public int compareTo(Constraint other) {
      int byKind = -Boolean.compare(inside, other.inside);
      if (byKind != 0) {
        return byKind;
      }
      // a literal `*` and the wildcard read alike
      for (int i = 0; i < Math.min(patterns.size(), other.patterns.size()); i++) {
        int byPattern = patterns.get(i).compareTo(other.patterns.get(i));
        if (byPattern != 0) {
          return byPattern;
        }
      }
      return Integer.compare(patterns.size(), other.patterns.size());
    }

    @Override
    public String toString() {
      return patterns.stream().map(glob -> "`" + glob + "`").collect(Collectors.joining(" or "));
    }
  }

  /// Whether a set has names.
  public enum Emptiness {
    EMPTY,
    NOT_EMPTY,
    /// That depends on the values of unknown parts; the set's [#assumption()] says how.
    DEPENDS
  }

  private record Found(Emptiness emptiness, Optional<String> witness, boolean decided) {}

  private NameSet(List<Constraint> constraints) {
    this.constraints = constraints;
  }

  /// All names.
  public static NameSet all() {
    return new NameSet(List.of());
  }

  /// The names that match at least one of the patterns (`*` any text, `?` one character).
  public static NameSet matching(String... patterns) {
    return of(List.of(patterns).stream().map(Glob::parse).toList(), true);
  }

  static NameSet of(List<Glob> patterns, boolean inside) {
    return all().with(new Constraint(patterns.stream().sorted().distinct().toList(), inside));
  }

  /// The names that are in both.
  public NameSet intersect(NameSet other) {
    NameSet result = this;
    for (Constraint constraint : other.constraints) {
      result = result.with(constraint);
    }
    return result;
  }

  /// The names of this set that match none of the patterns.
  public NameSet minus(String... patterns) {
    return intersect(of(List.of(patterns).stream().map(Glob::parse).toList(), false));
  }

  NameSet with(Constraint constraint) {
    if (constraint.inside() && constraint.patterns().stream().anyMatch(Glob::isEverything)) {
      return this;
    }
    TreeSet<Constraint> all = new TreeSet<>(constraints);
    all.add(constraint);
    return new NameSet(List.copyOf(all));
  }

  /// Whether the name, a text without unknown parts, is in the set; unknown parts of patterns match
  /// only themselves.
  public boolean contains(String name) {
    Glob literal = Glob.literal(name);
    for (Constraint constraint : constraints) {
      boolean matches =
          constraint.patterns().stream()
              .anyMatch(glob -> GlobMatch.match(literal, glob) == GlobMatch.Answer.YES);
      if (matches != constraint.inside()) {
        return false;
      }
    }
    return true;
  }

  /// Whether no name can be in the set, whatever the unknown parts are.
  public boolean isEmpty() {
    return emptiness() == Emptiness.EMPTY;
  }

  public Emptiness emptiness() {
    return found().emptiness();
  }

  /// Whether [#emptiness()] is exact; false where a limit was hit and the set counts as not empty.
  public boolean decided() {
    return found().decided();
  }

  /// A name of the set; unknown parts in it are written `⟨symbol⟩`. Empty if the set is, or where a
  /// limit was hit.
  public Optional<String> witness() {
    return found().witness();
  }

  /// What must hold of the unknown parts for the set to have names; empty unless [#emptiness()]
  /// depends on them.
  public Optional<Assumption> assumption() {
    if (emptiness() != Emptiness.DEPENDS) {
      return Optional.empty();
    }
    return Optional.of(Assumption.of(Assumption.Kind.SAME_ENTITY, "some name " + this));
  }

  /// In words, such as "matches `arn:aws:lambda:*:*:function:a*` but not `*-prod`".
  @Override
  public String toString() {
    String inside =
        constraints.stream()
            .filter(Constraint::inside)
            .map(Constraint::toString)
            .collect(Collectors.joining(" and "));
    String outside =
        constraints.stream()
            .filter(constraint -> !constraint.inside())
            .map(Constraint::toString)
            .collect(Collectors.joining(" nor "));
    return "matches "
        + (inside.isEmpty() ? "`*`" : inside)
        + (outside.isEmpty() ? "" : " but not " + outside);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NameSet set && constraints.equals(set.constraints);
  }

  @Override
  public int hashCode() {
    return constraints.hashCode();
  }

  private Found found() {
    Found known = found;
    if (known == null) {
      known = search();
      found = known;
    }
    return known;
  }

  private Found search() {
    NameSearch.Result certain = NameSearch.search(constraints, NameSearch.Mode.CERTAIN);
    if (certain.witness().isPresent() || !certain.decided()) {
      return new Found(
          Emptiness.NOT_EMPTY, certain.witness().map(this::readable), certain.decided());
    }
    boolean unknowns =
        constraints.stream().flatMap(c -> c.patterns().stream()).anyMatch(Glob::hasSymbols);
    if (!unknowns) {
      return new Found(Emptiness.EMPTY, Optional.empty(), true);
    }
    NameSearch.Result possible = NameSearch.search(constraints, NameSearch.Mode.POSSIBLE);
    return possible.witness().isPresent() || !possible.decided()
        ? new Found(Emptiness.DEPENDS, possible.witness(), possible.decided())
        : new Found(Emptiness.EMPTY, Optional.empty(), true);
  }

  /// The search gives a shortest name; a usual region and a usual last part read better where the
  /// set has them.
  private String readable(String witness) {
    if (witness.length() > PROBE_LIMIT) {
      return witness;
    }
    List<String> segments = new ArrayList<>(Arns.segments(witness));
    if (segments.size() == 1) {
      return witness;
    }
    String best = witness;
    if (segments.get(3).length() == 1) {
      segments.set(3, "us-east-1");
      best = better(best, String.join(":", segments));
    }
    return best.endsWith(":a") || best.endsWith("/a")
        ? better(best, best.substring(0, best.length() - 1) + "any-name")
        : best;
  }

  private String better(String known, String candidate) {
    return contains(candidate) ? candidate : known;
  }
}
