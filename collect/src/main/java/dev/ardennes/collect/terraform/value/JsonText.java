package dev.ardennes.collect.terraform.value;

import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.hcl.TextMap;
import dev.ardennes.model.Unknown;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads JSON text into values with places. Unknown parts may stand anywhere: inside a text, as a
/// value, as an element among others, or around the whole.
public final class JsonText {
  private static final int DEEPEST = 150;

  private final String text;
  private final TextMap.Cursor cursor;
  private final References references;
  private int at;

  private JsonText(String text, TextMap map, References references) {
    this.text = text;
    this.cursor = map.cursor();
    this.references = references;
  }

  /// Result of reading.
  public sealed interface Parsed {
    /// The value of the text.
    record Document(Value value) implements Parsed {}

    /// The text is no JSON.
    ///
    /// @param says what is wrong
    record Invalid(String says, Position position) implements Parsed {}
  }

  /// The structured value of a text: what `jsonencode` was given, or the text itself read as JSON.
  /// Empty if it is no JSON; an unknown value stays unknown; lists and maps are answered as they
  /// are.
  public static Optional<Value> structure(Value value) {
    return switch (value) {
      case StringValue string ->
          parse(string) instanceof Parsed.Document(Value document)
              ? Optional.of(document)
              : Optional.empty();
      case UnknownValue _, ListValue _, SetValue _, MapValue _ -> Optional.of(value);
      case NullValue _, BoolValue _, NumberValue _ -> Optional.empty();
    };
  }

  /// Reads the text of a string value; uses its structure where it has one.
  public static Parsed parse(StringValue string) {
    if (string.structure() != null) {
      return new Parsed.Document(string.structure());
    }
    TextMap map =
        string.map() == null
            ? new TextMap.Builder().fixed(0, string.position()).build(string.text())
            : string.map();
    return parse(string.text(), map, string.references());
  }

  /// Reads a text; every value gets the place that `map` has for it, and `references`.
  public static Parsed parse(String text, TextMap map, References references) {
    JsonText reader = new JsonText(text, map, references);
    try {
      Value value = reader.value(0);
      reader.skipBlanks();
      if (reader.at < text.length() && !Unknown.in(text.substring(reader.at))) {
        throw reader.failure("unexpected text behind the JSON document");
      }
      return new Parsed.Document(value);
    } catch (Failure failure) {
      return new Parsed.Invalid(String.valueOf(failure.getMessage()), failure.position);
    }
  }

  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Position position;

