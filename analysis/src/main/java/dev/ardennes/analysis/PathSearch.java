package dev.ardennes.analysis;

import dev.ardennes.analysis.Report.Likelihood;
import dev.ardennes.engine.attack.AttackGraph;
import dev.ardennes.engine.attack.Gain;
import dev.ardennes.engine.attack.Premise;
import dev.ardennes.graph.Disabled;
import dev.ardennes.graph.MinimalProof;
import dev.ardennes.graph.MinimalProofs;
import dev.ardennes.graph.ProofLimits;
import dev.ardennes.graph.Reachability;
import dev.ardennes.model.Assumption;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Stance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The minimal attack paths of all worlds and targets, by risk, computed as they are asked for: a
/// pair of world and target is searched only once no other pair can have a riskier path.
final class PathSearch {
  /// So many pairs are searched as long as the limits say, each after them for less, so that a
  /// hundred crown jewels do not take ten times as long as ten.
  private static final int PAIRS_AT_FULL_LENGTH = 10;

  /// Before the worlds of a target are told apart.
  private static final int ANY_WORLD = -1;

  /// Risks closer than one in so many are as high: products differ with the order of factors.
  private static final double RISKS_TOLD_APART = 1e12;

  /// After so many proofs over hubs that others undercut, one after the other, a pair is left.
  private static final int REFUSED_AT_A_TIME = 200;

  private final PathGraph paths;
  private final AttackGraph graph;
  private final LikelihoodTable table;
  private final Stances stances;
  private final ProofLimits limits;
  private final PathBounds bounds;
  private final PriorityQueue<Candidate> queue =
      new PriorityQueue<>(
          Comparator.comparingDouble((Candidate each) -> -Math.rint(each.risk * RISKS_TOLD_APART))
              .thenComparingInt(candidate -> candidate.steps)
              .thenComparingInt(candidate -> candidate.world)
              .thenComparingInt(candidate -> candidate.target));
  private final Map<Integer, BitSet> holdingIn = new HashMap<>();
  private int searched;

  /// The targets to which a limit may have hidden a path.
  private final Set<String> left = new HashSet<>();

  PathSearch(
      PathGraph paths,
      AttackGraph graph,
      LikelihoodTable table,
      Stances stances,
      ProofLimits limits) {
    this.paths = paths;
    this.graph = graph;
    this.table = table;
    this.stances = stances;
    this.bounds = new PathBounds(paths);
    for (int target = 0; target < paths.targets().size(); target++) {
      double cost = bounds.ofAll(target);
      if (cost < Double.POSITIVE_INFINITY) {
        queue.add(new Candidate(ANY_WORLD, target, risk(target, Math.exp(-cost)), 0));
      }
    }
    this.limits = limits;
  }

  /// One pair, or all of one target: a bound on its risk until it is searched, then its riskiest
  /// path not yet reported.
  private static final class Candidate {
    final int world;
    final int target;
    double risk;
    int steps;
    final Set<List<Integer>> known = new HashSet<>();
    @Nullable MinimalProofs proofs;
    @Nullable FoundPath path;

    /// @param steps no path of the pair has fewer
    Candidate(int world, int target, double risk, int steps) {
      this.world = world;
      this.target = target;
      this.risk = risk;
      this.steps = steps;
    }

    /// Whether a proof is one of the attack graph that no other undercuts, and was not found
    /// before: hubs are nodes that the attack graph does not have.
    boolean isNew(PathGraph paths, MinimalProof proof) {
      if (!paths.hasHubs()) {
        return true;
      }
      int[] nodes = Arrays.stream(proof.orNodes()).filter(node -> !paths.isHub(node)).toArray();
      return known.add(Arrays.stream(nodes).boxed().toList())
          && !paths.isUndercut(nodes, paths.targetNode(target));
    }
  }

  /// Every world of a target comes into the queue, by how risky a path of it may be.
  private void expand(int target) {
    PathBounds.To to = bounds.new To(target);
    for (int world = 0; world < graph.worlds().size(); world++) {
      PathBounds.Bound bound = to.from(graph.worlds().get(world));
      if (bound.cost() < Double.POSITIVE_INFINITY) {
        queue.add(
            new Candidate(world, target, risk(target, Math.exp(-bound.cost())), bound.steps()));
      }
    }
  }

  private String target(Candidate candidate) {
    return paths.targets().get(candidate.target).entity();
  }

