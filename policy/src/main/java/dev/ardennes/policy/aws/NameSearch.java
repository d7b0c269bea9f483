package dev.ardennes.policy.aws;

import dev.ardennes.model.Unknown;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Looks for a shortest name that meets all constraints: breadth first over the product of the
/// patterns' position automata, one letter for each class of characters that all patterns treat
/// alike, and one for each unknown part.
final class NameSearch {
  private static final int STATE_LIMIT = 20_000;
  private static final String FILLERS = "abcdefghijklmnopqrstuvwxyz-_";

  private final List<NameSet.Constraint> constraints;
  private final List<List<Glob>> patterns;
  private final Mode mode;
  private final char[] fillers;
  private final List<String> symbols;

  /// How unknown parts are taken.
  enum Mode {
    /// A name found is in the set whatever the unknown parts are.
    CERTAIN,
    /// A name found is in the set for some values of the unknown parts.
    POSSIBLE
  }

  /// @param decided false where the search gave up
  record Result(Optional<String> witness, boolean decided) {}

  /// @param positions for each constraint the positions that its patterns may be at
  private record Node(List<BitSet> positions, @Nullable Node before, String letter) {}

  private NameSearch(List<NameSet.Constraint> constraints, Mode mode) {
    this.constraints = constraints;
    this.mode = mode;
    this.patterns = constraints.stream().map(c -> prepared(c, mode)).toList();
    TreeSet<String> names = new TreeSet<>();
    patterns.forEach(list -> list.forEach(glob -> names.addAll(glob.symbols())));
    this.symbols = List.copyOf(names);
    this.fillers = fillers(patterns);
  }

  static Result search(List<NameSet.Constraint> constraints, Mode mode) {
    return new NameSearch(constraints, mode).run();
  }

  /// Unknown parts become any text where that is the careful reading: in what a certain name must
  /// avoid, and in what a possible name may match.
  private static List<Glob> prepared(NameSet.Constraint constraint, Mode mode) {
    boolean unfold = constraint.inside() == (mode == Mode.POSSIBLE);
    return constraint.patterns().stream()
        .map(glob -> unfold ? GlobMatch.unfold(glob) : glob)
        .toList();
  }

  private Result run() {
    List<BitSet> start = new ArrayList<>();
    for (List<Glob> union : patterns) {
      BitSet positions = new BitSet();
      int offset = 0;
      for (Glob glob : union) {
        close(positions, glob, offset, 0);
        offset += glob.length() + 1;
      }
      start.add(positions);
    }
    ArrayDeque<Node> open = new ArrayDeque<>();
    Map<List<BitSet>, Boolean> seen = new HashMap<>();
    visit(new Node(start, null, ""), open, seen);
    while (!open.isEmpty()) {
      Node node = open.removeFirst();
      if (accepts(node)) {
        return new Result(Optional.of(spell(node)), true);
      }
      if (seen.size() > STATE_LIMIT) {
        return new Result(Optional.empty(), false);
      }
      expand(node, open, seen);
    }
    return new Result(Optional.empty(), true);
  }

  private void expand(Node node, ArrayDeque<Node> open, Map<List<BitSet>, Boolean> seen) {
    for (char letter : fillers) {
      visit(step(node, letter, ""), open, seen);
    }
    for (char letter : wanted(node)) {
      visit(step(node, letter, ""), open, seen);
    }
    for (String symbol : symbols) {
      visit(step(node, '\0', symbol), open, seen);
    }
  }

  private void visit(Node node, ArrayDeque<Node> open, Map<List<BitSet>, Boolean> seen) {
    for (int c = 0; c < patterns.size(); c++) {
      if (constraints.get(c).inside() && node.positions.get(c).isEmpty()) {
        return;
      }
    }
    if (seen.putIfAbsent(node.positions, Boolean.TRUE) == null) {
      open.addLast(node);
    }
  }

  private boolean accepts(Node node) {
    for (int c = 0; c < patterns.size(); c++) {
      int offset = 0;
      boolean matches = false;
      for (Glob glob : patterns.get(c)) {
        matches |= node.positions.get(c).get(offset + glob.length());
        offset += glob.length() + 1;
      }
      if (matches != constraints.get(c).inside()) {
        return false;
      }
    }
    return true;
  }

