package dev.ardennes.rules;

/// How hard and how loud a step is; words, never odds: one published table turns them into numbers.
public record Simulation(Effort effort, Skill skill, Noise noise) {
  /// The time that somebody who knows how needs.
  public enum Effort implements Word {
    SECONDS,
    MINUTES,
    HOURS,
    DAYS,
    WEEKS
  }

  /// What the attacker has to know.
  public enum Skill implements Word {
    LOW,
    MEDIUM,
    HIGH
  }

  /// How much a defender with ordinary logs gets to see.
  public enum Noise implements Word {
    NONE,
    LOW,
    MEDIUM,
    HIGH
  }
}
