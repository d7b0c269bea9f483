package dev.ardennes.policy.aws;

import java.util.List;

/// What tells apart the things that one principal may perform an action on, as far as its own
/// policies and the limits of its account and of itself go.
///
/// Things of one type and account, without policies of their own, that all these patterns fit alike
/// are decided alike.
///
/// @param allowing the patterns of statements that allow the action on some things by their names:
///   where all is allowed anyway, they add nothing
/// @param limiting all other patterns: of denials, of limits, and of what is left out of an allow
public record Telling(List<ThingPattern> allowing, List<ThingPattern> limiting) {
  public Telling {
    allowing = List.copyOf(allowing);
    limiting = List.copyOf(limiting);
  }
}
