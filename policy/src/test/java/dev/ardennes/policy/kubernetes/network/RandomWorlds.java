package dev.ardennes.policy.kubernetes.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Random small clusters as JSON, see [NaiveEvaluator], with up to two unknown texts and what each
/// of them may be.
final class RandomWorlds {
  static final int PODS = 6;
  static final List<String> OUTSIDE =
      List.of("20.0.0.1", "20.64.0.1", "20.128.0.1", "20.192.0.1", "30.0.0.1", "2001:db8::1");
  private static final List<String> APPS = List.of("a", "b", "c");
  private static final List<String> ROLES = List.of("x", "y", NaiveEvaluator.ABSENT);
  private static final List<String> CIDRS =
      List.of(
          "0.0.0.0/0",
          "20.0.0.0/8",
          "20.0.0.0/9",
          "20.128.0.0/9",
          "20.64.0.0/10",
          "10.0.0.0/8",
          "10.0.0.0/29",
          "10.9.0.1/32",
          "2001:db8::/32",
          "::/0");

  private final Random random;
  private final Map<String, List<String>> unknown = new TreeMap<>();
  private boolean unknownLabels;
  private boolean open;

  RandomWorlds(long seed) {
    random = new Random(seed);
  }

  /// A world and its unknown texts with all values they may have.
  record World(String json, Map<String, List<String>> unknown) {
    /// The same with everything known, in every way.
    List<String> completions() {
      List<String> all = List.of(json);
      for (Map.Entry<String, List<String>> entry : unknown.entrySet()) {
        List<String> next = new ArrayList<>();
        for (String text : all) {
          for (String value : entry.getValue()) {
            String quoted = value.startsWith("#") ? value.substring(1) : '"' + value + '"';
            next.add(text.replace('"' + entry.getKey() + '"', quoted));
          }
        }
        all = next;
      }
      return all;
    }
  }

