package dev.ardennes.policy.aws;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One resource pattern of a statement, to sort things by what it makes of them.
///
/// Equal patterns sort alike. Immutable.
public final class ThingPattern {
  /// What a pattern makes of a thing that it does not fit at all.
  public static final String NOTHING = "";

  private final Beginning beginning;
  private final @Nullable Glob glob;

  private ThingPattern(Beginning beginning, @Nullable Glob glob) {
    this.beginning = beginning;
    this.glob = glob;
  }

  static ThingPattern of(Glob glob, Beginning beginning) {
    return new ThingPattern(beginning, glob);
  }

  /// A pattern of which only the beginning is known, or that depends on more than names.
  static ThingPattern unsure(Beginning beginning) {
    return new ThingPattern(beginning, null);
  }

  /// All that the pattern may fit begins like this.
  public Beginning beginning() {
    return beginning;
  }

  /// Whether [#fit] tells all; else each thing it may fit is to be looked at by itself.
  public boolean isSure() {
    return glob != null;
  }

  /// What the pattern makes of an ARN: of two ARNs with equal texts here, the pattern fits both or
  /// neither, and of what lies inside them the same rests of names.
  ///
  /// The states in which a matcher of the pattern can be once it has read the ARN, since these
  /// decide what it takes from there on. Cost: the length of the ARN times that of the pattern.
  ///
  /// @param inside whether it is about what lies inside the ARN, after a slash
  public String fit(String arn, boolean inside) {
    if (glob == null) {
      return NOTHING;
    }
    boolean[] states = new boolean[glob.length() + 1];
    states[0] = true;
    skipStars(glob, states);
    String text = inside ? arn + "/" : arn;
    boolean alive = true;
    for (int i = 0; i < text.length() && alive; i++) {
      alive = read(glob, states, text.charAt(i));
    }
    if (!inside) {
      return alive && states[glob.length()] ? "+" : NOTHING;
    }
    StringBuilder open = new StringBuilder();
    for (int state = 0; alive && state < states.length; state++) {
      if (states[state]) {
        open.append((char) (state + 1));
      }
    }
    return open.toString();
  }

  /// Replaces the states by those after one character; false where none is left.
  private static boolean read(Glob glob, boolean[] states, char c) {
    boolean any = false;
    for (int state = glob.length(); state >= 0; state--) {
      boolean from = state > 0 && states[state - 1] && takes(glob.token(state - 1), c);
      boolean stays = states[state] && state < glob.length() && Glob.isStar(glob.token(state));
      states[state] = from || stays;
      any |= states[state];
    }
    skipStars(glob, states);
    return any;
  }

  private static boolean takes(int token, char c) {
    return Glob.isChar(token) ? token == c : Glob.isOne(token);
  }

  private static void skipStars(Glob glob, boolean[] states) {
    for (int state = 0; state < glob.length(); state++) {
      states[state + 1] |= states[state] && Glob.isStar(glob.token(state));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ThingPattern pattern
        && beginning.equals(pattern.beginning)
        && Objects.equals(glob, pattern.glob);
  }

  @Override
  public int hashCode() {
    return Objects.hash(beginning, glob);
  }
}
