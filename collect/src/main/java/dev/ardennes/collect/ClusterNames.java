package dev.ardennes.collect;

import dev.ardennes.model.Collected;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Keeps the clusters of several given paths apart, which manifests do not name. Paths are taken
/// for one cluster where they share a namespace that somebody has made and start no workload twice,
/// or where one is what a cluster showed of the other.
final class ClusterNames {
  private static final String CLUSTER = "k8s.cluster";
  private static final String NAMESPACE = "k8s.namespace";
  private static final String START = "k8s/";
  private static final String UNNAMED = "k8s/main";

  /// Namespaces that every cluster has, or every one with a mesh.
  private static final Set<String> COMMON =
      Set.of("default", "kube-system", "kube-public", "kube-node-lease", "istio-system");

  private final List<String> names;
  private final List<List<Collected>> sources;
  private final Set<String> taken = new TreeSet<>();

  /// What one path says of a cluster.
  private static final class Part {
    final int path;
    final Set<String> namespaces = new HashSet<>();
    final Set<String> workloads = new HashSet<>();
    boolean seen;

    Part(int path) {
      this.path = path;
    }

    boolean isWith(Part other) {
      boolean share = namespaces.stream().anyMatch(other.namespaces::contains);
      boolean twice = workloads.stream().anyMatch(other.workloads::contains);
      return share && (!twice || seen != other.seen);
    }

    boolean mayBeWith(Part other) {
      return seen != other.seen || workloads.stream().noneMatch(other.workloads::contains);
    }
  }

  private ClusterNames(List<String> names, List<List<Collected>> sources) {
    this.names = names;
    this.sources = sources;
  }

  /// The paths' sources, with a name of its own for each cluster.
  static List<List<Collected>> apart(List<String> names, List<List<Collected>> sources) {
    return new ClusterNames(names, sources).apart();
  }

  private List<List<Collected>> apart() {
    List<List<Collected>> named = new ArrayList<>(sources);
    for (Map.Entry<String, List<Part>> cluster : parts().entrySet()) {
      List<List<Part>> groups = groups(cluster.getValue());
      if (groups.size() > 1) {
        List<String> ids = new ArrayList<>();
        groups.forEach(group -> ids.add(id(cluster.getKey(), group.getFirst())));
        for (int i = 0; i < groups.size(); i++) {
          Problem problem = i == 0 ? null : twice(ids.getFirst(), ids.get(i), groups.get(i));
          for (Part part : groups.get(i)) {
            Renaming renaming = new Renaming(cluster.getKey(), ids.get(i));
            List<Collected> renamed = named.get(part.path).stream().map(renaming::source).toList();
            named.set(part.path, problem == null ? renamed : with(renamed, problem));
            problem = null;
          }
        }
      }
    }
    return named;
  }

  private Map<String, List<Part>> parts() {
    Map<String, List<Part>> parts = new TreeMap<>();
    for (int path = 0; path < sources.size(); path++) {
      Map<String, Part> own = new TreeMap<>();
      for (Collected source : sources.get(path)) {
        for (Entity entity : source.entities()) {
          note(entity, path, own);
        }
        for (Fact fact : source.facts()) {
          note(fact, own);
        }
      }
      own.forEach((id, part) -> parts.computeIfAbsent(id, key -> new ArrayList<>()).add(part));
    }
    return parts;
  }

  private void note(Entity entity, int path, Map<String, Part> own) {
    if (entity.kind().equals(CLUSTER)) {
      taken.add(entity.id());
      own.computeIfAbsent(entity.id(), id -> new Part(path));
    } else if (entity.kind().equals(NAMESPACE) && !COMMON.contains(entity.name())) {
      own.computeIfAbsent(cluster(entity.id()), id -> new Part(path)).namespaces.add(entity.id());
    }
  }

  private static void note(Fact fact, Map<String, Part> own) {
    String first = fact.args().getFirst();
    Part part = first.startsWith(START) ? own.get(cluster(first)) : null;
    if (part != null && fact.relation().equals("runs_as_account")) {
      part.workloads.add(first);
    } else if (part != null && fact.relation().equals("runs_on")) {
      part.seen |= fact.args().get(2).equals("seen");
    }
  }

