package dev.ardennes.policy.aws;

import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A text with wildcards and unknown parts, as tokens: a character, one character of a class, any
/// number of characters of a class, or an unknown part.
///
/// Immutable. Two globs are equal if they read the same.
final class Glob implements Comparable<Glob> {
  /// Classes of characters, by number.
  static final int ANY = 0;

  static final int NOT_COLON = 1;
  static final int NOT_COLON_OR_SLASH = 2;
  static final int DIGIT = 3;

  private static final int FIRST_SYMBOL = -16;

  /// The glob that every text matches.
  static final Glob EVERYTHING = parse("*");

  private final int[] tokens;
  private final List<String> symbols;
  private final String text;

  private Glob(int[] tokens, List<String> symbols, String text) {
    this.tokens = tokens;
    this.symbols = symbols;
    this.text = text;
  }

  /// A pattern: `*` and `?` are wildcards.
  static Glob parse(String text) {
    return new Builder().pattern(text).build();
  }

  /// A text in which `*` and `?` mean themselves.
  static Glob literal(String text) {
    return new Builder().literal(text).build();
  }

  static int star(int charClass) {
    return -1 - 2 * charClass;
  }

  static int one(int charClass) {
    return -2 - 2 * charClass;
  }

  static boolean isChar(int token) {
    return token >= 0;
  }

  static boolean isSymbol(int token) {
    return token <= FIRST_SYMBOL;
  }

  static boolean isStar(int token) {
    return token < 0 && token > FIRST_SYMBOL && (token & 1) != 0;
  }

  static boolean isOne(int token) {
    return token < 0 && token > FIRST_SYMBOL && (token & 1) == 0;
  }

  static int charClass(int token) {
    return (-token - 1) / 2;
  }

  static boolean inClass(int charClass, int c) {
    return switch (charClass) {
      case ANY -> true;
      case NOT_COLON -> c != ':';
      case NOT_COLON_OR_SLASH -> c != ':' && c != '/';
      case DIGIT -> c >= '0' && c <= '9';
      default -> throw new IllegalArgumentException("unknown class " + charClass);
    };
  }

  int length() {
    return tokens.length;
  }

  int token(int index) {
    return tokens[index];
  }

  /// The name of the unknown part at a token.
  String symbol(int index) {
    return symbols.get(FIRST_SYMBOL - tokens[index]);
  }

  boolean hasSymbols() {
    return !symbols.isEmpty();
  }

  /// The names of its unknown parts, in order of first occurrence.
  List<String> symbols() {
    return symbols;
  }

  /// Whether it has wildcards.
  boolean hasWildcards() {
    for (int token : tokens) {
      if (isStar(token) || isOne(token)) {
        return true;
      }
    }
    return false;
  }

  /// Whether it is one unknown part and nothing else.
  boolean isUnknown() {
    return tokens.length == 1 && isSymbol(tokens[0]);
  }

  /// Whether every text matches it, the empty one too.
  boolean isEverything() {
    return tokens.length > 0 && Arrays.stream(tokens).allMatch(token -> token == star(ANY));
  }

  /// The tokens from `from` to `to` as a glob of their own.
  Glob part(int from, int to) {
    Builder builder = new Builder();
    for (int i = from; i < to; i++) {
      builder.copy(this, i);
    }
    return builder.build();
  }

  /// Whether a plain text matches; neither side has unknown parts. Cost is linear but for
  /// pathological patterns.
  boolean matches(String name) {
    int at = 0;
    int token = 0;
    int retryToken = -1;
    int retryAt = -1;
    while (at < name.length()) {
      if (token < tokens.length && isStar(tokens[token])) {
        retryToken = token++;
        retryAt = at;
      } else if (token < tokens.length && takes(tokens[token], name.charAt(at))) {
        token++;
        at++;
      } else if (retryToken >= 0 && inClass(charClass(tokens[retryToken]), name.charAt(retryAt))) {
        token = retryToken + 1;
        at = ++retryAt;
      } else {
        return false;
      }
    }
    while (token < tokens.length && isStar(tokens[token])) {
      token++;
    }
    return token == tokens.length;
  }

  private static boolean takes(int token, char c) {
    return isChar(token) ? token == c : isOne(token) && inClass(charClass(token), c);
  }

  /// As it reads, with `*` and `?` for wildcards of any class and `⟨symbol⟩` for unknown parts.
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob glob
        && Arrays.equals(tokens, glob.tokens)
        && symbols.equals(glob.symbols);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(tokens) * 31 + symbols.hashCode();
  }

  @Override
  public int compareTo(Glob other) {
    int byText = text.compareTo(other.text);
    return byText != 0 ? byText : Arrays.compare(tokens, other.tokens);
  }

  /// Puts a glob together from texts and tokens.
  static final class Builder {
    private int[] tokens = new int[64];
    private int length;
    private final List<String> symbols = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    Builder pattern(String pattern) {
      return append(pattern, true);
    }

    Builder literal(String literal) {
      return append(literal, false);
    }

    Builder symbol(String name) {
      int index = symbols.indexOf(name);
      if (index < 0) {
        index = symbols.size();
        symbols.add(name);
      }
      add(FIRST_SYMBOL - index);
      text.append(Unknown.part(name));
      return this;
    }

    /// At least one character of the class.
    Builder some(int charClass) {
      add(one(charClass));
      add(Glob.star(charClass));
      text.append('*');
      return this;
    }

    Builder copy(Glob from, int index) {
      int token = from.token(index);
      if (isSymbol(token)) {
        return symbol(from.symbol(index));
      }
      boolean afterOne = isOne(last());
      add(token);
      if (isChar(token)) {
        text.append((char) token);
      } else if (isStar(token)) {
        if (charClass(token) != ANY && afterOne) {
          text.setLength(text.length() - 1);
        }
        text.append('*');
      } else {
        text.append('?');
      }
      return this;
    }

    Builder all(Glob from) {
      for (int i = 0; i < from.length(); i++) {
        copy(from, i);
      }
      return this;
    }

    private void add(int token) {
      if (length == tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * length);
      }
      tokens[length++] = token;
    }

    private int last() {
      return length == 0 ? 0 : tokens[length - 1];
    }

    Glob build() {
      return new Glob(Arrays.copyOf(tokens, length), List.copyOf(symbols), text.toString());
    }

    private Builder append(String from, boolean wildcards) {
      int i = 0;
      while (i < from.length()) {
        char c = from.charAt(i);
        int close = c == Unknown.OPEN ? from.indexOf(Unknown.CLOSE, i) : -1;
        if (close > 0) {
          symbol(from.substring(i + 1, close));
          i = close + 1;
          continue;
        }
        if (wildcards && c == '*') {
          star();
        } else {
          add(wildcards && c == '?' ? one(ANY) : c);
          text.append(c);
        }
        i++;
      }
      return this;
    }

    private void star() {
      if (last() != Glob.star(ANY)) {
        add(Glob.star(ANY));
        text.append('*');
      }
    }
  }
}
