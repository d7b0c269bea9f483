package dev.ardennes.estate;

import dev.ardennes.model.Entity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds entities by a pattern: a glob over id, name and aliases in which `*` is a wildcard on
/// either side, since an alias has `*` where a source could not say an account, a region or a
/// suffix.
public final class Selector {
  /// An entity that a pattern selects.
  ///
  /// @param throughWildcard the alias whose own `*` was needed for the match; null for a plain
  ///   match
  public record Match(Entity entity, @Nullable String throughWildcard) {}

  private Selector() {}

  private static final int KNOWN_BEGINNING = 16;

  /// All entities that the pattern selects, in the order given. Entities matched plainly hide those
  /// that only match through an alias's own wildcard; these hide those of whose name no more is
  /// known than a beginning that the pattern shares.
  public static List<Match> select(Collection<Entity> entities, String pattern) {
    List<Match> plain = new ArrayList<>();
    List<Match> loose = new ArrayList<>();
    List<Match> beginning = new ArrayList<>();
    for (Entity entity : entities) {
      Match match = match(entity, pattern);
      if (match != null) {
        (match.throughWildcard() == null ? plain : loose).add(match);
      } else {
        entity.aliases().stream()
            .filter(alias -> sharesBeginning(pattern, alias))
            .findFirst()
            .ifPresent(alias -> beginning.add(new Match(entity, alias)));
      }
    }
    if (!plain.isEmpty()) {
      return plain;
    }
    return loose.isEmpty() ? beginning : loose;
  }

  /// Whether all that is known of the alias's end is separators, and the pattern begins as the
  /// alias does: `exports-*-*` for a bucket whose account and suffix are not known.
  private static boolean sharesBeginning(String pattern, String alias) {
    int unknown = alias.indexOf('*');
    return unknown >= KNOWN_BEGINNING
        && alias.chars().skip(unknown).allMatch(c -> c == '*' || !Character.isLetterOrDigit(c))
        && pattern.startsWith(alias.substring(0, unknown));
  }

  private static @Nullable Match match(Entity entity, String pattern) {
    if (Glob.matches(pattern, entity.id()) || Glob.matches(pattern, entity.name())) {
      return new Match(entity, null);
    }
    String wildcard = null;
    for (String alias : entity.aliases()) {
      if (Glob.matches(pattern, alias)) {
        return new Match(entity, null);
      }
      if (wildcard == null && alias.indexOf('*') >= 0 && Glob.overlap(pattern, alias)) {
        wildcard = alias;
      }
    }
    return wildcard == null ? null : new Match(entity, wildcard);
  }
}
