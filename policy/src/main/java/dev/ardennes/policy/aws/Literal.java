package dev.ardennes.policy.aws;

import dev.ardennes.model.Assumption;
import dev.ardennes.policy.Control;
import java.util.List;
import java.util.Objects;

/// A statement that nothing collected decides, or its opposite. Where it comes from does not count
/// for equality.
final class Literal implements Comparable<Literal> {
  private final String key;
  private final boolean holds;
  private final String about;
  private final Content content;

  private Literal(String key, boolean holds, String about, Content content) {
    this.key = key;
    this.holds = holds;
    this.about = about;
    this.content = content;
  }

  /// What it says.
  sealed interface Content permits Assumed, Tested, Named, Failing {}

  /// In words only.
  record Assumed(Assumption.Kind kind, String says, String denies, boolean unseenLayer)
      implements Content {}

  /// A condition on a key of the request.
  ///
  /// @param free whether the requester picks the key's value
  record Tested(ConditionTest test, boolean free) implements Content {}

  /// The requested name matches one of the patterns.
  record Named(List<Glob> patterns) implements Content {
    Named {
      patterns = List.copyOf(patterns);
    }
  }

  /// A control fails.
  record Failing(Control control) implements Content {}

  static Literal assumed(Assumption.Kind kind, String says, String denies, String about) {
    return new Literal(
        "1 " + kind.word() + " " + says, true, about, new Assumed(kind, says, denies, false));
  }

  /// A restricting layer that was not collected does not forbid the request.
  static Literal unseenLayer(String says, String about) {
    Assumption.Kind kind = Assumption.Kind.NOT_COLLECTED;
    String denies = "it is not so that " + says;
    return new Literal(
        "1 " + kind.word() + " " + says, true, about, new Assumed(kind, says, denies, true));
  }

  static Literal tested(ConditionTest test, boolean free, boolean holds, String about) {
    return new Literal(
        "2 " + test.key() + " " + test.says(true), holds, about, new Tested(test, free));
  }

  static Literal named(List<Glob> patterns, String about) {
    List<Glob> sorted = patterns.stream().sorted().distinct().toList();
    return new Literal("3 " + sorted, true, about, new Named(sorted));
  }

  static Literal failing(Control control) {
    return new Literal(
        "4 " + control.kind() + " " + control.says(), true, "", new Failing(control));
  }

  Literal negate() {
    return new Literal(key, !holds, about, content);
  }

  boolean contradicts(Literal other) {
    return holds != other.holds && key.equals(other.key);
  }

  boolean holds() {
    return holds;
  }

  /// The id of the fact that brings it in; empty where there is none.
  String about() {
    return about;
  }

  Content content() {
    return content;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Literal literal && holds == literal.holds && key.equals(literal.key);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, holds);
  }

  @Override
  public int compareTo(Literal other) {
    int byKey = key.compareTo(other.key);
    return byKey != 0 ? byKey : Boolean.compare(holds, other.holds);
  }

  @Override
  public String toString() {
    return (holds ? "" : "not ") + key;
  }
}
