package dev.ardennes.policy.istio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Looks for a text that matches one pattern of each of several lists and none of another list.
///
/// Readable candidates come first; then a breadth-first search over the patterns' positions, which
/// is exact up to a limit of work and finds a shortest text.
final class TextSearch {
  private static final int STATE_LIMIT = 20_000;
  private static final long WORK_LIMIT = 50_000_000;
  private static final int CANDIDATE_LIMIT = 64;

  private final List<List<TextPattern>> inside;
  private final List<TextPattern> outside;
  private final List<TextPattern> all = new ArrayList<>();
  private final List<Integer> groups = new ArrayList<>();
  private final int[] offsets;

  /// @param witness null where there is no such text, or none was found
  /// @param decided whether the search was exact
  record Result(@Nullable String witness, boolean decided) {
    boolean impossible() {
      return witness == null && decided;
    }
  }

  private record Node(BitSet positions, @Nullable Node before, char letter) {}

  private TextSearch(List<List<TextPattern>> inside, List<TextPattern> outside) {
    this.inside = inside;
    this.outside = outside;
    for (int group = 0; group < inside.size(); group++) {
      for (TextPattern pattern : inside.get(group)) {
        all.add(pattern);
        groups.add(group);
      }
    }
    for (TextPattern pattern : outside) {
      all.add(pattern);
      groups.add(-1);
    }
    offsets = new int[all.size() + 1];
    for (int i = 0; i < all.size(); i++) {
      offsets[i + 1] = offsets[i] + all.get(i).length() + 1;
    }
  }

  static Result find(
      List<List<TextPattern>> inside, List<TextPattern> outside, List<String> candidates) {
    TextSearch search = new TextSearch(inside, outside);
    for (String candidate : search.candidates(candidates)) {
      if (search.accepts(candidate)) {
        return new Result(candidate, true);
      }
    }
    return search.run();
  }

  private List<String> candidates(List<String> given) {
    List<String> all = new ArrayList<>(given);
    for (List<TextPattern> union : inside) {
      union.stream().limit(CANDIDATE_LIMIT).forEach(pattern -> all.add(pattern.sample()));
    }
    return all;
  }

  private boolean accepts(String candidate) {
    for (List<TextPattern> union : inside) {
      if (union.stream().noneMatch(pattern -> pattern.matches(candidate))) {
        return false;
      }
    }
    return outside.stream().noneMatch(pattern -> pattern.matches(candidate));
  }

  private Result run() {
    char[] letters = letters();
    long most = Math.min(STATE_LIMIT, WORK_LIMIT / ((long) letters.length * offsets[all.size()]));
    BitSet start = new BitSet();
    for (int i = 0; i < all.size(); i++) {
      all.get(i).close(start, offsets[i], 0);
    }
    ArrayDeque<Node> open = new ArrayDeque<>();
    Set<BitSet> seen = new HashSet<>();
    open.add(new Node(start, null, '\0'));
    seen.add(start);
    while (!open.isEmpty()) {
      Node node = open.removeFirst();
      if (accepts(node.positions())) {
        return new Result(spell(node), true);
      }
      if (seen.size() > most) {
        return new Result(null, false);
      }
      for (char letter : letters) {
        BitSet next = step(node.positions(), letter);
        if (alive(next) && seen.add(next)) {
          open.addLast(new Node(next, node, letter));
        }
      }
    }
    return new Result(null, true);
  }

  private BitSet step(BitSet from, char letter) {
    BitSet to = new BitSet(offsets[all.size()]);
    for (int i = 0; i < all.size(); i++) {
      all.get(i).advance(from, to, offsets[i], letter);
    }
    return to;
  }

  private boolean alive(BitSet positions) {
    BitSet met = new BitSet();
    for (int i = 0; i < all.size(); i++) {
      int next = positions.nextSetBit(offsets[i]);
      if (groups.get(i) >= 0 && next >= 0 && next < offsets[i + 1]) {
        met.set(groups.get(i));
      }
    }
    return met.cardinality() == inside.size();
  }

  private boolean accepts(BitSet positions) {
    BitSet met = new BitSet();
    for (int i = 0; i < all.size(); i++) {
      if (positions.get(offsets[i + 1] - 1)) {
        if (groups.get(i) < 0) {
          return false;
        }
        met.set(groups.get(i));
      }
    }
    return met.cardinality() == inside.size();
  }

  /// Every character that a pattern names, an ordinary one that none names, and the slash.
  private char[] letters() {
    TreeSet<Character> named = new TreeSet<>();
    for (TextPattern pattern : all) {
      for (int i = 0; i < pattern.length(); i++) {
        if (pattern.isCharacter(i)) {
          named.add(pattern.character(i));
        }
      }
    }
    char ordinary = 'a';
    while (named.contains(ordinary)) {
      ordinary++;
    }
    StringBuilder letters = new StringBuilder().append(ordinary);
    named.add('/');
    named.forEach(letters::append);
    return letters.toString().toCharArray();
  }

  private static String spell(Node last) {
    StringBuilder letters = new StringBuilder();
    for (Node node = last; node != null && node.before() != null; node = node.before()) {
      letters.append(node.letter());
    }
    return letters.reverse().toString();
  }
}
