package dev.ardennes.rules;

import dev.ardennes.rules.datalog.Position;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// A technique's own examples.
///
/// @param base the facts that every case starts from
public record TechniqueTests(List<GroundFact> base, List<Case> cases) {
  public TechniqueTests {
    base = List.copyOf(base);
    cases = List.copyOf(cases);
  }

  /// One example.
  ///
  /// @param name what it shows, in words
  /// @param without facts of the base that this case lacks
  /// @param with further facts
  /// @param expect all facts of the head's relation that the rule adds; empty if it stays silent
  /// @param position where the file has it
  public record Case(
      String name,
      List<GroundFact> without,
      List<GroundFact> with,
      List<GroundFact> expect,
      Position position) {
    public Case {
      without = List.copyOf(without);
      with = List.copyOf(with);
      expect = List.copyOf(expect);
    }

    /// Whether something is expected to follow.
    public boolean fires() {
      return !expect.isEmpty();
    }
  }

  /// The facts a case is about.
  public SequencedSet<GroundFact> facts(Case example) {
    SequencedSet<GroundFact> facts = new LinkedHashSet<>(base);
    example.without().forEach(facts::remove);
    facts.addAll(example.with());
    return facts;
  }
}
