package dev.ardennes.verify;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Decision;
import dev.ardennes.policy.aws.AwsServices;
import dev.ardennes.policy.facts.RelationDecisions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes policy decisions anew: from the facts that a report says they follow from and nothing
/// else, or from everything a source states.
final class DecisionCheck {
  private final ReportFile report;
  private final @Nullable Instant asOf;
  private final AwsServices services = AwsServices.bundled();
  private final Map<Set<String>, RelationDecisions> bySupport = new HashMap<>();
  private final @Nullable RelationDecisions everything;

  /// @param collected what the sources state; null to decide from the listed facts alone
  DecisionCheck(ReportFile report, @Nullable Instant asOf, @Nullable FactBase collected) {
    this.report = report;
    this.asOf = asOf;
    this.everything = collected == null ? null : new RelationDecisions(collected, asOf, services);
  }

  /// Whether the fact is decided by just the facts the report names for it, under no other
  /// assumptions than those given; else what is wrong, in words.
  ///
  /// @param assumed ids of the assumptions that the step lists
  @Nullable String check(ReportFile.ListedFact decided, Set<String> assumed) {
    RelationDecisions decisions = everything == null ? fromListed(decided) : everything;
    Decision decision = decisions.decide(decided.fact().relation(), decided.fact().args());
    if (decision.alternatives().isEmpty()) {
      return "the facts listed for it do not decide `" + decided.fact() + "`";
    }
    for (Alternative alternative : decision.alternatives()) {
      if (covered(alternative, decided, assumed)) {
        return null;
      }
    }
    return "`"
        + decided.fact()
        + "` is not decided by just the facts and assumptions that the report lists";
  }

  private static boolean covered(
      Alternative alternative, ReportFile.ListedFact decided, Set<String> assumed) {
    return new HashSet<>(alternative.factIds()).equals(new HashSet<>(decided.from()))
        && alternative.assumptions().stream().map(Assumption::id).allMatch(assumed::contains);
  }

  private RelationDecisions fromListed(ReportFile.ListedFact decided) {
    Set<String> support = new HashSet<>(decided.from());
    return bySupport.computeIfAbsent(
        support, ids -> new RelationDecisions(base(decided.from()), asOf, services));
  }

  private FactBase base(List<String> ids) {
    List<Fact> facts = new ArrayList<>();
    for (String id : ids) {
      ReportFile.ListedFact listed = report.facts().get(id);
      if (listed != null) {
        facts.add(listed.fact());
      }
    }
    return FactBase.of(
        List.of(
            new Collected(
                "report",
                "report",
                "",
                1,
                List.copyOf(report.entities().values()),
                facts,
                List.of(),
                List.of())));
  }
}
