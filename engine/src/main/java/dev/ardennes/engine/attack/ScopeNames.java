package dev.ardennes.engine.attack;

/// The relations by which rules speak of scopes, and the names of scopes in them. None can be
/// written in a rule: a colon is part of each.
public final class ScopeNames {
  private static final String SINGLE = ":single";
  private static final String SCOPE = ":scope";
  private static final String SCOPED = ":scoped";
  private static final String NAMED = "scope:";

  /// The relation of a scope and the member that stands for the others.
  public static final String FIRST = NAMED + "first";

  /// The relation of a scope and each of its members.
  public static final String MEMBER = NAMED + "member";

  private ScopeNames() {}

  /// The relation without the members of scopes.
  public static String single(String relation) {
    return relation + SINGLE;
  }

  /// The relation with a scope in the place of its members.
  public static String scope(String relation) {
    return relation + SCOPE;
  }

  /// The relation of members of scopes only.
  public static String scoped(String relation) {
    return relation + SCOPED;
  }

  /// The relation that one of these was made of; any other relation itself.
  public static String plain(String relation) {
    int end = relation.lastIndexOf(':');
    return end < 0 ? relation : relation.substring(0, end);
  }

  /// The name of a scope.
  public static String name(int number) {
    return NAMED + number;
  }

  /// The number in the name of a scope.
  public static int number(String name) {
    return Integer.parseInt(name.substring(NAMED.length()));
  }

  static boolean isScope(String relation) {
    return relation.endsWith(SCOPE);
  }

  static boolean isName(String text) {
    return text.startsWith(NAMED);
  }

  /// Whether only the evaluation knows the relation: what it says is said by other premises.
  static boolean isAuxiliary(String relation) {
    return relation.equals(FIRST) || relation.equals(MEMBER);
  }
}
