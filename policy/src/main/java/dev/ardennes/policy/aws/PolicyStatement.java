package dev.ardennes.policy.aws;

import dev.ardennes.model.Unknown;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A statement as it was parsed; texts are still patterns with policy variables.
///
/// @param principal null in identity policies
/// @param resource null where the statement has none (trust policies)
/// @param unknown the text of the unknown part that is the whole statement or its effect; null
///   where it is known
record PolicyStatement(
    String sid,
    boolean allow,
    Element action,
    @Nullable Element resource,
    @Nullable PrincipalElement principal,
    List<Condition> conditions,
    boolean variables,
    @Nullable String unknown) {

  PolicyStatement {
    conditions = List.copyOf(conditions);
  }

  /// `Action`, `Resource` or, with `not`, their opposites.
  ///
  /// @param globs the patterns, parsed; policy variables are still in them
  record Element(boolean not, List<String> patterns, List<Glob> globs) {
    Element {
      patterns = List.copyOf(patterns);
      globs = List.copyOf(globs);
    }

    /// Actions are compared in lower case; unknown parts keep theirs.
    static Element ofActions(boolean not, List<String> patterns) {
      return new Element(
          not,
          patterns,
          patterns.stream()
              .map(text -> Glob.parse(Unknown.in(text) ? text : text.toLowerCase(Locale.ROOT)))
              .toList());
    }

    static Element ofResources(boolean not, List<String> patterns) {
      return new Element(not, patterns, patterns.stream().map(Glob::parse).toList());
    }
  }

  /// `Principal` or, with `not`, `NotPrincipal`.
  record PrincipalElement(boolean not, List<Entry> entries) {
    PrincipalElement {
      entries = List.copyOf(entries);
    }
  }

  /// One principal: a type (`AWS`, `Service`, `Federated`, `CanonicalUser`, or `*` for anybody) and
  /// a text.
  record Entry(String type, String text) {}

  /// One operator with one key. `operator` is null where AWS has none of that name.
  record Condition(
      String operatorText,
      ConditionOperator.@Nullable Named operator,
      ConditionTest.Quantifier quantifier,
      boolean ifExists,
      String key,
      List<String> values) {
    Condition {
      values = List.copyOf(values);
    }
  }

  /// What an unknown statement could be: an allow or a deny of anything.
  static PolicyStatement unknownAs(boolean allow, String text) {
    return new PolicyStatement(
        "", allow, Element.ofActions(false, List.of("*")), null, null, List.of(), false, text);
  }
}
