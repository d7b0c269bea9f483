package dev.ardennes.policy.aws;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/// Maps of a policy model as they are kept: copies that do not change.
final class ModelMaps {
  private ModelMaps() {}

  static <T> Map<String, T> ordered(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  static <T> Map<String, T> byArn(Iterable<T> things, Function<T, String> arn) {
    Map<String, T> map = new HashMap<>();
    things.forEach(thing -> map.putIfAbsent(arn.apply(thing), thing));
    return Map.copyOf(map);
  }

  static Map<String, List<AwsPolicyModel.Link>> links(Map<String, List<AwsPolicyModel.Link>> map) {
    Map<String, List<AwsPolicyModel.Link>> copy = new HashMap<>();
    map.forEach((from, list) -> copy.put(from, list.stream().distinct().toList()));
    return Map.copyOf(copy);
  }

  static Map<String, List<List<AwsPolicyModel.Link>>> levels(
      Map<String, SortedMap<Integer, List<AwsPolicyModel.Link>>> map) {
    Map<String, List<List<AwsPolicyModel.Link>>> copy = new HashMap<>();
    map.forEach(
        (account, byLevel) ->
            copy.put(account, byLevel.values().stream().map(List::copyOf).toList()));
    return Map.copyOf(copy);
  }
}
