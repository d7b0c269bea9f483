package dev.ardennes.policy.kubernetes.podsecurity;

import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// A field of a pod, which may be missing. What lies in an unknown part is unknown.
record Place(JsonNode node, String pointer) {
  Place at(String name) {
    String deeper = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    if (isUnknown() || isObjectOrAbsent()) {
      return new Place(isUnknown() ? node : node.path(name), deeper);
    }
    return new Place(malformed(), deeper);
  }

  Place at(String first, String second) {
    return at(first).at(second);
  }

  /// The items of a list; an unknown list is one unknown item, since it may have one.
  List<Place> items() {
    if (isAbsent()) {
      return List.of();
    }
    if (isUnknown()) {
      return List.of(this);
    }
    if (!node.isArray()) {
      return List.of(new Place(malformed(), pointer));
    }
    List<Place> items = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      items.add(new Place(node.get(i), pointer + "/" + i));
    }
    return items;
  }

  boolean isAbsent() {
    return node.isMissingNode() || node.isNull();
  }

  boolean isUnknown() {
    return node.isString() && Unknown.in(node.asString());
  }

  private boolean isObjectOrAbsent() {
    return isAbsent() || node.isObject();
  }

  /// What stands in the place of something of the wrong kind: the API server would refuse it.
  private JsonNode malformed() {
    return StringNode.valueOf(Unknown.part("no object: " + pointer));
  }

  String text() {
    return node.isString() ? node.asString() : node.toString();
  }
}
