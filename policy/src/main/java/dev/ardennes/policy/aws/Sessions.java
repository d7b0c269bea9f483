package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Sessions that are principals of their own, since policies limit them, or since it matters where
/// they are used. Immutable.
public final class Sessions {
  private final Map<String, String> roles;
  private final Set<String> unlimited;
  private final Map<String, List<AwsPolicyModel.Link>> policies;

  private Sessions(Builder builder) {
    roles = Map.copyOf(builder.roles);
    unlimited = Set.copyOf(builder.unlimited);
    policies = ModelMaps.links(builder.policies);
  }

  /// The principal whose session it is; itself where it is no session.
  String acting(String principal) {
    return roles.getOrDefault(principal, principal);
  }

  /// What limits the session; null where nothing does.
  @Nullable List<AwsPolicyModel.Link> policies(String principal) {
    boolean limited = roles.containsKey(principal) && !unlimited.contains(principal);
    return limited ? policies.getOrDefault(principal, List.of()) : null;
  }

  /// Collects the sessions of a model.
  public static final class Builder {
    private final Map<String, String> roles = new HashMap<>();
    private final Set<String> unlimited = new TreeSet<>();
    private final Map<String, List<AwsPolicyModel.Link>> policies = new HashMap<>();

    Builder() {}

    /// A session of a role; without any policy it may do nothing.
    public Builder session(String sessionId, String roleId) {
      roles.putIfAbsent(sessionId, roleId);
      return this;
    }

    /// A session that no policy limits.
    public Builder unlimited(String sessionId, String principalId) {
      unlimited.add(sessionId);
      return session(sessionId, principalId);
    }

    /// A policy that limits a session. Several allow together.
    public Builder policy(String sessionId, String documentId, String factId) {
      policies
          .computeIfAbsent(sessionId, key -> new ArrayList<>())
          .add(new AwsPolicyModel.Link(documentId, factId));
      return this;
    }

    Sessions build() {
      return new Sessions(this);
    }
  }
}
