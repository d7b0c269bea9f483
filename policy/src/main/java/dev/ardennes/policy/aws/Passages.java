package dev.ardennes.policy.aws;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What requests may pass on their way to a resource, and leave a trace of in their context:
/// networks with their endpoints, and access points. A request that is not said to pass any of them
/// carries none of these keys.
///
/// @param networks the ids of networks and of endpoints that the model knows, `vpc-...` and
///   `vpce-...`, with the facts that say so
/// @param accessPoints the buckets with access points that the model knows, with the facts that say
///   so
/// @param places by principal whose requests come out of a network, and by the name of the service
///   there, the way that they take
public record Passages(
    Map<String, List<String>> networks,
    Map<String, List<String>> accessPoints,
    Map<String, Map<String, Way>> places) {
  static final Passages NONE = new Passages(Map.of(), Map.of(), Map.of());

  private static final Set<String> NETWORK_KEYS = Set.of("aws:sourcevpc", "aws:sourcevpce");
  private static final Set<String> ACCESS_POINT_KEYS =
      Set.of("s3:dataaccesspointarn", "s3:dataaccesspointaccount", "s3:accesspointnetworkorigin");

  /// Services whose endpoints are not called as their actions are.
  private static final Map<String, String> ENDPOINTS =
      Map.of("cloudwatch", "monitoring", "ecr", "ecr.api", "kinesis", "kinesis-streams");

  public Passages {
    networks = Map.copyOf(networks);
    accessPoints = Map.copyOf(accessPoints);
    places = Map.copyOf(places);
  }

  /// The way of a request through an endpoint.
  ///
  /// @param values condition keys, in lower case, with their values
  /// @param policies the ids of the endpoint's policies
  /// @param factIds what says so
  public record Way(
      SortedMap<String, List<String>> values, List<String> policies, List<String> factIds) {
    public Way {
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
      policies = List.copyOf(policies);
      factIds = List.copyOf(factIds);
    }
  }

  /// The way that requests of the principal take; null where it is in no network, or leaves it so
  /// that policies do not see that.
  @Nullable Way way(String principal, String action) {
    Map<String, Way> ways = places.get(principal);
    if (ways == null) {
      return null;
    }
    String service = action.substring(0, Math.max(0, action.indexOf(':'))).toLowerCase(Locale.ROOT);
    return ways.get(ENDPOINTS.getOrDefault(service, service));
  }

  /// The facts by which a request that passes nothing lacks the key, where the key is only compared
  /// with what the model knows; null where that is open, as it is of a network that no source
  /// shows.
  ///
  /// @param lowerKey a condition key in lower case
  @Nullable List<String> absence(
      String lowerKey, List<String> comparedWith, @Nullable String resource) {
    if (ACCESS_POINT_KEYS.contains(lowerKey)) {
      return resource == null ? null : accessPoints.get(resource);
    }
    if (!NETWORK_KEYS.contains(lowerKey) || comparedWith.isEmpty()) {
      return null;
    }
    TreeSet<String> facts = new TreeSet<>();
    for (String value : comparedWith) {
      List<String> known = networks.get(value);
      if (known == null) {
        return null;
      }
      facts.addAll(known);
    }
    return List.copyOf(facts);
  }
}
