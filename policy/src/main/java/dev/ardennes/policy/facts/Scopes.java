package dev.ardennes.policy.facts;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.aws.ResourcePatterns;
import dev.ardennes.policy.facts.ties.NameTies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Resources that nothing tells apart: no pattern of a policy, no fact, no setting that names one.
/// Whatever follows for one of them follows for all, so that one stands for the rest: a grant on a
/// thousand buckets is one step and not a thousand.
///
/// Only AWS resources are looked at, never identities, and only where at least [#FEWEST] are alike:
/// below that, everything stays as it was collected.
///
/// @param facts the estate with one resource of each scope
/// @param likes for the resource that stands for a scope, the ids of the others
/// @param factsLeftOut how many facts are about the others alone
public record Scopes(FactBase facts, SortedMap<String, List<String>> likes, int factsLeftOut) {
  /// As many must be alike.
  public static final int FEWEST = 10;

  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Set<String> OWN = Set.of("arn", "kind", "tag");
  private static final Set<String> NAMING = Set.of("setting", "config_value", "cloud_call");

  public Scopes {
    likes = Collections.unmodifiableSortedMap(likes);
  }

  /// @param marks what else tells resources apart, by id: that one is a crown jewel, or an entry
  public static Scopes of(FactBase facts, Map<String, String> marks) {
    Map<String, String> arns = candidates(facts);
    SortedMap<String, List<String>> likes =
        arns.size() < FEWEST ? new TreeMap<>() : new Finding(facts, marks).likes(arns);
    Set<String> others = new HashSet<>();
    likes.values().forEach(others::addAll);
    FactBase fewer = others.isEmpty() ? facts : facts.without(others);
    return new Scopes(fewer, likes, facts.facts().size() - fewer.facts().size());
  }

  /// How many resources are left out.
  public int leftOut() {
    return likes.values().stream().mapToInt(List::size).sum();
  }

  /// Whether another resource stands for this one.
  public boolean leavesOut(String id) {
    return facts.entity(id) == null;
  }

  private static Map<String, String> candidates(FactBase facts) {
    Map<String, String> arns = new TreeMap<>();
    for (Entity entity : facts.entities()) {
      String arn = facts.second("arn", entity.id());
      String kind = entity.kind();
      boolean resource =
          kind.startsWith("aws.")
              && !kind.startsWith("aws.iam.")
              && !kind.equals("aws.account")
              && !kind.equals("aws.resource-policy");
      if (arn != null && resource) {
        arns.put(entity.id(), arn);
      }
    }
    return arns;
  }

  private static final class Finding {
    private final FactBase facts;
    private final Map<String, String> marks;
    private final ResourcePatterns patterns;
    private final boolean tagsCount;
    private final Set<String> named = new HashSet<>();
    private final Map<String, List<String>> said = new HashMap<>();

    Finding(FactBase facts, Map<String, String> marks) {
      this.facts = facts;
      this.marks = marks;
      Set<String> texts = new TreeSet<>();
      boolean tags = false;
      for (Fact statement : facts.relation("policy_statement")) {
        String json = statement.args().get(2);
        tags |= json.contains("Tag");
        Matcher matcher = TEXT.matcher(json);
        while (matcher.find()) {
          String text = matcher.group(1);
          if (text.startsWith("arn:") || text.startsWith("*")) {
            texts.add(text);
          }
        }
      }
      this.tagsCount = tags;
      this.patterns = new ResourcePatterns(texts);
    }

    SortedMap<String, List<String>> likes(Map<String, String> arns) {
      collectNames();
      collectFacts(arns.keySet());
      Map<String, List<String>> bySignature = new LinkedHashMap<>();
      arns.forEach(
          (id, arn) ->
              signature(id, arn)
                  .ifPresent(
                      key -> bySignature.computeIfAbsent(key, none -> new ArrayList<>()).add(id)));
      SortedMap<String, List<String>> likes = new TreeMap<>();
      for (List<String> alike : bySignature.values()) {
        if (alike.size() >= FEWEST) {
          likes.put(alike.getFirst(), List.copyOf(alike.subList(1, alike.size())));
        }
      }
      return likes;
    }

    /// What settings and code name is told apart by that.
    private void collectNames() {
      if (NAMING.stream().allMatch(relation -> facts.relation(relation).isEmpty())) {
        return;
      }
      NameTies names = new NameTies(facts);
      for (String relation : NAMING) {
        for (Fact fact : facts.relation(relation)) {
          named.addAll(names.resources(fact.args().getLast()));
        }
      }
    }

    private void collectFacts(Set<String> ids) {
      for (Fact fact : facts.facts()) {
        boolean own = OWN.contains(fact.relation());
        boolean counts = !own || (fact.relation().equals("tag") && tagsCount);
        if (counts) {
          fact.args().stream()
              .filter(ids::contains)
              .distinct()
              .forEach(
                  id -> said.computeIfAbsent(id, key -> new ArrayList<>()).add(about(fact, id)));
        }
      }
    }

    private static String about(Fact fact, String id) {
      List<String> args = fact.args().stream().map(arg -> arg.equals(id) ? "" : arg).toList();
      return fact.relation() + args;
    }

    private Optional<String> signature(String id, String arn) {
      Entity entity = facts.entity(id);
      if (entity == null || named.contains(id)) {
        return Optional.empty();
      }
      List<String> about = new ArrayList<>(said.getOrDefault(id, List.of()));
      Collections.sort(about);
      return patterns
          .signature(arn)
          .map(
              fits ->
                  entity.kind() + "\n" + marks.getOrDefault(id, "") + "\n" + about + "\n" + fits);
    }
  }
}
