package dev.ardennes.live.aws;

import dev.ardennes.live.wire.Operation;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The IAM policy that lets somebody collect, and nothing else.
public final class MinimalPolicy {
  private MinimalPolicy() {}

  /// The document, as one managed policy can hold it.
  ///
  /// @param role name or ARN of the role that is assumed in other accounts; null for none
  public static String text(@Nullable String role) {
    TreeSet<String> actions = new TreeSet<>();
    for (Operation operation : Operation.all()) {
      if (operation != Operation.ASSUME_ROLE) {
        actions.add(operation.permission());
      }
    }
    CloudType.all().forEach(type -> actions.addAll(type.actions()));
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    policy.put("Version", "2012-10-17");
    ArrayNode statements = policy.putArray("Statement");
    ArrayNode allowed =
        statements.addObject().put("Effect", "Allow").put("Resource", "*").putArray("Action");
    actions.forEach(allowed::add);
    if (role != null) {
      statements
          .addObject()
          .put("Effect", "Allow")
          .put("Resource", role.startsWith("arn:") ? role : "arn:aws:iam::*:role/" + role)
          .put("Action", Operation.ASSUME_ROLE.permission());
    }
    return Written.lines(policy) + "\n";
  }
}
