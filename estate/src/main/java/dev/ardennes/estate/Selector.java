package dev.ardennes.estate;

import dev.ardennes.model.Entity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds entities by a pattern: a glob over id, name and aliases in which `*` is a wildcard on either
/// side, since an alias has `*` where a source could not say an account, a region or a suffix.
public final class Selector {
  /// An entity that a pattern selects.
  ///
  /// @param throughWildcard the alias whose own `*` was needed for the match; null for a plain match
  public record Match(Entity entity, @Nullable String throughWildcard) {}

  private Selector() {}

  /// All entities that the pattern selects, in the order given. Entities matched plainly hide those
  /// that only match through an alias's own wildcard.
  public static List<Match> select(Collection<Entity> entities, String pattern) {
    List<Match> plain = new ArrayList<>();
    List<Match> loose = new ArrayList<>();
    for (Entity entity : entities) {
      Match match = match(entity, pattern);
      if (match != null) {
        (match.throughWildcard() == null ? plain : loose).add(match);
      }
    }
    return plain.isEmpty() ? loose : plain;
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
