package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules of a virtual service with those of the virtual services to which it delegates.
///
/// Source: Istio's reference of VirtualService (`delegate`) and how Istio merges the two: each
/// match of the delegate must lie within one of the root, or its rule has no effect; one level
/// only.
final class Delegation {
  private static final List<String> TEXTS = List.of("uri", "scheme", "method", "authority");
  private static final List<String> MAPS = List.of("headers", "withoutHeaders", "queryParams");
  private static final List<String> INHERITED = List.of("rewrite", "fault");

  private final Cluster cluster;
  private final Statements out;

  Delegation(Cluster cluster, Statements out) {
    this.cluster = cluster;
    this.out = out;
  }

  /// A rule as it holds.
  ///
  /// @param namespace in which short names of services are looked up
  record Rule(Json rule, List<Json> matches, String namespace) {}

  List<Rule> rules(Manifest root) {
    List<Rule> rules = new ArrayList<>();
    for (Json rule : Nodes.list(root.spec(), "http")) {
      Json delegate = Nodes.at(rule, "delegate");
      if (delegate == null) {
        rules.add(new Rule(rule, Nodes.list(rule, "match"), root.namespace()));
      } else {
        delegated(root, rule, delegate, rules);
      }
    }
    return rules;
  }

  private void delegated(Manifest root, Json rule, Json named, List<Rule> rules) {
    String given = Nodes.text(named, "namespace");
    String namespace = given.isEmpty() ? root.namespace() : given;
    Manifest delegate = cluster.find("VirtualService", namespace, Nodes.text(named, "name"));
    if (delegate == null) {
      out.notices()
          .counted(
              "a virtual service delegates to one that was not found: where it leads is not known",
              "# virtual services delegate to ones that were not found: where they lead is not"
                  + " known",
              "scan them together",
              named.place());
      return;
    }
    if (!Nodes.list(delegate.spec(), "hosts").isEmpty() || !isShown(delegate, root.namespace())) {
      return;
    }
    for (Json own : Nodes.list(delegate.spec(), "http")) {
      List<Json> matches = matches(Nodes.list(rule, "match"), Nodes.list(own, "match"));
      if (matches != null && Nodes.at(own, "delegate") == null) {
        rules.add(new Rule(inheriting(rule, own), matches, namespace));
      }
    }
  }

  private static boolean isShown(Manifest delegate, String to) {
    List<String> shown =
        Nodes.list(delegate.spec(), "exportTo").stream().map(one -> Nodes.text(one)).toList();
    return shown.isEmpty()
        || shown.contains("*")
        || shown.contains(to)
        || (shown.contains(".") && delegate.namespace().equals(to));
  }

  private static Json inheriting(Json root, Json own) {
    Map<String, Json> members = new LinkedHashMap<>(Nodes.members(own));
    for (String key : INHERITED) {
      Json value = Nodes.at(root, key);
      if (value != null) {
        members.putIfAbsent(key, value);
      }
    }
    return new Json.Obj(members, own.place());
  }

  /// Null where the rule of the delegate has no effect.
  private static @Nullable List<Json> matches(List<Json> root, List<Json> own) {
    if (root.isEmpty() || own.isEmpty()) {
      return root.isEmpty() ? own : root;
    }
    List<Json> merged = new ArrayList<>();
    for (Json match : own) {
      int before = merged.size();
      for (Json outer : root) {
        if (fits(outer, match)) {
          merged.add(merged(outer, match));
        }
      }
      if (merged.size() == before) {
        return null;
      }
    }
    return merged;
  }

  private static Json merged(Json outer, Json match) {
    Map<String, Json> members = new LinkedHashMap<>(Nodes.members(outer));
    members.putAll(Nodes.members(match));
    return new Json.Obj(members, match.place());
  }

  private static boolean fits(Json outer, Json match) {
    for (String key : TEXTS) {
      if (!isInside(Nodes.at(outer, key), Nodes.at(match, key))) {
        return false;
      }
    }
    for (String key : MAPS) {
      for (Map.Entry<String, Json> member : Nodes.members(match, key).entrySet()) {
        String root = key.equals("withoutHeaders") ? "headers" : key;
        if (!isInside(Nodes.at(outer, root, member.getKey()), member.getValue())) {
          return false;
        }
      }
    }
    String one = Nodes.text(outer, "port");
    String other = Nodes.text(match, "port");
    boolean samePort = one.isEmpty() || other.isEmpty() || one.equals(other);
    return samePort && Nodes.isTrue(outer, "ignoreUriCase") == Nodes.isTrue(match, "ignoreUriCase");
  }

  /// Expressions are never seen to lie in each other.
  private static boolean isInside(@Nullable Json outer, @Nullable Json inner) {
    if (outer == null || inner == null) {
      return true;
    }
    String exact = Nodes.text(inner, "exact");
    String prefix = Nodes.text(inner, "prefix");
    if (Nodes.at(outer, "regex") != null || (exact.isEmpty() && prefix.isEmpty())) {
      return false;
    }
    String whole = Nodes.text(outer, "exact");
    if (!whole.isEmpty()) {
      return exact.equals(whole) && prefix.isEmpty();
    }
    String start = Nodes.text(outer, "prefix");
    return !start.isEmpty() && (prefix.isEmpty() ? exact : prefix).startsWith(start);
  }
}
