package dev.ardennes.rules;

import dev.ardennes.model.Position;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A technique's own examples: a base of facts, and cases that differ from it. Immutable; those of
/// the built-in techniques are read when they are first asked for, since a scan never asks.
public final class TechniqueTests {
  private final Supplier<Examples> reading;
  private volatile @Nullable Examples examples;

  private TechniqueTests(Supplier<Examples> reading) {
    this.reading = reading;
  }

  private record Examples(List<GroundFact> base, List<Case> cases) {}

  /// Examples that have been read.
  ///
  /// @param base the facts that every case starts from
  public static TechniqueTests of(List<GroundFact> base, List<Case> cases) {
    Examples examples = new Examples(List.copyOf(base), List.copyOf(cases));
    return new TechniqueTests(() -> examples);
  }

  /// Examples that `reading` gives, at most once for each thread that asks at the same time.
  public static TechniqueTests later(Supplier<TechniqueTests> reading) {
    return new TechniqueTests(() -> reading.get().examples());
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

  private Examples examples() {
    Examples read = examples;
    if (read == null) {
      read = reading.get();
      examples = read;
    }
    return read;
  }

  /// The facts that every case starts from.
  public List<GroundFact> base() {
    return examples().base();
  }

  /// The cases, in the order of the file.
  public List<Case> cases() {
    return examples().cases();
  }

  /// The facts a case is about.
  public SequencedSet<GroundFact> facts(Case example) {
    SequencedSet<GroundFact> facts = new LinkedHashSet<>(base());
    example.without().forEach(facts::remove);
    facts.addAll(example.with());
    return facts;
  }
}
