package dev.ardennes.analysis;

import dev.ardennes.engine.attack.AttackGraph;
import java.util.List;
import java.util.Set;

/// What the analysis of one attack graph found, before it is put into the form of a report.
///
/// @param changes the best first
/// @param standing entries that control what they should not by themselves, without any step of an
///   attack: reported as facts
/// @param access pairs of entry and target where reading is the entry's own job
/// @param unexhausted the targets that may have a path which is not among those listed
record Result(
    AttackGraph graph,
    AnalysisRequest request,
    List<FoundPath> paths,
    List<OfferedChange> changes,
    List<Linchpins.Linchpin> linchpins,
    List<FoundPath> standing,
    List<FoundPath> access,
    Set<String> unexhausted) {}
