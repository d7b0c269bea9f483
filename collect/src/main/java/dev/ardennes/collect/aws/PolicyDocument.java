package dev.ardennes.collect.aws;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.JsonReader;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// A policy document as its statements, each in a canonical form: two statements that differ only
/// in layout, in the order of their lists or in a list of one written as a single value are the
/// same text.
///
/// @param version of the policy language; `2008-10-17` where the document names none
/// @param statements in the order of the document
record PolicyDocument(String version, List<Statement> statements) {
  static final String CURRENT_LANGUAGE = "2012-10-17";
  private static final String OLD_LANGUAGE = "2008-10-17";
  private static final Set<String> LISTS = Set.of("Action", "NotAction", "Resource", "NotResource");
  private static final Set<String> PRINCIPALS = Set.of("Principal", "NotPrincipal");

  PolicyDocument {
    statements = List.copyOf(statements);
  }

  /// One statement.
  ///
  /// @param index position in the document, from 0
  /// @param canonical as the catalogue describes `policy_statement`
  /// @param json the statement itself
  record Statement(int index, String canonical, Json json) {}

  /// The document that a value says: an object, or a text that holds JSON (percent-encoded too).
  /// What cannot be understood is one statement that is unknown as a whole, never an empty
  /// document.
  ///
  /// @param symbol names what is not known, should the value be no policy
  static PolicyDocument of(Json value, String symbol) {
    Json document = parsed(value);
    if (!(document instanceof Json.Obj)) {
      return unknown(document, value, symbol);
    }
    List<Statement> statements = new ArrayList<>();
    for (Json statement : document.listAt("Statement")) {
      int index = statements.size();
      String canonical =
          statement instanceof Json.Obj object
              ? canonical(object)
              : quote(unknownText(statement, symbol + "/" + index));
      statements.add(new Statement(index, canonical, statement));
    }
    String version = document.textAt("Version");
    return new PolicyDocument(version == null ? OLD_LANGUAGE : version, statements);
  }

  private static PolicyDocument unknown(@Nullable Json document, Json value, String symbol) {
    Json place = document == null ? value : document;
    return new PolicyDocument(
        CURRENT_LANGUAGE, List.of(new Statement(0, quote(unknownText(place, symbol)), place)));
  }

  /// The document that a text holds, or the value itself; null for a text that is no JSON.
  static @Nullable Json parsed(Json value) {
    return value instanceof Json.Text text ? parse(text) : value;
  }

  /// Whether nothing of the statement is known.
  static boolean whollyUnknown(String canonical) {
    return canonical.startsWith("\"");
  }

  private static String unknownText(Json value, String symbol) {
    return value instanceof Json.Text text && wholly(text.value())
        ? text.value()
        : Unknown.part(symbol);
  }

  private static boolean wholly(String text) {
    return text.length() > 2
        && text.charAt(0) == Unknown.OPEN
        && text.indexOf(Unknown.CLOSE) == text.length() - 1;
  }

  private static @Nullable Json parse(Json.Text text) {
    String value = text.value().strip();
    if (wholly(value)) {
      return text;
    }
    boolean encoded = value.startsWith("%7B") || value.startsWith("%7b");
    String json = encoded ? percentDecoded(value) : value;
    try {
      return JsonReader.parse(quoteBareUnknowns(json), text.place(), false);
    } catch (JacksonException e) {
      return null;
    }
  }

  /// An unknown list written into a JSON template stands outside of any quotes.
  private static String quoteBareUnknowns(String json) {
    if (!Unknown.in(json)) {
      return json;
    }
    StringBuilder out = new StringBuilder(json.length() + 16);
    boolean quoted = false;
    boolean escaped = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '"' && !escaped) {
        quoted = !quoted;
      }
      escaped = c == '\\' && !escaped;
      if (!quoted && c == Unknown.OPEN) {
        out.append('"').append(c);
      } else if (!quoted && c == Unknown.CLOSE) {
        out.append(c).append('"');
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String percentDecoded(String text) {
    byte[] bytes = new byte[text.length() * 3];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (low >= 0) {
        bytes[length++] = (byte) ((high << 4) | low);
        i += 2;
      } else {
        byte[] plain = String.valueOf(c).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        System.arraycopy(plain, 0, bytes, length, plain.length);
        length += plain.length;
      }
    }
    return new String(bytes, 0, length, java.nio.charset.StandardCharsets.UTF_8);
  }

  /// The canonical form of one statement.
  static String canonical(Json.Obj statement) {
    Map<String, String> members = new TreeMap<>();
    statement
        .members()
        .forEach(
            (key, value) -> {
              if (value instanceof Json.Null) {
                return;
              }
              if (LISTS.contains(key)) {
                members.put(key, list(value));
              } else if (PRINCIPALS.contains(key)) {
                members.put(key, principals(value));
              } else if (key.equals("Condition")) {
                members.put(key, conditions(value));
              } else {
                members.put(key, scalar(value));
              }
            });
    return object(members);
  }

  /// A list in order, without repetition; a text that is unknown as a whole stays a text.
  private static String list(Json value) {
    if (value instanceof Json.Text text && wholly(text.value())) {
      return quote(text.value());
    }
    Set<String> elements = new TreeSet<>();
    if (value instanceof Json.Arr list) {
      list.elements().forEach(element -> elements.add(scalar(element)));
    } else {
      elements.add(scalar(value));
    }
    return "[" + String.join(",", elements) + "]";
  }

  /// `"*"` and `{"AWS": "*"}` mean the same in the policy language, so that both have the second
  /// form.
  private static String principals(Json value) {
    if (value instanceof Json.Obj object) {
      Map<String, String> members = new TreeMap<>();
      object
          .members()
          .forEach(
              (type, identifiers) ->
                  members.put(type.equals("*") ? "AWS" : type, list(identifiers)));
      return object(members);
    }
    if (value instanceof Json.Text text && wholly(text.value())) {
      return quote(text.value());
    }
    return object(Map.of("AWS", list(value)));
  }

  private static String conditions(Json value) {
    if (!(value instanceof Json.Obj operators)) {
      return scalar(value);
    }
    Map<String, String> byOperator = new TreeMap<>();
    operators
        .members()
        .forEach(
            (operator, keys) -> {
              if (keys instanceof Json.Obj object) {
                Map<String, String> byKey = new TreeMap<>();
                object.members().forEach((key, values) -> byKey.put(key, list(values)));
                byOperator.put(operator, object(byKey));
              } else {
                byOperator.put(operator, scalar(keys));
              }
            });
    return object(byOperator);
  }

  /// Policies write numbers and truth values as texts or bare; both mean the text.
  private static String scalar(Json value) {
    return switch (value) {
      case Json.Text text -> quote(text.value());
      case Json.Num number -> quote(number.value());
      case Json.Bool bool -> quote(String.valueOf(bool.value()));
      case Json.Null ignored -> "null";
      case Json.Arr list -> list(list);
      case Json.Obj object -> {
        Map<String, String> members = new TreeMap<>();
        object.members().forEach((key, member) -> members.put(key, scalar(member)));
        yield object(members);
      }
    };
  }

  private static String object(Map<String, String> members) {
    StringBuilder out = new StringBuilder("{");
    members.forEach(
        (key, value) -> {
          if (out.length() > 1) {
            out.append(',');
          }
          out.append(quote(key)).append(':').append(value);
        });
    return out.append('}').toString();
  }

  private static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
