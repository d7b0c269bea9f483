package dev.ardennes.policy.facts.network;

import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.DecisionPart;
import dev.ardennes.policy.Remembered;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides who can connect to whom in the networks of a cloud account, and to whom requests from
/// the internet are handed. Not safe for several threads.
public final class NetworkPart implements DecisionPart {
  private static final String INTERNET_CONNECTS = "internet_connects";
  private static final String INTERNET_CALLS = "internet_calls";
  private static final String NETWORK_CONNECTS = "network_connects";
  private static final String LEADS_TO_ENDPOINTS = "leads_to_endpoints";
  private static final Map<String, List<Integer>> OPEN =
      Map.of(
          INTERNET_CONNECTS, List.of(0),
          INTERNET_CALLS, List.of(0),
          NETWORK_CONNECTS, List.of(1, 0),
          LEADS_TO_ENDPOINTS, List.of());

  private final FactBase facts;
  private final Remembered decided = new Remembered(this::decideAnew);
  private @Nullable Read read;

  private record Read(Network network, Connections connections, Fronts fronts) {}

  public NetworkPart(FactBase facts) {
    this.facts = facts;
  }

  private Read read() {
    Read known = read;
    if (known == null) {
      Network network = new Network(facts);
      Connections connections = new Connections(network);
      known = new Read(network, connections, new Fronts(network, connections));
      read = known;
    }
    return known;
  }

  @Override
  public Set<String> relations() {
    return OPEN.keySet();
  }

  @Override
  public String engine(String relation) {
    return "policy.network";
  }

  @Override
  public List<Integer> openColumns(String relation) {
    return OPEN.getOrDefault(relation, List.of());
  }

  @Override
  public Decision decide(String relation, List<String> args) {
    return decided.decide(relation, args);
  }

  private Decision decideAnew(String relation, List<String> args) {
    return switch (relation) {
      case INTERNET_CONNECTS -> read().connections().internet(args.get(0), args.get(1));
      case INTERNET_CALLS -> read().fronts().called(args.get(0));
      case LEADS_TO_ENDPOINTS -> new Endpoints(read().network()).serve(args.get(0), args.get(1));
      case NETWORK_CONNECTS -> read().connections().inside(args.get(0), args.get(1), args.get(2));
      default -> throw new IllegalArgumentException("no computed relation: " + relation);
    };
  }

  @Override
  public List<String> candidates(String relation, int open, List<String> args) {
    return switch (relation) {
      case INTERNET_CONNECTS -> read().connections().addressed();
      case INTERNET_CALLS -> read().fronts().behind();
      case NETWORK_CONNECTS -> read().network().connected();
      default -> throw new IllegalArgumentException(relation + " leaves nothing open");
    };
  }
}
