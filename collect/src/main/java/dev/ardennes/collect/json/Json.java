package dev.ardennes.collect.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON value with the place where it begins. Texts may have unknown parts, see
/// [dev.ardennes.model.Unknown].
public sealed interface Json {
  /// Where the value begins.
  Place place();

  /// A place in a file.
  ///
  /// @param file relative to the source's location; empty where the reader of the value knows it
  /// @param line 1-based; 0 where it is not known
  /// @param column 1-based; 0 where it is not known
  /// @param pointer JSON pointer from the document's root; empty where the line says it all
  record Place(String file, int line, int column, String pointer) {
    public static final Place NONE = new Place("", 0, 0, "");

    /// The same line, one step down the document.
    public Place below(String step) {
      return new Place(file, line, column, pointer + "/" + step);
    }
  }

  /// An object; a key that stands twice has its last value.
  record Obj(Map<String, Json> members, Place place) implements Json {
    public Obj {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }

  /// A list.
  record Arr(List<Json> elements, Place place) implements Json {
    public Arr {
      elements = List.copyOf(elements);
    }
  }

  /// A text.
  record Text(String value, Place place) implements Json {}

  /// A number, as it is written.
  record Num(String value, Place place) implements Json {}

  /// `true` or `false`.
  record Bool(boolean value, Place place) implements Json {}

  /// `null`.
  record Null(Place place) implements Json {}

  /// The member of an object; null if this is no object or it has no such member.
  default @Nullable Json at(String key) {
    return this instanceof Obj object ? object.members.get(key) : null;
  }

  /// The member's text; null if it is missing or no text.
  default @Nullable String textAt(String key) {
    return at(key) instanceof Text text ? text.value : null;
  }

  /// The elements of the member that is a list; a single value counts as a list of one, a missing
  /// one as none.
  default List<Json> listAt(String key) {
    Json member = at(key);
    return switch (member) {
      case null -> List.of();
      case Null ignored -> List.of();
      case Arr list -> list.elements;
      case Obj single -> List.of(single);
      case Text single -> List.of(single);
      case Num single -> List.of(single);
      case Bool single -> List.of(single);
    };
  }

  /// The text of a text, number or truth value as it is written; null for anything else.
  static @Nullable String scalar(@Nullable Json value) {
    return switch (value) {
      case null -> null;
      case Text text -> text.value;
      case Num number -> number.value;
      case Bool bool -> String.valueOf(bool.value);
      case Null ignored -> null;
      case Obj ignored -> null;
      case Arr ignored -> null;
    };
  }
}
