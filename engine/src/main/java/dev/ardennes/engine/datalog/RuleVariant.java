package dev.ardennes.engine.datalog;

import java.util.List;

/// A rule made ready to run with one plan.
///
/// @param delta the premise that takes only new facts, or [Plan#NO_DELTA]
/// @param stored the nodes of the stored premises, in any order
/// @param nodes all nodes, first to last
record RuleVariant(CompiledRule rule, int delta, List<MatchNodes.Stored> stored, List<Node> nodes) {

  void run() {
    nodes.forEach(Node::refresh);
    nodes.getFirst().run();
  }
}
