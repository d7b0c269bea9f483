package dev.ardennes.live.wire;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What services say when they refuse, in each of the forms that they have for it.
final class Failures {
  private static final int MOST_TEXT = 400;

  private Failures() {}

  /// @param type what a header says about it; empty where there is none
  static CallFailure of(Operation operation, int status, String type, byte[] body) {
    JsonNode answer = answer(operation, body);
    JsonNode error = error(answer);
    String code = type;
    for (String name : new String[] {"Code", "__type", "code"}) {
      code = code.isEmpty() ? error.path(name).asString("") : code;
    }
    String says = error.path("message").asString(error.path("Message").asString(""));
    return new CallFailure(operation, plain(code), status, text(says));
  }

  private static JsonNode answer(Operation operation, byte[] body) {
    try {
      return Answers.read(operation, body);
    } catch (CallFailure e) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  private static JsonNode error(JsonNode answer) {
    JsonNode several = answer.path("Errors").path("Error");
    JsonNode one = several.isMissingNode() ? answer.path("Error") : several;
    return one.isMissingNode() ? answer : one;
  }

  /// `com.amazon.coral#AccessDeniedException:http://...` has the name in its middle.
  private static String plain(String code) {
    String text = text(code);
    int hash = text.lastIndexOf('#');
    text = hash < 0 ? text : text.substring(hash + 1);
    int colon = text.indexOf(':');
    return colon < 0 ? text : text.substring(0, colon);
  }

  /// One line without characters that steer a terminal.
  static String text(String text) {
    String cut = text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + "..." : text;
    return cut.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
