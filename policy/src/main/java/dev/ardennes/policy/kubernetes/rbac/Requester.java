package dev.ardennes.policy.kubernetes.rbac;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Who asks, with all groups the API server puts the subject into.
///
/// @param subject a group stands for somebody of whom nothing but the group is known
/// @param groups sorted, each once
public record Requester(Subject subject, List<String> groups) {
  static final String ANONYMOUS = "system:anonymous";
  static final String AUTHENTICATED = "system:authenticated";
  static final String UNAUTHENTICATED = "system:unauthenticated";
  static final String ACCOUNTS = "system:serviceaccounts";

  public Requester {
    groups = List.copyOf(new TreeSet<>(groups));
  }

  /// The subject with the groups that Kubernetes itself gives it: every service account is in
  /// `system:serviceaccounts`, `system:serviceaccounts:<namespace>` and `system:authenticated`,
  /// `system:anonymous` in `system:unauthenticated`, everybody else in `system:authenticated`.
  public static Requester of(Subject subject) {
    return of(subject, List.of());
  }

  /// The same with the groups that its credential names: the organizations of a certificate, or the
  /// groups claim of a token.
  public static Requester of(Subject subject, List<String> more) {
    List<String> groups = new ArrayList<>(more);
    switch (subject.kind()) {
      case USER -> groups.add(subject.name().equals(ANONYMOUS) ? UNAUTHENTICATED : AUTHENTICATED);
      case SERVICE_ACCOUNT -> {
        groups.add(AUTHENTICATED);
        groups.add(ACCOUNTS);
        groups.add(ACCOUNTS + ":" + subject.namespace());
      }
      case GROUP -> {
        groups.add(subject.name());
        if (!subject.name().equals(UNAUTHENTICATED)) {
          groups.add(AUTHENTICATED);
        }
        if (subject.name().startsWith(ACCOUNTS + ":")) {
          groups.add(ACCOUNTS);
        }
      }
    }
    return new Requester(subject, groups);
  }

  /// The user that the API server takes for a request without credentials.
  public static Requester anonymous() {
    return of(Subject.user(ANONYMOUS));
  }

  /// Everything a binding may name so that it is about the requester.
  List<Subject> keys() {
    List<Subject> keys = new ArrayList<>();
    if (subject.kind() != Subject.Kind.GROUP) {
      keys.add(subject);
    }
    groups.forEach(group -> keys.add(Subject.group(group)));
    return keys;
  }
}
