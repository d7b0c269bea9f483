package dev.ardennes.collect.terraform.value;

import dev.ardennes.model.Unknown;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Names for what is computed from unknown values, such that the same computation of the same
/// unknowns has the same name.
public final class Symbols {
  private static final int LONGEST = 240;
  private static final int KEPT = 200;

  private Symbols() {}

  /// `name(a, b)`.
  public static String call(String name, List<? extends Value> arguments) {
    StringBuilder symbol = new StringBuilder(name).append('(');
    for (int index = 0; index < arguments.size(); index++) {
      symbol.append(index == 0 ? "" : ", ").append(brief(arguments.get(index)));
    }
    return limit(symbol.append(')').toString());
  }

  /// How a value appears inside a symbol.
  public static String brief(Value value) {
    return switch (value) {
      case UnknownValue unknown -> unknown.symbol();
      case StringValue string -> limit('"' + withoutBrackets(string.text()) + '"');
      case NullValue _, BoolValue _, NumberValue _ -> value.toString();
      case MapValue map when map.isLazy() && map.open() != null -> String.valueOf(map.open());
      case ListValue _, SetValue _, MapValue _ -> limit(withoutBrackets(Json.text(value)));
    };
  }

  private static String withoutBrackets(String text) {
    return text.replace(Unknown.OPEN, '{').replace(Unknown.CLOSE, '}');
  }

  /// Shortens a symbol; what is cut off goes into a hash, so that different symbols stay different.
  public static String limit(String symbol) {
    if (symbol.length() <= LONGEST) {
      return symbol;
    }
    return symbol.substring(0, KEPT) + "…#" + hash(symbol);
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