  private static String cluster(String id) {
    int slash = id.indexOf('/', START.length());
    return slash < 0 ? id : id.substring(0, slash);
  }

  /// In the order of the paths.
  private static List<List<Part>> groups(List<Part> parts) {
    List<List<Part>> groups = new ArrayList<>();
    for (Part part : parts) {
      List<Part> joined = new ArrayList<>();
      List<List<Part>> others = new ArrayList<>();
      for (List<Part> group : groups) {
        boolean one =
            group.stream().anyMatch(part::isWith) && group.stream().allMatch(part::mayBeWith);
        if (one && joined.stream().allMatch(j -> group.stream().allMatch(j::mayBeWith))) {
          joined.addAll(group);
        } else {
          others.add(group);
        }
      }
      joined.add(part);
      others.add(joined);
      groups = others;
    }
    groups.forEach(group -> group.sort((one, other) -> Integer.compare(one.path, other.path)));
    groups.sort((one, other) -> Integer.compare(one.getFirst().path, other.getFirst().path));
    return groups;
  }

  private String id(String cluster, Part first) {
    String path = names.get(first.path).replace('/', '-').replace("%", "%25");
    String own = cluster.equals(UNNAMED) ? "" : "-" + cluster.substring(START.length());
    String id = START + path + own;
    for (int i = 2; !taken.add(id); i++) {
      id = START + path + own + "-" + i;
    }
    return id;
  }

  private Problem twice(String one, String other, List<Part> group) {
    String source = sources.get(group.getFirst().path).getFirst().source();
    return Problem.warning(
        "two of the given paths describe a cluster without a name: they count as two, `"
            + one
            + "` and `"
            + other
            + "`",
        "where they are one, say so under `same` in `ardennes.yaml`, or scan a folder that holds both",
        Evidence.at(source, "", 0, 0));
  }

  private static List<Collected> with(List<Collected> sources, Problem problem) {
    List<Collected> all = new ArrayList<>(sources);
    Collected first = all.getFirst();
    List<Problem> problems = new ArrayList<>(first.problems());
    problems.add(problem);
    problems.sort(null);
    all.set(
        0,
        new Collected(
            first.source(),
            first.kind(),
            first.location(),
            first.files(),
            first.entities(),
            first.facts(),
            first.covers(),
            problems,
            first.hidden()));
    return all;
  }

  /// One cluster's ids and names in another's place.
  private static final class Renaming {
    private final String from;
    private final String to;
    private final Map<String, String> known = new HashMap<>();

    Renaming(String from, String to) {
      this.from = from;
      this.to = to;
    }

    Collected source(Collected source) {
      return new Collected(
          source.source(),
          source.kind(),
          source.location(),
          source.files(),
          source.entities().stream().map(this::entity).sorted().toList(),
          source.facts().stream().map(this::fact).toList(),
          source.covers().stream().map(this::words).toList(),
          source.problems(),
          source.hidden());
    }

    private Entity entity(Entity entity) {
      String id = id(entity.id());
      boolean named = entity.kind().equals(CLUSTER) || id.equals(to + "/nodes");
      String name = named && !id.equals(entity.id()) ? name(entity.name()) : entity.name();
      return new Entity(id, entity.kind(), name, entity.aliases());
    }

    private Fact fact(Fact fact) {
      List<String> args = fact.args().stream().map(this::id).toList();
      return args.equals(fact.args())
          ? fact
          : new Fact(fact.relation(), args, fact.standing(), fact.evidence());
    }

    private String id(String text) {
      if (!text.equals(from) && !text.startsWith(from + "/")) {
        return text;
      }
      return known.computeIfAbsent(text, id -> to + id.substring(from.length()));
    }

    private String name(String name) {
      String last = from.substring(START.length());
      return name.endsWith(last)
          ? name.substring(0, name.length() - last.length()) + to.substring(START.length())
          : name;
    }

    private String words(String sentence) {
      String cluster = "cluster ";
      return sentence.replace(
          cluster + from.substring(START.length()), cluster + to.substring(START.length()));
    }
  }
}
