package dev.ardennes.collect.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/// One pass over a JSON document that is larger than memory: whoever reads it goes through objects
/// and lists and takes the parts it needs; what it does not take is skipped.
///
/// ```java
/// stream.members("", (key, at) -> {
///   if (key.equals("results")) {
///     stream.elements(at, element -> use(stream.value(element)));
///   }
/// });
/// ```
///
/// A value of another type than expected has no members or elements and no text; it is never an
/// error.
public final class JsonStream {
  /// Called at each value; it may read the value or leave it.
  public interface Members {
    void at(String key, String pointer);
  }

  /// Called at each element; it may read the element or leave it.
  public interface Elements {
    void at(String pointer);
  }

  private final JsonParser parser;
  private final String file;
  private final Set<String> left;
  private final int mostValues;
  private int values;
  private long characters;

  /// @param left keys whose values are left out of what [#value] reads, however deep they stand
  /// @param mostValues how many values one call of [#value] keeps; its texts may have 64 characters
  ///   for each of them
  public JsonStream(JsonParser parser, String file, Set<String> left, int mostValues) {
    this.parser = parser;
    this.file = file;
    this.left = Set.copyOf(left);
    this.mostValues = mostValues;
  }

  /// Goes to the next document of the text.
  ///
  /// @return false at its end
  public boolean document() {
    return parser.nextToken() != null;
  }

  /// Whether an object begins here.
  public boolean atObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  /// Whether a list begins here.
  public boolean atList() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  /// Calls for every member of the object that begins here.
  public void members(String pointer, Members each) {
    if (!atObject()) {
      return;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      each.at(key, pointer + "/" + JsonReader.escape(key));
      leave();
    }
  }

  /// Calls for every element of the list that begins here; a single object counts as a list of one.
  public void elements(String pointer, Elements each) {
    if (atObject()) {
      each.at(pointer);
      leave();
      return;
    }
    if (!atList()) {
      return;
    }
    int index = 0;
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      each.at(pointer + "/" + index++);
      leave();
    }
  }

  private void leave() {
    parser.skipChildren();
  }

  /// The text, number or truth value that stands here, as it is written; null for anything else.
  public @Nullable String text() {
    JsonToken token = parser.currentToken();
    return token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL
        ? parser.getString()
        : null;
  }

  /// Where the value begins that stands here.
  public Json.Place place(String pointer) {
    TokenStreamLocation at = parser.currentTokenLocation();
    return new Json.Place(file, at.getLineNr(), at.getColumnNr(), pointer);
  }

  /// The whole value that begins here. All its parts have the place where it begins.
  public Json value(String pointer) {
    values = 0;
    characters = 0;
    return read(place(pointer));
  }

  /// The whole value that begins here, of whatever size. Each of its parts has its own place.
  public Json placed(String pointer) {
    return JsonReader.value(parser, file, pointer);
  }

  /// Whether the last call of [#value] left something out because it was too large.
  public boolean cut() {
    return exhausted();
  }

  private boolean exhausted() {
    return values > mostValues || characters > 64L * mostValues;
  }

  /// Depth is bounded by the parser.
  private Json read(Json.Place place) {
    values++;
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(place);
      case START_ARRAY -> list(place);
      case VALUE_STRING -> new Json.Text(counted(), place);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(counted(), place);
      case VALUE_TRUE -> new Json.Bool(true, place);
      case VALUE_FALSE -> new Json.Bool(false, place);
      case null, default -> new Json.Null(place);
    };
  }

  private String counted() {
    String text = parser.getString();
    characters += text.length();
    return text;
  }

  private Json object(Json.Place place) {
    Map<String, Json> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      if (exhausted() || left.contains(key)) {
        leave();
      } else {
        members.put(key, read(place));
      }
    }
    return new Json.Obj(members, place);
  }

  private Json list(Json.Place place) {
    List<Json> elements = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != null && token != JsonToken.END_ARRAY) {
      if (exhausted()) {
        leave();
      } else {
        elements.add(read(place));
      }
      token = parser.nextToken();
    }
    return new Json.Arr(elements, place);
  }
}