  private Node step(Node node, char letter, String symbol) {
    List<BitSet> next = new ArrayList<>(patterns.size());
    for (int c = 0; c < patterns.size(); c++) {
      BitSet positions = new BitSet();
      int offset = 0;
      for (Glob glob : patterns.get(c)) {
        boolean anyText = !symbol.isEmpty() && careful(c);
        advance(node.positions.get(c), positions, glob, offset, letter, symbol, anyText);
        offset += glob.length() + 1;
      }
      next.add(positions);
    }
    return new Node(next, node, symbol.isEmpty() ? String.valueOf(letter) : Unknown.part(symbol));
  }

  /// Whether an unknown part of the name must be taken as any text for this constraint.
  private boolean careful(int constraint) {
    return constraints.get(constraint).inside() == (mode == Mode.POSSIBLE);
  }

  private static void advance(
      BitSet from, BitSet to, Glob glob, int offset, char letter, String symbol, boolean anyText) {
    int end = offset + glob.length();
    for (int at = from.nextSetBit(offset); at >= 0 && at < end; at = from.nextSetBit(at + 1)) {
      int position = at - offset;
      if (anyText) {
        to.set(Glob.isStar(glob.token(position)) ? at : at + 1, end + 1);
        return;
      }
      if (takes(glob, position, letter, symbol)) {
        close(to, glob, offset, Glob.isStar(glob.token(position)) ? position : position + 1);
      }
    }
  }

  private static boolean takes(Glob glob, int position, char letter, String symbol) {
    int token = glob.token(position);
    if (!symbol.isEmpty()) {
      return Glob.isSymbol(token)
          ? glob.symbol(position).equals(symbol)
          : Glob.isStar(token) || beforeStar(glob, position);
    }
    if (Glob.isSymbol(token)) {
      return false;
    }
    return Glob.isChar(token) ? token == letter : Glob.inClass(Glob.charClass(token), letter);
  }

  /// One character before any number of the same class: together they take an unknown part, which
  /// is never empty.
  private static boolean beforeStar(Glob glob, int position) {
    return Glob.isOne(glob.token(position))
        && position + 1 < glob.length()
        && Glob.isStar(glob.token(position + 1));
  }

  /// Adds the position and all that follow it without a letter.
  private static void close(BitSet positions, Glob glob, int offset, int from) {
    int at = from;
    positions.set(offset + at);
    while (at < glob.length() && Glob.isStar(glob.token(at))) {
      at++;
      positions.set(offset + at);
    }
  }

  /// The characters that some pattern asks for next.
  private List<Character> wanted(Node node) {
    TreeSet<Character> letters = new TreeSet<>();
    for (int c = 0; c < patterns.size(); c++) {
      int offset = 0;
      for (Glob glob : patterns.get(c)) {
        int end = offset + glob.length();
        BitSet at = node.positions.get(c);
        for (int p = at.nextSetBit(offset); p >= 0 && p < end; p = at.nextSetBit(p + 1)) {
          if (Glob.isChar(glob.token(p - offset))) {
            letters.add((char) glob.token(p - offset));
          }
        }
        offset = end + 1;
      }
    }
    return List.copyOf(letters);
  }

  /// One letter for each class of characters that no pattern names: an ordinary one, a digit, a
  /// colon and a slash.
  private static char[] fillers(List<List<Glob>> patterns) {
    BitSet named = new BitSet();
    for (List<Glob> list : patterns) {
      for (Glob glob : list) {
        for (int i = 0; i < glob.length(); i++) {
          if (Glob.isChar(glob.token(i))) {
            named.set(glob.token(i));
          }
        }
      }
    }
    StringBuilder letters = new StringBuilder();
    firstUnnamed(named, FILLERS).ifPresent(letters::append);
    if (letters.isEmpty()) {
      letters.append((char) named.nextClearBit('A'));
    }
    firstUnnamed(named, "0123456789").ifPresent(letters::append);
    firstUnnamed(named, ":").ifPresent(letters::append);
    firstUnnamed(named, "/").ifPresent(letters::append);
    return letters.toString().toCharArray();
  }

  private static Optional<Character> firstUnnamed(BitSet named, String candidates) {
    return candidates.chars().filter(c -> !named.get(c)).mapToObj(c -> (char) c).findFirst();
  }

  private static String spell(Node last) {
    List<String> letters = new ArrayList<>();
    for (Node node = last; node != null; node = node.before()) {
      letters.add(node.letter());
    }
    return String.join("", letters.reversed());
  }
}
