package dev.ardennes.collect.helm.value;

import dev.ardennes.model.Unknown;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Names for what is computed from unknown values, such that the same computation of the same
/// unknowns has the same name.
public final class Symbols {
  private static final int LONGEST = 160;
  private static final int BRIEF = 40;

  private Symbols() {}

  /// `name(a, b)`.
  public static String call(String name, List<? extends Value> arguments) {
    StringBuilder symbol = new StringBuilder(name).append('(');
    for (int index = 0; index < arguments.size() && symbol.length() < 4 * LONGEST; index++) {
      symbol.append(index == 0 ? "" : ", ").append(brief(arguments.get(index)));
    }
    return limit(symbol.append(')').toString());
  }

  /// How a value appears inside a symbol.
  private static String brief(Value value) {
    return switch (value) {
      case Value.UnknownValue unknown -> unknown.symbol();
      case Value.Text text -> "`" + limit(plain(text.text()), BRIEF) + "`";
      case Value.Nil _ -> "nil";
      case Value.Bool bool -> String.valueOf(bool.value());
      case Value.Int number -> String.valueOf(number.value());
      case Value.Real number -> GoText.number(number.value());
      case Value.ListValue list -> "list of " + list.elements().size();
      case Value.Dict dict -> "dict of " + dict.entries().size();
      case Value.Opaque opaque -> opaque.type();
    };
  }

  /// A symbol that can stand in any place of a YAML document, also in quotes or between brackets,
  /// without ending what it stands in.
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      plain.append(
          switch (c) {
            case Unknown.OPEN, '{', '[' -> '(';
            case Unknown.CLOSE, '}', ']' -> ')';
            case '"', '\'' -> '`';
            case '\\' -> '/';
            case ',' -> ';';
            case '#' -> '/';
            default -> c < ' ' ? ' ' : c;
          });
    }
    return plain.toString().replaceAll(": +", ":").strip();
  }

  /// Shortens a symbol; what is cut off goes into a hash, so that different symbols stay different.
  public static String limit(String symbol) {
    return limit(symbol, LONGEST);
  }

  private static String limit(String symbol, int longest) {
    return symbol.length() <= longest
        ? symbol
        : symbol.substring(0, longest * 3 / 4) + "…" + hash(symbol);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
