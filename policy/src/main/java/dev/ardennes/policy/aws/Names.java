package dev.ardennes.policy.aws;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is known of unknown parts: which are the same as what, and matching under that knowledge.
final class Names {
  /// Unknown parts that stand for the value of a condition key of the request begin so.
  static final String VALUE_OF = "the value of ";

  private static final int SUBSTITUTION_DEPTH = 8;
  private static final int SEGMENTS = 6;

  private final Map<String, Glob> proved;
  private final Map<String, Assumed> assumed;
  private final Set<String> different;
  private final Set<String> distinct;

  private Names(
      Map<String, Glob> proved,
      Map<String, Assumed> assumed,
      Set<String> different,
      Set<String> distinct) {
    this.proved = proved;
    this.assumed = assumed;
    this.different = different;
    this.distinct = distinct;
  }

  private record Assumed(Glob value, String says) {}

  /// When the text (without wildcards) matches the pattern. A pattern that is one unknown part
  /// stands for a whole element that was not collected.
  Formula match(Glob name, Glob pattern, String about) {
    return match(name, pattern, true, about);
  }

  private Formula match(Glob name, Glob pattern, boolean element, String about) {
    if (!name.hasSymbols() && !pattern.hasSymbols()) {
      return Formula.of(GlobMatch.match(name, pattern) == GlobMatch.Answer.YES);
    }
    Glob knownName = substitute(name, proved);
    Glob knownPattern = substitute(pattern, proved);
    return switch (GlobMatch.match(knownName, knownPattern)) {
      case YES -> Formula.TRUE;
      case NO -> Formula.FALSE;
      case MAYBE ->
          element && knownPattern.isUnknown() && !isValue(knownPattern)
              ? covers(knownName, knownPattern, about)
              : maybe(knownName, knownPattern, about);
    };
  }

  /// When two texts without wildcards are the same.
  Formula same(String text, String other, String about) {
    return text.equals(other)
        ? Formula.TRUE
        : match(Glob.literal(text), Glob.literal(other), false, about);
  }

  /// The text with all unknown parts replaced whose value is proved.
  Glob known(Glob glob) {
    return glob.hasSymbols() ? substitute(glob, proved) : glob;
  }

  private static Formula covers(Glob name, Glob pattern, String about) {
    String says = "`" + pattern + "` covers `" + name + "`";
    String denies = "`" + pattern + "` does not cover `" + name + "`";
    return Formula.of(Literal.assumed(Assumption.Kind.NOT_COLLECTED, says, denies, about));
  }

  private Formula maybe(Glob name, Glob pattern, String about) {
    Formula undecided = segments(name, pattern, about);
    return underAssumptions(name, pattern, about, undecided);
  }

  /// Where an equality is assumed, the question is asked about what the unknown part is assumed to
  /// be, and no longer left open: one listed guess in the place of every other that could be made.
  private Formula underAssumptions(Glob name, Glob pattern, String about, Formula undecided) {
    Map<String, Glob> values = new TreeMap<>();
    TreeSet<String> used = new TreeSet<>(name.symbols());
    used.addAll(pattern.symbols());
    Formula assumptions = Formula.TRUE;
    for (String symbol : used) {
      Assumed value = assumed.get(symbol);
      if (value != null) {
        values.put(symbol, value.value());
        assumptions =
            assumptions.and(
                Formula.of(
                    Literal.assumed(
                        Assumption.Kind.SAME_ENTITY,
                        value.says(),
                        "it is not so that " + value.says(),
                        about)));
      }
    }
    if (values.isEmpty()) {
      return undecided;
    }
    Glob assumedName = substitute(substitute(name, values), proved);
    Glob assumedPattern = substitute(substitute(pattern, values), proved);
    return switch (GlobMatch.match(assumedName, assumedPattern)) {
      case YES -> assumptions;
      case NO -> Formula.FALSE;
      case MAYBE -> assumptions.and(segments(assumedName, assumedPattern, about));
    };
  }

  /// One literal for each segment that is open, so that the same open question gets the same text
  /// everywhere.
  private Formula segments(Glob name, Glob pattern, String about) {
    List<Glob> names = split(name);
    List<Glob> patterns = split(pattern);
    if (names.size() != SEGMENTS || patterns.size() != SEGMENTS) {
      return open(name, pattern, about);
    }
    Formula all = Formula.TRUE;
    for (int i = 0; i < SEGMENTS; i++) {
      switch (GlobMatch.match(names.get(i), patterns.get(i))) {
        case YES -> {}
        case NO -> {
          return open(name, pattern, about);
        }
        case MAYBE -> all = all.and(open(names.get(i), patterns.get(i), about));
      }
    }
    return all;
  }

  private Formula open(Glob name, Glob pattern, String about) {
    int start = 0;
    while (start < Math.min(name.length(), pattern.length())
        && sameToken(name, start, pattern, start)) {
      start++;
    }
    int end = 0;
    while (end < Math.min(name.length(), pattern.length()) - start
        && sameToken(name, name.length() - 1 - end, pattern, pattern.length() - 1 - end)) {
      end++;
    }
    Glob left = name.part(start, name.length() - end);
    Glob right = pattern.part(start, pattern.length() - end);
    if (left.length() == 0 || right.length() == 0) {
      return literal(name, pattern, about);
    }
    return literal(left, right, about);
  }

  private static boolean sameToken(Glob a, int i, Glob b, int j) {
    if (Glob.isSymbol(a.token(i))) {
      return Glob.isSymbol(b.token(j)) && a.symbol(i).equals(b.symbol(j));
    }
    return Glob.isChar(a.token(i)) && a.token(i) == b.token(j);
  }

