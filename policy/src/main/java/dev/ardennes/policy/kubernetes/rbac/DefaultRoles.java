package dev.ardennes.policy.kubernetes.rbac;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The cluster roles and cluster role bindings that the API server of every cluster makes and keeps
/// as they are.
///
/// The file `default-roles.txt` explains its own format.
record DefaultRoles(List<DefaultRole> roles, List<DefaultBinding> bindings) {
  private static final String FILE = "default-roles.txt";
  private static final String AGGREGATE = "rbac.authorization.k8s.io/aggregate-to-";

  /// A cluster role.
  record DefaultRole(
      String name,
      Map<String, String> labels,
      List<LabelSelector> selectors,
      List<Permission> rules) {
    private DefaultRole copy() {
      return new DefaultRole(name, Map.copyOf(labels), List.copyOf(selectors), List.copyOf(rules));
    }
  }

  /// One subject of a cluster role binding.
  record DefaultBinding(String name, String role, Subject subject) {}

  /// The roles in the resource file. Read anew at each call.
  static DefaultRoles bundled() {
    try (InputStream in = DefaultRoles.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + FILE);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DefaultRoles parse(String text) {
    Reader reader = new Reader();
    text.lines().forEach(reader::line);
    return reader.done();
  }

  /// Reads line by line; rules belong to the role above them.
  private static final class Reader {
    private final List<DefaultRole> roles = new ArrayList<>();
    private final List<DefaultBinding> bindings = new ArrayList<>();
    private Map<String, String> labels = new TreeMap<>();
    private List<LabelSelector> selectors = new ArrayList<>();
    private List<Permission> rules = new ArrayList<>();

    void line(String line) {
      String[] fields = line.split(" ", -1);
      switch (fields[0]) {
        case "role" -> role(fields[1]);
        case "label" -> labels.put(AGGREGATE + fields[1], "true");
        case "aggregates" -> selectors.add(selector(fields[1]));
        case "rule" -> rules.add(rule(fields));
        case "urls" -> rules.add(urls(fields));
        case "bind" ->
            bindings.add(new DefaultBinding(fields[1], fields[2], subject(fields[3], fields[4])));
        default -> {
          if (!line.isEmpty() && !line.startsWith("#")) {
            throw new IllegalArgumentException("unknown record `" + fields[0] + "`");
          }
        }
      }
    }

    private void role(String name) {
      labels = new TreeMap<>();
      selectors = new ArrayList<>();
      rules = new ArrayList<>();
      roles.add(new DefaultRole(name, labels, selectors, rules));
    }

    private static Permission urls(String[] fields) {
      return new Permission(
          list(fields[1]), List.of(), List.of(), List.of(), false, list(fields[2]));
    }

    private static LabelSelector selector(String to) {
      LabelSelector.Requirement requirement =
          new LabelSelector.Requirement(AGGREGATE + to, LabelSelector.Operator.IN, List.of("true"));
      return new LabelSelector(List.of(requirement), "");
    }

    private static Permission rule(String[] fields) {
      List<String> groups =
          list(fields[2]).stream().map(group -> group.equals("core") ? "" : group).toList();
      List<String> names = fields.length > 4 ? list(fields[4]) : List.of();
      return new Permission(list(fields[1]), groups, list(fields[3]), names, false, List.of());
    }

    private static Subject subject(String kind, String name) {
      return switch (kind) {
        case "user" -> Subject.user(name);
        case "group" -> Subject.group(name);
        case "account" -> {
          int slash = name.indexOf('/');
          yield Subject.serviceAccount(name.substring(0, slash), name.substring(slash + 1));
        }
        default -> throw new IllegalArgumentException("unknown subject `" + kind + "`");
      };
    }

    private static List<String> list(String text) {
      return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    DefaultRoles done() {
      List<DefaultRole> complete = roles.stream().map(DefaultRole::copy).toList();
      return new DefaultRoles(complete, List.copyOf(bindings));
    }
  }
}
