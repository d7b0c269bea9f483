package dev.ardennes.live.aws;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a collection has and lacks, for people.
///
/// @param outcomes of all parts, sorted
/// @param calls how many requests were sent
/// @param interrupted whether it was stopped before its end
public record Summary(List<Outcome> outcomes, long calls, boolean interrupted) {
  private static final int MOST_ACTIONS = 40;

  /// Whether anything is missing.
  public boolean complete() {
    return !interrupted && outcomes.stream().allMatch(Outcome::done);
  }

  /// Whether there is anything at all.
  public boolean empty() {
    return outcomes.stream()
        .noneMatch(o -> o.items() > 0 || (o.done() && !o.what().equals(Organization.WHAT)));
  }

  /// One line for each account, then what is missing, by action.
  public List<String> lines() {
    Set<String> lines = new LinkedHashSet<>();
    Map<String, List<Outcome>> byAccount = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      byAccount.computeIfAbsent(outcome.account(), key -> new java.util.ArrayList<>()).add(outcome);
    }
    byAccount.forEach((account, parts) -> lines.add(account(account, parts)));
    lines.addAll(missing());
    return List.copyOf(lines);
  }

  private static String account(String account, List<Outcome> parts) {
    int items = parts.stream().mapToInt(Outcome::items).sum();
    long missing = parts.stream().filter(part -> !part.done()).count();
    return "%s  %d things from %d parts%s"
        .formatted(
            account, items, parts.size(), missing == 0 ? "" : ", " + missing + " not complete");
  }

  private List<String> missing() {
    Map<String, Set<String>> byAction = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      for (Gap gap : outcome.gaps()) {
        byAction
            .computeIfAbsent(gap.action() + " (" + gap.code() + ")", key -> new LinkedHashSet<>())
            .add(outcome.account() + (outcome.region().isEmpty() ? "" : "/" + outcome.region()));
      }
    }
    List<String> lines = new java.util.ArrayList<>();
    byAction.forEach(
        (action, places) -> {
          if (lines.size() < MOST_ACTIONS) {
            String first = places.iterator().next();
            int more = places.size() - 1;
            lines.add(
                "not collected: "
                    + action
                    + " in "
                    + first
                    + (more == 0 ? "" : " and " + more + " more"));
          }
        });
    if (byAction.size() > MOST_ACTIONS) {
      lines.add("not collected: " + (byAction.size() - MOST_ACTIONS) + " actions more");
    }
    return lines;
  }
}
