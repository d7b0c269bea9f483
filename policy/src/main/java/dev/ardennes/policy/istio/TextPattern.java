package dev.ardennes.policy.istio;

import dev.ardennes.model.Unknown;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A set of texts as Istio writes it, as a row of steps: one character, one of a class, or any
/// number of a class.
///
/// Unknown parts are read as any text, so a pattern with [#unknown()] says what may match at most.
final class TextPattern {
  /// Any number of any characters.
  private static final int ANY = -1;

  /// Any number of characters other than the slash.
  private static final int SEGMENT = -2;

  private static final int ONE_ANY = -3;
  private static final int ONE_OF_SEGMENT = -4;

  /// Every text.
  static final TextPattern EVERYTHING = new TextPattern("*", new int[] {ANY}, false);

  private final String text;
  private final int[] steps;
  private final boolean unknown;
  private final @Nullable String literal;

  private TextPattern(String text, int[] steps, boolean unknown) {
    this.text = text;
    this.steps = steps;
    this.unknown = unknown;
    this.literal = literal(steps);
  }

  /// The documented match forms: exact, `prefix*`, `*suffix`, and `*` for what is not empty.
  static TextPattern of(String text) {
    if (text.equals("*")) {
      return new TextPattern(text, new int[] {ONE_ANY, ANY}, false);
    }
    boolean suffix = text.startsWith("*");
    boolean prefix = !suffix && text.endsWith("*");
    Builder builder = new Builder(text);
    builder.any(suffix);
    builder.literal(text.substring(suffix ? 1 : 0, text.length() - (prefix ? 1 : 0)));
    builder.any(prefix);
    return builder.build();
  }

  /// The text itself, whatever it holds.
  static TextPattern exact(String text) {
    Builder builder = new Builder(text);
    builder.literal(text);
    return builder.build();
  }

  /// As [#of], but `*` is met by the empty text too: of a header that only has to be there.
  static TextPattern present(String text) {
    return text.equals("*") ? EVERYTHING : of(text);
  }

  /// `*` stands for any text wherever it is.
  static TextPattern glob(String text) {
    Builder builder = new Builder(text);
    int from = 0;
    for (int at = text.indexOf('*'); at >= 0; at = text.indexOf('*', from)) {
      builder.literal(text.substring(from, at));
      builder.any(true);
      from = at + 1;
    }
    builder.literal(text.substring(from));
    return builder.build();
  }

  /// A path: with `{*}` for one segment and `{**}` for any text where it has those, otherwise as
  /// [#of].
  static TextPattern path(String text) {
    if (!isTemplate(text)) {
      return of(text);
    }
    Builder builder = new Builder(text);
    int from = 0;
    for (int at = text.indexOf("{*"); at >= 0; at = text.indexOf("{*", from)) {
      boolean many = text.startsWith("{**}", at);
      if (!many && !text.startsWith("{*}", at)) {
        break;
      }
      builder.literal(text.substring(from, at));
      builder.template(many);
      from = at + (many ? 4 : 3);
    }
    builder.literal(text.substring(from));
    return builder.build();
  }

  static boolean isTemplate(String text) {
    return text.contains("{*}") || text.contains("{**}");
  }

  TextPattern lowerCase() {
    int[] lower = Arrays.stream(steps).map(TextPattern::lower).toArray();
    return new TextPattern(text.toLowerCase(Locale.ROOT), lower, unknown);
  }

  private static int lower(int step) {
    return step < 0 ? step : Character.toLowerCase(step);
  }

  /// Whether parts of it are not known.
  boolean unknown() {
    return unknown;
  }

  int length() {
    return steps.length;
  }

  boolean isCharacter(int position) {
    return steps[position] >= 0;
  }

  char character(int position) {
    return (char) steps[position];
  }

  boolean matches(String candidate) {
    boolean first = steps.length > 0 && steps[0] == ANY;
    boolean last = steps.length > 0 && steps[steps.length - 1] == ANY;
    if (literal != null) {
      return first
          ? (last ? candidate.contains(literal) : candidate.endsWith(literal))
          : (last ? candidate.startsWith(literal) : candidate.equals(literal));
    }
    return search(candidate);
  }

  /// The text between two ends of any length; null where the pattern has another form. Nearly all
  /// patterns are of this form, and comparing texts is much cheaper than following positions.
  private static @Nullable String literal(int[] steps) {
    int from = steps.length > 0 && steps[0] == ANY ? 1 : 0;
    int to =
        steps.length > from && steps[steps.length - 1] == ANY ? steps.length - 1 : steps.length;
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (steps[i] < 0) {
        return null;
      }
      text.append((char) steps[i]);
    }
    return text.toString();
  }

  private boolean search(String candidate) {
    BitSet at = new BitSet();
    close(at, 0, 0);
    for (int i = 0; i < candidate.length() && !at.isEmpty(); i++) {
      BitSet next = new BitSet();
      advance(at, next, 0, candidate.charAt(i));
      at = next;
    }
    return at.get(steps.length);
  }

  /// Adds to `to` where the positions of `from` lead with the letter; positions begin at `offset`.
  void advance(BitSet from, BitSet to, int offset, char letter) {
    int end = offset + steps.length;
    for (int at = from.nextSetBit(offset); at >= 0 && at < end; at = from.nextSetBit(at + 1)) {
      int step = steps[at - offset];
      if (takes(step, letter)) {
        close(to, offset, step == ANY || step == SEGMENT ? at - offset : at - offset + 1);
      }
    }
  }

  /// Adds a position and all that follow it without a letter.
  void close(BitSet positions, int offset, int from) {
    int at = from;
    positions.set(offset + at);
    while (at < steps.length && (steps[at] == ANY || steps[at] == SEGMENT)) {
      at++;
      positions.set(offset + at);
    }
  }

  private static boolean takes(int step, char letter) {
    return switch (step) {
      case ANY, ONE_ANY -> true;
      case SEGMENT, ONE_OF_SEGMENT -> letter != '/';
      default -> step == letter;
    };
  }

  /// A short readable text that matches.
  String sample() {
    StringBuilder sample = new StringBuilder();
    for (int i = 0; i < steps.length; i++) {
      if (steps[i] >= 0) {
        sample.append((char) steps[i]);
      } else if (steps[i] != SEGMENT && (steps[i] == ANY || steps[i] == ONE_OF_SEGMENT)) {
        sample.append('a');
      }
    }
    return sample.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextPattern pattern
        && text.equals(pattern.text)
        && Arrays.equals(steps, pattern.steps);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /// As the policy writes it.
  @Override
  public String toString() {
    return text;
  }

  private static final class Builder {
    private final String text;
    private int[] steps = new int[16];
    private int length;
    private boolean unknown;

    Builder(String text) {
      this.text = text;
    }

    void literal(String literal) {
      int at = 0;
      while (at < literal.length()) {
        int end = literal.charAt(at) == Unknown.OPEN ? literal.indexOf(Unknown.CLOSE, at) : -1;
        if (end > 0) {
          unknown = true;
          add(ANY);
          at = end + 1;
        } else {
          add(literal.charAt(at++));
        }
      }
    }

    void any(boolean there) {
      if (there) {
        add(ANY);
      }
    }

    void template(boolean many) {
      if (!many) {
        add(ONE_OF_SEGMENT);
      }
      add(many ? ANY : SEGMENT);
    }

    private void add(int step) {
      if (length == steps.length) {
        steps = Arrays.copyOf(steps, 2 * length);
      }
      steps[length++] = step;
    }

    TextPattern build() {
      return new TextPattern(text, Arrays.copyOf(steps, length), unknown);
    }
  }
}