  private Formula literal(Glob left, Glob right, String about) {
    boolean condition = isValue(left) || isValue(right);
    Assumption.Kind kind = condition ? Assumption.Kind.CONDITION : Assumption.Kind.SAME_ENTITY;
    String a = left.toString();
    String b = right.toString();
    if (right.hasWildcards()) {
      return Formula.of(
          Literal.assumed(
              kind,
              quote(a) + " matches " + quote(b),
              quote(a) + " does not match " + quote(b),
              about));
    }
    if (different.contains(pair(a, b)) || (distinct.contains(a) && distinct.contains(b))) {
      return Formula.FALSE;
    }
    boolean swap = a.compareTo(b) > 0;
    String first = quote(swap ? b : a);
    String second = quote(swap ? a : b);
    return Formula.of(
        Literal.assumed(
            kind, first + " equals " + second, first + " does not equal " + second, about));
  }

  private static String quote(String text) {
    return "`" + text + "`";
  }

  private static boolean isValue(Glob glob) {
    return glob.symbols().stream().anyMatch(symbol -> symbol.startsWith(VALUE_OF));
  }

  /// The six segments of an ARN, by tokens; fewer where the text is no ARN.
  private static List<Glob> split(Glob glob) {
    List<Glob> parts = new ArrayList<>(SEGMENTS);
    int start = 0;
    for (int i = 0; i < glob.length() && parts.size() < SEGMENTS - 1; i++) {
      if (glob.token(i) == ':') {
        parts.add(glob.part(start, i));
        start = i + 1;
      }
    }
    parts.add(glob.part(start, glob.length()));
    return parts;
  }

  private static Glob substitute(Glob glob, Map<String, Glob> values) {
    Glob result = glob;
    for (int depth = 0; depth < SUBSTITUTION_DEPTH; depth++) {
      if (result.symbols().stream().noneMatch(values::containsKey)) {
        return result;
      }
      Glob.Builder builder = new Glob.Builder();
      for (int i = 0; i < result.length(); i++) {
        Glob value = Glob.isSymbol(result.token(i)) ? values.get(result.symbol(i)) : null;
        if (value == null) {
          builder.copy(result, i);
        } else {
          builder.all(value);
        }
      }
      result = builder.build();
    }
    return result;
  }

  private static String pair(String a, String b) {
    return a.compareTo(b) <= 0 ? a + "\n" + b : b + "\n" + a;
  }

  /// Collects what is known of unknown parts.
  static final class Builder {
    private final List<String[]> same = new ArrayList<>();
    private final List<String[]> assumedSame = new ArrayList<>();
    private final Set<String> different = new HashSet<>();
    private final Set<String> distinct = new HashSet<>();

    void same(String text, String other) {
      same.add(new String[] {text, other});
    }

    void assumeSame(String text, String other, String reason) {
      assumedSame.add(new String[] {text, other, reason});
    }

    void different(String text, String other) {
      different.add(pair(text, other));
    }

    void distinct(String text) {
      distinct.add(text);
    }

    Names build() {
      Map<String, String> parents = new TreeMap<>();
      same.forEach(pair -> union(parents, pair[0], pair[1]));
      Map<String, Glob> proved = new TreeMap<>();
      for (String text : parents.keySet()) {
        String root = root(parents, text);
        if (Arns.isUnknown(text) && !root.equals(text)) {
          proved.put(name(text), Glob.literal(root));
        }
      }
      Map<String, Assumed> assumed = new TreeMap<>();
      for (String[] pair : assumedSame) {
        assume(assumed, root(parents, pair[0]), root(parents, pair[1]), pair);
      }
      return new Names(proved, assumed, Set.copyOf(different), Set.copyOf(distinct));
    }

    private static void assume(
        Map<String, Assumed> assumed, String left, String right, String[] pair) {
      String says = quote(pair[0]) + " equals " + quote(pair[1]) + ": " + pair[2];
      if (Arns.isUnknown(left) && !left.equals(right)) {
        assumed.putIfAbsent(name(left), new Assumed(Glob.literal(right), says));
      } else if (Arns.isUnknown(right) && !left.equals(right)) {
        assumed.putIfAbsent(name(right), new Assumed(Glob.literal(left), says));
      }
    }

    private static String name(String unknown) {
      return unknown.substring(1, unknown.length() - 1);
    }

    /// The better known text becomes the root: one without unknown parts, else the smaller one.
    private static void union(Map<String, String> parents, String a, String b) {
      String left = root(parents, a);
      String right = root(parents, b);
      parents.putIfAbsent(a, a);
      parents.putIfAbsent(b, b);
      if (left.equals(right) || (!Arns.isUnknown(left) && !Arns.isUnknown(right))) {
        return;
      }
      boolean keepLeft = better(left, right);
      parents.put(keepLeft ? right : left, keepLeft ? left : right);
    }

    private static boolean better(String left, String right) {
      if (Arns.isUnknown(left) != Arns.isUnknown(right)) {
        return !Arns.isUnknown(left);
      }
      return Unknown.in(left) == Unknown.in(right) ? left.compareTo(right) <= 0 : Unknown.in(right);
    }

    private static String root(Map<String, String> parents, String text) {
      String at = text;
      @Nullable String parent = parents.get(at);
      while (parent != null && !parent.equals(at)) {
        at = parent;
        parent = parents.get(at);
      }
      return at;
    }
  }
}