  World next(boolean withUnknown) {
    unknown.clear();
    open = withUnknown;
    unknownLabels = random.nextBoolean();
    String json =
        "{'namespaces':"
            + namespaces()
            + ",'nodes':{'n0':'10.9.0.1','n1':'10.9.0.2'},'pods':"
            + pods()
            + ",'policies':"
            + list(1 + random.nextInt(5), this::policy)
            + "}";
    return new World(json.replace('\'', '"'), new TreeMap<>(unknown));
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /// The value, or an unknown text that may be it.
  private String perhaps(int percent, String value, List<String> domain) {
    if (!open || unknown.size() >= 2 || !chance(percent)) {
      return value;
    }
    String text = "⟨u" + unknown.size() + "⟩";
    unknown.put(text, domain);
    return text;
  }

  private String label(int percent, String value, List<String> known) {
    List<String> domain = new ArrayList<>(known);
    domain.add("fresh");
    return unknownLabels ? perhaps(percent, value, domain) : value;
  }

  private static String list(int size, Supplier<String> item) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(item.get());
    }
    return "[" + String.join(",", items) + "]";
  }

  private String namespaces() {
    List<String> all = new ArrayList<>();
    for (String name : List.of("s", "t", "u")) {
      all.add(
          "'" + name + "':{'tier':'" + label(5, pick(List.of("p", "q")), List.of("p", "q")) + "'}");
    }
    return "{" + String.join(",", all) + "}";
  }

  private String pods() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < PODS; i++) {
      String node = "n" + random.nextInt(2);
      boolean host = chance(10);
      String own = chance(80) ? "10.0.0." + (i + 1) : "2001:db8::" + (i + 1);
      String ip = host ? (node.equals("n0") ? "10.9.0.1" : "10.9.0.2") : own;
      all.add(
          "'p"
              + i
              + "':{'namespace':'"
              + pick(List.of("s", "t", "u"))
              + "','labels':{'app':'"
              + label(10, pick(APPS), APPS)
              + "','role':'"
              + label(10, pick(ROLES), ROLES)
              + "'},'ports':{"
              + named()
              + "},'ip':'"
              + ip
              + "','node':'"
              + node
              + "'"
              + (host ? ",'host':true" : "")
              + "}");
    }
    return "{" + String.join(",", all) + "}";
  }

  private String named() {
    List<String> all = new ArrayList<>();
    for (String name : List.of("httpTCP", "httpUDP", "dbTCP")) {
      if (chance(60)) {
        all.add("'" + name + "':" + (1 + random.nextInt(12)));
      }
    }
    return String.join(",", all);
  }

  private String policy() {
    String types =
        pick(
            List.of(
                "",
                "'policyTypes':[],",
                "'policyTypes':['Ingress'],",
                "'policyTypes':['Egress'],",
                "'policyTypes':['Ingress','Egress'],"));
    if (types.startsWith("'policyTypes':['Ingress'],")) {
      String second = perhaps(20, "Ingress", List.of("Ingress", "Egress"));
      types = "'policyTypes':['Ingress','" + second + "'],";
    }
    return "{'namespace':'"
        + pick(List.of("s", "t", "u"))
        + "','spec':{"
        + types
        + "'podSelector':"
        + podSelector()
        + ",'ingress':"
        + list(random.nextInt(3), () -> rule("from"))
        + ",'egress':"
        + list(random.nextInt(3), () -> rule("to"))
        + "}}";
  }

  private String rule(String peers) {
    List<String> parts = new ArrayList<>();
    if (chance(75)) {
      parts.add("'" + peers + "':" + list(random.nextInt(3), this::peer));
    }
    if (chance(65)) {
      parts.add("'ports':" + list(random.nextInt(3), this::port));
    }
    return "{" + String.join(",", parts) + "}";
  }

  private String peer() {
    String namespaces = "'namespaceSelector':" + selector("tier", List.of("p", "q"));
    if (chance(20)) {
      namespaces =
          "'namespaceSelector':{'matchLabels':{'kubernetes.io/metadata.name':'"
              + pick(List.of("s", "t", "u"))
              + "'}}";
    }
    return switch (random.nextInt(4)) {
      case 0 -> "{" + namespaces + "}";
      case 1 -> "{'podSelector':" + podSelector() + "}";
      case 2 -> "{" + namespaces + ",'podSelector':" + podSelector() + "}";
      default -> "{'ipBlock':" + block() + "}";
    };
  }

  private String block() {
    String cidr = perhaps(15, pick(CIDRS), List.of("0.0.0.0/0", "::/0", "192.0.2.0/24"));
    List<String> except =
        switch (cidr) {
          case "0.0.0.0/0" -> List.of("20.64.0.0/10", "10.0.0.0/30");
          case "20.0.0.0/8" -> List.of("20.0.0.0/9", "20.192.0.0/10");
          case "10.0.0.0/8" -> List.of("10.0.0.2/32");
          case "::/0" -> List.of("2001:db8::/127");
          default -> List.of();
        };
    if (except.isEmpty() || chance(50)) {
      return "{'cidr':'" + cidr + "'}";
    }
    return "{'cidr':'" + cidr + "','except':" + list(1, () -> "'" + pick(except) + "'") + "}";
  }

  private String podSelector() {
    if (chance(20)) {
      return "{}";
    }
    return chance(60) ? selector("app", APPS) : selector("role", List.of("x", "y"));
  }

  private String selector(String key, List<String> values) {
    String value = pick(values);
    List<String> domain = new ArrayList<>(values);
    domain.add("fresh");
    String shown = unknownLabels ? value : perhaps(10, value, domain);
    String head = "{'matchExpressions':[{'key':'" + key + "','operator':'";
    return switch (random.nextInt(6)) {
      case 0 -> "{}";
      case 1 -> head + "In','values':['" + pick(values) + "','" + shown + "']}]}";
      case 2 -> head + "NotIn','values':['" + shown + "']}]}";
      case 3 -> head + "Exists'}]}";
      case 4 -> head + "DoesNotExist','values':[]}]}";
      default -> "{'matchLabels':{'" + key + "':'" + shown + "'}}";
    };
  }

  private String port() {
    String protocol = pick(List.of("", "TCP", "TCP", "UDP", "SCTP"));
    if (!protocol.isEmpty()) {
      String shown = perhaps(10, protocol, List.of("TCP", "UDP", "SCTP"));
      protocol = "'protocol':'" + shown + "'";
    }
    int first = 1 + random.nextInt(10);
    String port =
        switch (random.nextInt(4)) {
          case 0 -> "'port':'" + pick(List.of("http", "db")) + "'";
          case 1 -> "'port':" + first + ",'endPort':" + (first + random.nextInt(4));
          case 2 -> "";
          default -> number(first);
        };
    boolean both = !protocol.isEmpty() && !port.isEmpty();
    return "{" + protocol + (both ? "," : "") + port + "}";
  }

  private String number(int value) {
    List<String> domain = new ArrayList<>();
    for (int i = 1; i <= 15; i++) {
      domain.add("#" + i);
    }
    String text = perhaps(15, "", domain);
    return "'port':" + (text.isEmpty() ? value : "'" + text + "'");
  }
}
