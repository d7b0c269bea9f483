package dev.ardennes.policy.aws;

import dev.ardennes.model.Unknown;

/// Matches actions, without regard to case.
final class ActionMatch {
  private ActionMatch() {}

  /// When the element covers the action, which is given in lower case.
  static Formula when(PolicyStatement.Element element, Glob action, Names names, String about) {
    Formula result = Formula.FALSE;
    for (Glob pattern : element.globs()) {
      result =
          result.or(pattern.isEverything() ? Formula.TRUE : names.match(action, pattern, about));
    }
    return element.not() ? result.not() : result;
  }

  /// Whether the element covers the action for some values of unknown parts.
  static boolean possible(PolicyStatement.Element element, String lowerAction) {
    boolean any = false;
    boolean all = false;
    for (Glob pattern : element.globs()) {
      GlobMatch.Answer answer = answer(pattern, lowerAction);
      any |= answer != GlobMatch.Answer.NO;
      all |= answer == GlobMatch.Answer.YES;
    }
    return element.not() ? !all : any;
  }

  /// Nearly all actions and patterns are plain: these are compared without more ado.
  private static GlobMatch.Answer answer(Glob pattern, String lowerAction) {
    if (pattern.hasSymbols() || Unknown.in(lowerAction)) {
      return GlobMatch.match(Glob.literal(lowerAction), pattern);
    }
    return pattern.matches(lowerAction) ? GlobMatch.Answer.YES : GlobMatch.Answer.NO;
  }
}