  private Disabled world(int world) {
    return paths.world(graph.worlds().get(world));
  }

  private double risk(int target, double likelihood) {
    return table.weight(paths.targets().get(target).impact()) * likelihood;
  }

  /// Which paths a search is for.
  interface Wanted {
    /// Asked once for each path found; what it refuses is not counted.
    boolean isListed(FoundPath path);

    /// Whether no further path to the target is wanted: there may be very many.
    boolean isDone(String target);
  }

  /// The riskiest paths that are wanted, at most `count`.
  List<FoundPath> riskiest(int count, Wanted wanted) {
    List<FoundPath> found = new ArrayList<>();
    while (found.size() < count && !queue.isEmpty()) {
      Candidate candidate = queue.remove();
      String target = target(candidate);
      FoundPath path = candidate.path;
      if (path != null && !wanted.isDone(target) && wanted.isListed(path)) {
        found.add(path);
      }
      if (!wanted.isDone(target)) {
        if (candidate.world == ANY_WORLD) {
          expand(candidate.target);
        } else {
          advance(candidate);
        }
      }
    }
    return found;
  }

  /// The targets that a path may lead to which is not reported yet, or that a limit hid.
  Set<String> unexhausted() {
    Set<String> targets = new HashSet<>(left);
    queue.forEach(candidate -> targets.add(target(candidate)));
    return targets;
  }

  private void advance(Candidate candidate) {
    MinimalProofs proofs = candidate.proofs;
    if (proofs == null) {
      Disabled world = world(candidate.world);
      BitSet holding =
          holdingIn.computeIfAbsent(
              candidate.world, added -> Reachability.of(paths.graph(), world));
      proofs =
          MinimalProofs.ofLast(
              paths.graph(),
              paths.targetNode(candidate.target),
              world,
              holding,
              limits.shared(++searched, PAIRS_AT_FULL_LENGTH));
      candidate.proofs = proofs;
    }
    int refused = 0;
    while (proofs.hasNext()) {
      MinimalProof proof = proofs.next();
      if (++refused > REFUSED_AT_A_TIME) {
        left.add(target(candidate));
        return;
      }
      if (candidate.isNew(paths, proof)) {
        FoundPath path = path(candidate, proof);
        candidate.path = path;
        candidate.risk = path.risk();
        candidate.steps = path.groups().size();
        queue.add(candidate);
        return;
      }
    }
    if (proofs.isCutOff()) {
      left.add(target(candidate));
    }
  }

  private FoundPath path(Candidate candidate, MinimalProof proof) {
    List<PathGraph.Group> groups = paths.groups(proof.andNodes());
    Likelihood likelihood = likelihood(groups);
    List<EntryPoint> used = used(graph.worlds().get(candidate.world), groups);
    return new FoundPath(
        used.getFirst(),
        used.subList(1, used.size()),
        paths.targets().get(candidate.target),
        groups,
        likelihood,
        risk(candidate.target, likelihood.best()),
        proof.orderProved());
  }

  /// Those of the entries that the path needs, in their order; the first where it needs none.
  private List<EntryPoint> used(List<EntryPoint> held, List<PathGraph.Group> groups) {
    Map<Gain, EntryPoint> given = new LinkedHashMap<>();
    held.forEach(
        entry -> given.putIfAbsent(Objects.requireNonNull(graph.entries().get(entry)), entry));
    Set<Gain> needed = new HashSet<>();
    for (PathGraph.Group group : groups) {
      for (Premise premise : group.best().step().premises()) {
        if (premise instanceof Premise.Gained gained) {
          needed.add(gained.gain());
        }
      }
    }
    given.keySet().retainAll(needed);
    return given.isEmpty() ? List.of(held.getFirst()) : List.copyOf(given.values());
  }

  private Likelihood likelihood(List<PathGraph.Group> groups) {
    Likelihood product = new Likelihood(1, 1, 1);
    Set<Assumption> assumptions = new TreeSet<>();
    for (PathGraph.Group group : groups) {
      assumptions.addAll(group.best().assumptions());
      if (!group.gain().witness()) {
        product = LikelihoodTable.times(product, table.of(group.best().step().kind()));
      }
    }
    for (Assumption assumption : assumptions) {
      if (stances.of(assumption) != Stance.CONFIRMED) {
        product = LikelihoodTable.times(product, table.of(assumption.kind()));
      }
    }
    return product;
  }
}
