package dev.ardennes.rules.datalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The order in which relations can be completed one after the other.
///
/// @param components groups of relations that depend on each other, each group after all groups it
///   depends on; relations of one group in the order of the text
/// @param problems negations inside a group: such a program has no agreed meaning
public record Stratification(List<List<String>> components, List<RuleProblem> problems) {

  public Stratification {
    components = List.copyOf(components);
    problems = List.copyOf(problems);
  }

  /// Orders the relations of the rules, heads and premises alike; linear in the text.
  public static Stratification of(List<Rule> rules) {
    Map<String, Set<String>> uses = new LinkedHashMap<>();
    for (Rule rule : rules) {
      Set<String> premises =
          uses.computeIfAbsent(rule.head().relation(), name -> new LinkedHashSet<>());
      collect(rule.body(), premises);
    }
    Set<String> all = new LinkedHashSet<>(uses.keySet());
    uses.values().forEach(all::addAll);
    List<List<String>> components = new Components(List.copyOf(all), uses).sorted();
    return new Stratification(components, negations(rules, components));
  }

  private static void collect(List<Literal> body, Set<String> into) {
    for (Literal literal : body) {
      switch (literal) {
        case Literal.Positive positive -> into.add(positive.atom().relation());
        case Literal.Negative negative -> into.add(negative.atom().relation());
        case Literal.Comparison comparison -> {}
        case Literal.Existential existential -> collect(existential.body(), into);
      }
    }
  }

  private static List<RuleProblem> negations(List<Rule> rules, List<List<String>> components) {
    Map<String, Integer> component = new LinkedHashMap<>();
    for (int i = 0; i < components.size(); i++) {
      for (String relation : components.get(i)) {
        component.put(relation, i);
      }
    }
    Problems problems = new Problems();
    for (Rule rule : rules) {
      String head = rule.head().relation();
      for (Literal.Negative negative : negatives(rule.body())) {
        String relation = negative.atom().relation();
        if (Objects.equals(component.get(head), component.get(relation))) {
          problems.add(
              negative.position(),
              "`"
                  + head
                  + "` depends on the absence of `"
                  + relation
                  + "`, which in turn depends on `"
                  + head
                  + "`",
              "negate only relations that do not depend on the rule's own head");
        }
      }
    }
    return problems.sorted();
  }

  private static List<Literal.Negative> negatives(List<Literal> body) {
    List<Literal.Negative> found = new ArrayList<>();
    for (Literal literal : body) {
      if (literal instanceof Literal.Negative negative) {
        found.add(negative);
      } else if (literal instanceof Literal.Existential existential) {
        found.addAll(negatives(existential.body()));
      }
    }
    return found;
  }

  /// Tarjan's algorithm (1972) with a stack of its own, since a chain of rules may be long.
  private static final class Components {

    private final List<String> names;
    private final int[][] successors;
    private final int[] order;
    private final int[] low;
    private final boolean[] open;
    private final Deque<Integer> pending = new ArrayDeque<>();
    private final List<List<String>> found = new ArrayList<>();
    private int visited;

    Components(List<String> names, Map<String, Set<String>> uses) {
      this.names = names;
      Map<String, Integer> index = new LinkedHashMap<>();
      for (String name : names) {
        index.put(name, index.size());
      }
      successors = new int[names.size()][];
      for (int i = 0; i < successors.length; i++) {
        Set<String> used = uses.getOrDefault(names.get(i), Set.of());
        successors[i] = used.stream().mapToInt(index::get).toArray();
      }
      order = new int[names.size()];
      low = new int[names.size()];
      open = new boolean[names.size()];
    }

    List<List<String>> sorted() {
      for (int i = 0; i < names.size(); i++) {
        if (order[i] == 0) {
          visit(i);
        }
      }
      return found;
    }

    private void visit(int root) {
      Deque<int[]> path = new ArrayDeque<>();
      path.push(opened(root));
      while (!path.isEmpty()) {
        int[] frame = path.element();
        int node = frame[0];
        if (frame[1] < successors[node].length) {
          int next = successors[node][frame[1]++];
          if (order[next] == 0) {
            path.push(opened(next));
          } else if (open[next]) {
            low[node] = Math.min(low[node], order[next]);
          }
          continue;
        }
        path.pop();
        if (!path.isEmpty()) {
          int parent = path.element()[0];
          low[parent] = Math.min(low[parent], low[node]);
        }
        if (low[node] == order[node]) {
          close(node);
        }
      }
    }

    private int[] opened(int node) {
      order[node] = low[node] = ++visited;
      open[node] = true;
      pending.push(node);
      return new int[] {node, 0};
    }

    private void close(int root) {
      List<Integer> members = new ArrayList<>();
      int member;
      do {
        member = pending.pop();
        open[member] = false;
        members.add(member);
      } while (member != root);
      found.add(members.stream().sorted().map(names::get).toList());
    }
  }
}
