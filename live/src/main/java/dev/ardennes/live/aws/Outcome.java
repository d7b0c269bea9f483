package dev.ardennes.live.aws;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How one part of a collection ended.
///
/// @param account twelve digits
/// @param region empty for what is not regional
/// @param what `iam`, or a type of resource
/// @param items how many resources were written
/// @param gaps what is missing; empty where everything is there
record Outcome(String account, String region, String what, State state, int items, List<Gap> gaps)
    implements Comparable<Outcome> {
  private static final Comparator<Outcome> ORDER =
      Comparator.comparing(Outcome::account)
          .thenComparing(Outcome::what)
          .thenComparing(Outcome::region);

  /// How much of it there is.
  enum State {
    COLLECTED,
    /// There, but for what the gaps say.
    PARTIAL,
    DENIED,
    FAILED,
    /// The region does not have such resources.
    NOT_OFFERED;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  Outcome {
    gaps = List.copyOf(gaps);
  }

  static String key(String account, String region, String what) {
    return account + "/" + region + "/" + what;
  }

  String key() {
    return key(account, region, what);
  }

  /// Nothing of it would be different if it were asked for again.
  boolean done() {
    return state == State.COLLECTED || state == State.NOT_OFFERED;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("account", account).put("region", region).put("what", what);
    json.put("state", state.word()).put("items", items);
    ArrayNode missing = json.putArray("missing");
    for (Gap gap : gaps) {
      missing
          .addObject()
          .put("action", gap.action())
          .put("code", gap.code())
          .put("denied", gap.denied())
          .put("says", gap.says())
          .put("count", gap.count());
    }
    return json;
  }

  /// Of what [#json()] wrote; anything else becomes an outcome that is not done.
  static Outcome of(JsonNode json) {
    List<Gap> gaps = new ArrayList<>();
    for (JsonNode gap : json.path("missing")) {
      gaps.add(
          new Gap(
              gap.path("action").asString(""),
              gap.path("code").asString(""),
              gap.path("denied").asBoolean(false),
              gap.path("says").asString(""),
              gap.path("count").asInt(1)));
    }
    State state = State.FAILED;
    for (State one : State.values()) {
      state = one.word().equals(json.path("state").asString("")) ? one : state;
    }
    return new Outcome(
        json.path("account").asString(""),
        json.path("region").asString(""),
        json.path("what").asString(""),
        state,
        json.path("items").asInt(0),
        gaps);
  }

  @Override
  public int compareTo(Outcome other) {
    return ORDER.compare(this, other);
  }
}
