package dev.ardennes.policy.facts;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tags that the statements of a decision ask about: it rests on them as it rests on ARNs.
final class TagsAsked {
  private static final Pattern KEY =
      Pattern.compile("(?i)(?:resource|principal)tag/([^\"}]{1,128})");

  private final FactBase facts;

  /// By the id of the statement, in lower case; only of those that ask about any.
  private final Map<String, Set<String>> keys = new HashMap<>();

  TagsAsked(FactBase facts) {
    this.facts = facts;
    for (Fact statement : facts.relation("policy_statement")) {
      Matcher matcher = KEY.matcher(statement.args().get(2));
      while (matcher.find()) {
        keys.computeIfAbsent(statement.id(), none -> new TreeSet<>())
            .add(matcher.group(1).toLowerCase(Locale.ROOT));
      }
    }
  }

  /// The decision with the facts that say such tags of the things that it is about.
  Decision with(Decision decision, List<String> about) {
    if (keys.isEmpty()) {
      return decision;
    }
    List<Alternative> alternatives =
        decision.alternatives().stream().map(alternative -> with(alternative, about)).toList();
    return new Decision(decision.verdict(), alternatives, decision.complete(), decision.controls());
  }

  private Alternative with(Alternative alternative, List<String> about) {
    Set<String> asked = new TreeSet<>();
    for (String fact : alternative.factIds()) {
      asked.addAll(keys.getOrDefault(fact, Set.of()));
    }
    if (asked.isEmpty()) {
      return alternative;
    }
    TreeSet<String> all = new TreeSet<>(alternative.factIds());
    for (String entity : about) {
      for (Fact tag : facts.relation("tag", entity)) {
        if (asked.contains(tag.args().get(1).toLowerCase(Locale.ROOT))) {
          all.add(tag.id());
        }
      }
    }
    return new Alternative(new ArrayList<>(all), alternative.assumed(), alternative.choices());
  }
}
