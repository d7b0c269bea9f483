package dev.ardennes.app;

import dev.ardennes.estate.EntryKinds;
import dev.ardennes.estate.Selector;
import dev.ardennes.model.CrownJewel;
import dev.ardennes.model.CrownJewel.Impact;
import dev.ardennes.model.Entity;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.FactBase;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the entries and targets that a user names on the command line.
final class Naming {
  private static final int SUGGESTIONS = 5;

  /// What sends requests itself, as against what goes with it: an instance profile, a group.
  private static final Set<String> PRINCIPALS = Set.of("aws.iam.user", "aws.iam.role");

  private static final Set<EntryPoint.Kind> IDENTITIES =
      Set.of(EntryPoint.Kind.CREDENTIAL, EntryPoint.Kind.REACH);

  private final FactBase facts;
  private final EntryKinds kinds = EntryKinds.standard();

  Naming(FactBase facts) {
    this.facts = facts;
  }

  /// The entry points that the patterns name; each entity is one, however many patterns name it.
  ///
  /// @param word what the user knows the patterns by
  List<EntryPoint> entries(String word, List<String> patterns) {
    Map<String, EntryPoint> entries = new LinkedHashMap<>();
    for (String pattern : patterns) {
      EntryPoint.Kind kind = kind(pattern);
      String glob = kind == null ? pattern : pattern.substring(pattern.indexOf(':') + 1);
      for (Selector.Match match : kinds.among(glob, kind, select(word, glob))) {
        Entity entity = match.entity();
        entries.put(
            entity.id(),
            new EntryPoint(entity.id(), kinds.of(entity, kind), why(match), List.of()));
      }
    }
    return List.copyOf(entries.values());
  }

  private static EntryPoint.@Nullable Kind kind(String pattern) {
    for (EntryPoint.Kind kind : EntryPoint.Kind.values()) {
      if (pattern.startsWith(kind.word() + ":")) {
        return kind;
      }
    }
    return null;
  }

  private static String why(Selector.Match match) {
    String alias = match.throughWildcard();
    return alias == null
        ? "named on the command line"
        : "named on the command line; it matches `" + alias + "`, of which not all is known";
  }

  /// The targets that the patterns name; one that is a crown jewel already keeps its impact.
  List<CrownJewel> targets(List<String> patterns, List<CrownJewel> known) {
    Map<String, CrownJewel> jewels = new LinkedHashMap<>();
    known.forEach(jewel -> jewels.put(jewel.entity(), jewel));
    Map<String, CrownJewel> targets = new LinkedHashMap<>();
    for (String pattern : patterns) {
      for (Selector.Match match : select("--target", pattern)) {
        String id = match.entity().id();
        CrownJewel jewel = jewels.get(id);
        Impact impact = jewel == null ? Impact.CRITICAL : jewel.impact();
        targets.put(id, new CrownJewel(id, impact, "any", why(match), List.of()));
      }
    }
    return List.copyOf(targets.values());
  }

  /// The one entity that a pattern names, for commands that speak of one.
  Entity one(String option, String pattern) {
    List<Selector.Match> matches = select(option, pattern);
    if (matches.size() > 1) {
      throw UsageError.usage(
          option
              + " `"
              + pattern
              + "` names "
              + matches.size()
              + " things; say which: "
              + String.join(
                  ", ", matches.stream().limit(SUGGESTIONS).map(m -> m.entity().id()).toList()));
    }
    return matches.getFirst().entity();
  }

  private List<Selector.Match> select(String option, String pattern) {
    List<Selector.Match> matches = withoutPapers(Selector.select(facts.entities(), pattern));
    if (matches.isEmpty()) {
      throw UsageError.usage(
          option + " `" + pattern + "` names nothing that was read" + remedy(option, pattern));
    }
    return matches;
  }

  private String remedy(String option, String pattern) {
    if (!option.startsWith("--") && isPath(pattern)) {
      return "; what to read is said with `--in " + pattern + "`";
    }
    List<String> near = near(pattern);
    return near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
  }

  private static boolean isPath(String pattern) {
    try {
      return Files.exists(Path.of(pattern));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /// Policy documents and keys bear their holders' names; where others match too they are not
  /// meant.
  private static List<Selector.Match> withoutPapers(List<Selector.Match> matches) {
    List<Selector.Match> things =
        matches.stream()
            .filter(match -> !match.entity().kind().endsWith("-policy"))
            .filter(match -> !match.entity().kind().endsWith("-key"))
            .toList();
    return things.isEmpty() ? matches : things;
  }

  /// The identity that a pattern names, where things of other kinds may bear the same name.
  Entity identity(String option, String pattern) {
    List<Selector.Match> matches = select(option, pattern);
    List<Selector.Match> identities =
        matches.stream().filter(m -> IDENTITIES.contains(kinds.usual(m.entity()))).toList();
    List<Selector.Match> principals =
        identities.stream().filter(m -> PRINCIPALS.contains(m.entity().kind())).toList();
    if (principals.size() == 1) {
      return principals.getFirst().entity();
    }
    return identities.size() == 1 ? identities.getFirst().entity() : one(option, pattern);
  }

  private List<String> near(String pattern) {
    String[] words = pattern.toLowerCase(Locale.ROOT).split("[^a-z0-9]+");
    List<String> near = new ArrayList<>();
    for (Entity entity : facts.entities()) {
      String name = entity.name().toLowerCase(Locale.ROOT);
      for (String word : words) {
        if (word.length() > 3 && name.contains(word) && near.size() < SUGGESTIONS) {
          String quoted = "`" + entity.name() + "`";
          if (!near.contains(quoted)) {
            near.add(quoted);
          }
          break;
        }
      }
    }
    return near;
  }
}
