package dev.ardennes.policy.kubernetes.rbac;

import dev.ardennes.model.Unknown;
import java.util.Comparator;

/// Whom a binding names, or who asks.
///
/// A user whose name is that of a service account, `system:serviceaccount:<namespace>:<name>`, is
/// that service account: the API server does not tell them apart.
///
/// @param namespace of a service account; otherwise empty
public record Subject(Kind kind, String namespace, String name) implements Comparable<Subject> {
  private static final String ACCOUNT = "system:serviceaccount:";
  private static final Comparator<Subject> ORDER =
      Comparator.comparing(Subject::kind)
          .thenComparing(Subject::namespace)
          .thenComparing(Subject::name);

  /// The sort of subject.
  public enum Kind {
    USER,
    GROUP,
    SERVICE_ACCOUNT
  }

  public static Subject user(String name) {
    if (name.startsWith(ACCOUNT)) {
      String rest = name.substring(ACCOUNT.length());
      int colon = rest.indexOf(':');
      if (colon > 0 && rest.indexOf(':', colon + 1) < 0) {
        return serviceAccount(rest.substring(0, colon), rest.substring(colon + 1));
      }
    }
    return new Subject(Kind.USER, "", name);
  }

  public static Subject group(String name) {
    return new Subject(Kind.GROUP, "", name);
  }

  public static Subject serviceAccount(String namespace, String name) {
    return new Subject(Kind.SERVICE_ACCOUNT, namespace, name);
  }

  /// The name of the user that the API server sees; for a group its own name.
  String userName() {
    return kind == Kind.SERVICE_ACCOUNT ? ACCOUNT + namespace + ":" + name : name;
  }

  boolean isUnknown() {
    return Unknown.in(name) || Unknown.in(namespace);
  }

  String says() {
    return switch (kind) {
      case USER -> "user `" + name + "`";
      case GROUP -> "group `" + name + "`";
      case SERVICE_ACCOUNT -> "service account `" + namespace + "/" + name + "`";
    };
  }

  @Override
  public int compareTo(Subject other) {
    return ORDER.compare(this, other);
  }
}
