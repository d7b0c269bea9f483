package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sessions of roles that are principals of their own, since policies limit them. Immutable.
public final class Sessions {
  private final Map<String, String> roles;
  private final Map<String, List<AwsPolicyModel.Link>> policies;

  private Sessions(Builder builder) {
    roles = Map.copyOf(builder.roles);
    policies = ModelMaps.links(builder.policies);
  }

  /// The role whose session it is; itself where it is no session.
  String acting(String principal) {
    return roles.getOrDefault(principal, principal);
  }

  /// What limits the session; null where it is none.
  @Nullable List<AwsPolicyModel.Link> policies(String principal) {
    return roles.containsKey(principal) ? policies.getOrDefault(principal, List.of()) : null;
  }

  /// Collects the sessions of a model.
  public static final class Builder {
    private final Map<String, String> roles = new HashMap<>();
    private final Map<String, List<AwsPolicyModel.Link>> policies = new HashMap<>();

    Builder() {}

    /// A session of a role; without any policy it may do nothing.
    public Builder session(String sessionId, String roleId) {
      roles.putIfAbsent(sessionId, roleId);
      return this;
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