    Failure(String says, Position position) {
      super(says, null, false, false);
      this.position = position;
    }
  }

  private Failure failure(String says) {
    return new Failure(says, cursor.position(at));
  }

  private Origin origin() {
    return new Origin(cursor.position(at), references);
  }

  private char current() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private Value value(int depth) {
    if (depth > DEEPEST) {
      throw failure("nested too deep");
    }
    skipBlanks();
    return switch (current()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case Unknown.OPEN -> unknown();
      default -> word();
    };
  }

  private Value object(int depth) {
    Origin origin = origin();
    at++;
    Map<String, Value> entries = new TreeMap<>(MapValue.KEY_ORDER);
    String open = null;
    for (skipBlanks(); current() != '}'; skipBlanks()) {
      if (current() == Unknown.OPEN) {
        open = unknown().symbol();
      } else if (current() == '"') {
        String name = characters();
        skipBlanks();
        expect(':');
        entries.put(name, value(depth + 1));
      } else {
        throw failure("expected `\"` or `}`");
      }
      separator('}');
    }
    at++;
    return MapValue.of(entries, open, origin);
  }

  private Value array(int depth) {
    Origin origin = origin();
    at++;
    List<Value> elements = new ArrayList<>();
    String open = null;
    for (skipBlanks(); current() != ']'; skipBlanks()) {
      // Text put in without quotes may hold several elements, or none.
      boolean bare = current() == Unknown.OPEN;
      Value element = value(depth + 1);
      elements.add(element);
      if (bare && element instanceof UnknownValue missing) {
        open = missing.symbol();
      }
      separator(']');
    }
    at++;
    return ListValue.of(elements, open, origin);
  }

  /// Reads the comma between elements, if one is there. A missing one is an error, except next to
  /// an unknown part, which may contain it.
  private void separator(char end) {
    skipBlanks();
    if (current() == ',') {
      at++;
      skipBlanks();
      return;
    }
    boolean besideUnknown =
        current() == Unknown.OPEN || (at > 0 && lastNonBlank() == Unknown.CLOSE);
    if (current() != end && !besideUnknown) {
      throw failure(
          at < text.length() ? "expected `,` or `" + end + "`" : "the document is cut off");
    }
  }

  private char lastNonBlank() {
    int index = at - 1;
    while (index > 0 && Character.isWhitespace(text.charAt(index))) {
      index--;
    }
    return text.charAt(index);
  }

  private UnknownValue unknown() {
    Origin origin = origin();
    int close = text.indexOf(Unknown.CLOSE, at);
    if (close < 0) {
      throw failure("expected a value");
    }
    String symbol = text.substring(at + 1, close);
    at = close + 1;
    return new UnknownValue(symbol, UnknownValue.Reason.DERIVED, origin);
  }

  private Value string() {
    Origin origin = origin();
    String content = characters();
    boolean whole =
        content.length() > 1
            && content.charAt(0) == Unknown.OPEN
            && content.indexOf(Unknown.CLOSE) == content.length() - 1;
    return whole
        ? new UnknownValue(
            content.substring(1, content.length() - 1), UnknownValue.Reason.DERIVED, origin)
        : StringValue.of(content, origin);
  }

  private String characters() {
    StringBuilder characters = new StringBuilder();
    at++;
    while (current() != '"') {
      if (at >= text.length() || current() == '\n') {
        throw failure("a text is not closed");
      }
      if (current() == '\\') {
        escape(characters);
      } else {
        characters.append(current());
        at++;
      }
    }
    at++;
    return characters.toString();
  }

  private void escape(StringBuilder characters) {
    at++;
    switch (current()) {
      case 'n' -> characters.append('\n');
      case 't' -> characters.append('\t');
      case 'r' -> characters.append('\r');
      case 'b' -> characters.append('\b');
      case 'f' -> characters.append('\f');
      case '"', '\\', '/' -> characters.append(current());
      case 'u' -> {
        unicode(characters);
        return;
      }
      default -> throw failure("no escape sequence");
    }
    at++;
  }

  private void unicode(StringBuilder characters) {
    int end = at + 5;
    try {
      if (end <= text.length()) {
        char character = (char) Integer.parseInt(text, at + 1, end, 16);
        characters.append(
            character == Unknown.OPEN ? '<' : character == Unknown.CLOSE ? '>' : character);
        at = end;
        return;
      }
    } catch (NumberFormatException notHexadecimal) {
      // Reported below.
    }
    throw failure("no escape sequence");
  }

  private Value word() {
    Origin origin = origin();
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(current()) || "+-.".indexOf(current()) >= 0)) {
      at++;
    }
    String word = text.substring(start, at);
    if (current() == Unknown.OPEN) {
      UnknownValue rest = unknown();
      return new UnknownValue(
          Symbols.limit(word + rest.symbol()), UnknownValue.Reason.DERIVED, origin);
    }
    return switch (word) {
      case "true" -> new BoolValue(true, origin);
      case "false" -> new BoolValue(false, origin);
      case "null" -> new NullValue(origin);
      default -> number(word, origin);
    };
  }

  private Value number(String word, Origin origin) {
    try {
      if (word.length() <= 100) {
        BigDecimal number = new BigDecimal(word);
        if (Math.abs((long) number.scale()) <= 4000) {
          return new NumberValue(number, origin);
        }
      }
    } catch (NumberFormatException noNumber) {
      // Reported below.
    }
    throw failure(at < text.length() ? "expected a value" : "the document is cut off");
  }

  private void expect(char character) {
    if (current() != character) {
      throw failure("expected `" + character + "`");
    }
    at++;
  }
}
