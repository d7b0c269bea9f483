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

/// The tags that the statements of a decision ask about: it rests on them as it rests on ARNs.
final class TagsAsked {
  private static final List<String> BEFORE_KEY = List.of("resourcetag/", "principaltag/");

  /// The most characters that AWS takes in a tag's key.
  private static final int LONGEST_KEY = 128;

  private final FactBase facts;

  /// By the id of the statement, in lower case; only of those that ask about any.
  private final Map<String, Set<String>> keys = new HashMap<>();

  TagsAsked(FactBase facts) {
    this.facts = facts;
    for (Fact statement : facts.relation("policy_statement")) {
      Set<String> asked = keys(statement.args().get(2));
      if (!asked.isEmpty()) {
        keys.put(statement.id(), asked);
      }
    }
  }

  /// The keys of tags in a statement's text, in lower case. Looks at slashes only: exports hold
  /// hundreds of megabytes of statements.
  static Set<String> keys(String text) {
    Set<String> found = new TreeSet<>();
    for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', slash + 1)) {
      int start = slash + 1;
      if (BEFORE_KEY.stream().anyMatch(before -> endsWith(text, start, before))) {
        int end = start;
        while (end < text.length()
            && end - start < LONGEST_KEY
            && text.charAt(end) != '"'
            && text.charAt(end) != '}') {
          end++;
        }
        if (end > start) {
          found.add(text.substring(start, end).toLowerCase(Locale.ROOT));
        }
      }
    }
    return found;
  }

  private static boolean endsWith(String text, int end, String ending) {
    return text.regionMatches(true, end - ending.length(), ending, 0, ending.length());
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
