package dev.ardennes.policy.istio;

import dev.ardennes.policy.Control;
import dev.ardennes.policy.istio.Question.Demand;
import dev.ardennes.policy.istio.Question.Option;
import dev.ardennes.policy.istio.Question.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Looks for the ways in which a question's conditions can all hold.
///
/// Depth first: one option of each group, then for each refusal that may still apply one of its
/// literals made false. Since attributes are independent and each contradiction shows at once, the
/// search is exact within its limit of steps.
final class Solver {
  private static final int MOST_STEPS = 200_000;
  private static final int MOST_SOLUTIONS = 24;

  /// The last one that is put on the stack is taken first.
  private static final Comparator<Option> MOST_ASSUMED_FIRST =
      Comparator.comparingLong(
          option -> -option.when().literals().stream().filter(l -> !l.picked()).count());

  private final TextSpaces spaces;
  private final Question question;
  private final List<List<Option>> groups;
  private final List<Refusal> refusals;
  private final List<Solution> solutions = new ArrayList<>();
  private int steps;
  private boolean complete = true;

  /// A way, and the facts that it rests on.
  record Solution(State state, List<String> factIds) {}

  /// How far the options and refusals are dealt with.
  private record Node(State state, List<String> factIds, int group, int refusal) {}

  Solver(TextSpaces spaces, Question question) {
    this.spaces = spaces;
    this.question = question;
    this.groups =
        question.groups().stream()
            .map(options -> options.reversed().stream().sorted(MOST_ASSUMED_FIRST).toList())
            .toList();
    this.refusals =
        question.refusals().stream()
            .sorted(Comparator.comparingInt(refusal -> refusal.when().literals().size()))
            .toList();
  }

  /// All ways with a minimal set of assumptions, one for each such set and each choice of options.
  List<Solution> solve() {
    State start = State.empty(spaces).with(question.base());
    if (start != null) {
      chooseOptions(new Node(start, List.of(), 0, 0));
    }
    return solutions;
  }

  /// Whether [#solve()] came to its end.
  boolean complete() {
    return complete;
  }

  private void chooseOptions(Node start) {
    ArrayDeque<Node> open = new ArrayDeque<>();
    open.push(start);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (solutions.size() >= MOST_SOLUTIONS || steps > MOST_STEPS) {
        complete = false;
        return;
      }
      if (node.group() == question.groups().size()) {
        escape(node);
        continue;
      }
      for (Option option : groups.get(node.group())) {
        State state = node.state().with(option.when());
        if (state != null) {
          List<String> facts = new ArrayList<>(node.factIds());
          facts.addAll(option.factIds());
          open.push(new Node(state, facts, node.group() + 1, 0));
        }
      }
    }
  }

  /// Finds ways around the refusals, for one choice of options.
  private void escape(Node start) {
    ArrayDeque<Node> open = new ArrayDeque<>();
    open.push(start);
    List<Solution> own = new ArrayList<>();
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (own.stream().anyMatch(found -> needsNoMore(found.state(), node.state()))) {
        continue;
      }
      if (++steps > MOST_STEPS) {
        complete = false;
        break;
      }
      int next = nextRefusal(node);
      if (next == refusals.size()) {
        own.removeIf(found -> needsNoMore(node.state(), found.state()));
        own.add(new Solution(node.state(), new TreeSet<>(node.factIds()).stream().toList()));
      } else {
        branch(node, next, open);
      }
    }
    solutions.addAll(own);
  }

  private int nextRefusal(Node node) {
    int next = node.refusal();
    while (next < refusals.size() && node.state().with(refusals.get(next).when()) == null) {
      next++;
      steps++;
    }
    return next;
  }

  /// What the caller picks is tried before anything is assumed.
  private void branch(Node node, int refusal, ArrayDeque<Node> open) {
    List<Literal> literals = new ArrayList<>(refusals.get(refusal).when().literals());
    literals.sort(Comparator.comparing(Literal::picked));
    for (Literal literal : literals) {
      State state = node.state().with(literal.negate());
      if (state != null) {
        open.push(new Node(state, node.factIds(), node.group(), refusal + 1));
      }
    }
  }

  private static boolean needsNoMore(State few, State many) {
    return few.assumed().size() <= many.assumed().size()
        && many.assumed().containsAll(few.assumed());
  }

  /// What is in the way, where there is no solution.
  SortedSet<Control> controls() {
    SortedSet<Control> controls = new TreeSet<>();
    State start = State.empty(spaces).with(question.base());
    for (int i = 0; i < question.groups().size() && start != null; i++) {
      if (!possible(start, question.groups().get(i))) {
        Demand demand = question.demands().get(i);
        controls.add(new Control(Control.Kind.MESH_POLICY, demand.says(), demand.factIds()));
      }
    }
    Set<Refusal> certain = new HashSet<>();
    refusals.stream().filter(refusal -> refusal.when().isTrue()).forEach(certain::add);
    Collection<Refusal> blame = certain;
    if (certain.isEmpty() && controls.isEmpty()) {
      blame = refusals;
      question
          .demands()
          .forEach(
              demand ->
                  controls.add(
                      new Control(Control.Kind.MESH_POLICY, demand.says(), demand.factIds())));
    }
    for (Refusal refusal : blame) {
      controls.add(new Control(Control.Kind.MESH_POLICY, refusal.says(), refusal.factIds()));
    }
    return controls;
  }

  private static boolean possible(State start, List<Option> options) {
    return options.stream().anyMatch(option -> start.with(option.when()) != null);
  }
}
