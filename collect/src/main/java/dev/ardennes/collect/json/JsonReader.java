package dev.ardennes.collect.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// Builds [Json] from a stream of tokens, so that a large document can be read one element at a
/// time.
public final class JsonReader {
  private static final int MOST_DEPTH = 256;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_DEPTH)
                  .maxStringLength(16 << 20)
                  .maxDocumentLength(-1)
                  .build())
          .build();

  private JsonReader() {}

  /// A parser over a stream; the caller closes it.
  public static JsonParser parser(java.io.InputStream in) {
    return FACTORY.createParser(ObjectReadContext.empty(), in);
  }

  /// The value of a JSON text.
  ///
  /// @param origin place of the text itself; its pointer is the prefix of every pointer below
  /// @param lines whether line and column inside the text count (they do not for a text in a text)
  /// @throws JacksonException where the text is no JSON
  public static Json parse(String text, Json.Place origin, boolean lines) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      return new Session(parser, origin, lines).value(origin.pointer());
    }
  }

  /// A text as far as it is JSON.
  ///
  /// @param problem what ends it early; null where nothing does
  public record Beginning(Json value, @Nullable JacksonException problem) {}

  /// The value of a text that may break off: what stands before the mistake.
  public static Beginning beginning(String text, Json.Place origin) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      Session session = new Session(parser, origin, true, true);
      session.next();
      return new Beginning(session.value(origin.pointer()), session.broken);
    }
  }

  /// The value that begins at the parser's current token; afterwards the parser stands at its last
  /// token.
  ///
  /// Depth is bounded by the parser.
  public static Json value(JsonParser parser, String file, String pointer) {
    return new Session(parser, new Json.Place(file, 0, 0, ""), true).value(pointer);
  }

  private static final class Session {
    private final JsonParser parser;
    private final Json.Place origin;
    private final boolean lines;
    private final boolean tolerant;
    private @Nullable JacksonException broken;

    Session(JsonParser parser, Json.Place origin, boolean lines) {
      this(parser, origin, lines, false);
    }

    /// @param tolerant whether a mistake ends everything that is open, rather than being thrown
    Session(JsonParser parser, Json.Place origin, boolean lines, boolean tolerant) {
      this.parser = parser;
      this.origin = origin;
      this.lines = lines;
      this.tolerant = tolerant;
    }

    /// The next token; null at the end, and behind a mistake.
    @Nullable JsonToken next() {
      if (broken != null) {
        return null;
      }
      try {
        return parser.nextToken();
      } catch (JacksonException e) {
        if (!tolerant) {
          throw e;
        }
        broken = e;
        return null;
      }
    }

    Json value(String pointer) {
      Json.Place place = place(pointer);
      JsonToken token = broken == null ? parser.currentToken() : null;
      if (token == null) {
        return new Json.Null(place);
      }
      return switch (token) {
        case START_OBJECT -> object(pointer, place);
        case START_ARRAY -> array(pointer, place);
        case VALUE_STRING -> text(place);
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getString(), place);
        case VALUE_TRUE -> new Json.Bool(true, place);
        case VALUE_FALSE -> new Json.Bool(false, place);
        default -> new Json.Null(place);
      };
    }

    /// A text is read when it is asked for, so that its mistakes come up here.
    private Json text(Json.Place place) {
      try {
        return new Json.Text(parser.getString(), place);
      } catch (JacksonException e) {
        if (!tolerant) {
          throw e;
        }
        broken = e;
        return new Json.Null(place);
      }
    }

    private Json object(String pointer, Json.Place place) {
      Map<String, Json> members = new LinkedHashMap<>();
      while (next() == JsonToken.PROPERTY_NAME) {
        String key = parser.currentName();
        next();
        members.put(key, value(pointer + "/" + escape(key)));
      }
      return new Json.Obj(members, place);
    }

    private Json array(String pointer, Json.Place place) {
      List<Json> elements = new ArrayList<>();
      JsonToken token = next();
      while (token != null && token != JsonToken.END_ARRAY) {
        elements.add(value(pointer + "/" + elements.size()));
        token = next();
      }
      return new Json.Arr(elements, place);
    }

    private Json.Place place(String pointer) {
      if (!lines) {
        return new Json.Place(origin.file(), origin.line(), origin.column(), pointer);
      }
      TokenStreamLocation at = parser.currentTokenLocation();
      return new Json.Place(origin.file(), at.getLineNr(), at.getColumnNr(), pointer);
    }
  }

  /// A key as a step of a JSON pointer.
  public static String escape(String key) {
    return key.indexOf('~') < 0 && key.indexOf('/') < 0
        ? key
        : key.replace("~", "~0").replace("/", "~1");
  }
}
