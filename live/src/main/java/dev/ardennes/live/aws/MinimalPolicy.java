package dev.ardennes.live.aws;

import dev.ardennes.live.wire.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The IAM policies that together let somebody collect, and nothing else.
public final class MinimalPolicy {
  /// What a managed policy may hold is 6,144 characters without white space; some are left for the
  /// frame of the document and the role.
  private static final int MOST_OF_ACTIONS = 5_600;

  private MinimalPolicy() {}

  /// The documents, each as one managed policy can hold it, in the order of their actions.
  ///
  /// @param role name or ARN of the role that is assumed in other accounts; null for none
  public static List<String> texts(@Nullable String role) {
    List<String> texts = new ArrayList<>();
    for (List<String> actions : parts()) {
      texts.add(text(actions, texts.isEmpty() ? role : null));
    }
    return List.copyOf(texts);
  }

  private static SortedSet<String> actions() {
    SortedSet<String> actions = new TreeSet<>();
    for (Operation operation : Operation.all()) {
      if (operation != Operation.ASSUME_ROLE) {
        actions.add(operation.permission());
      }
    }
    CloudType.all().forEach(type -> actions.addAll(type.actions()));
    return actions;
  }

  private static List<List<String>> parts() {
    List<List<String>> parts = new ArrayList<>();
    List<String> part = new ArrayList<>();
    int length = 0;
    for (String action : actions()) {
      int more = action.length() + "\"\",".length();
      if (length + more > MOST_OF_ACTIONS) {
        parts.add(part);
        part = new ArrayList<>();
        length = 0;
      }
      part.add(action);
      length += more;
    }
    parts.add(part);
    return parts;
  }

  private static String text(List<String> actions, @Nullable String role) {
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
