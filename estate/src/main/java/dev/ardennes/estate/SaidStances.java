package dev.ardennes.estate;

import dev.ardennes.estate.EstateConfiguration.Said;
import dev.ardennes.model.Hidden;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Stance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a file says of assumptions, for the assumptions there are.
final class SaidStances {
  private final NavigableSet<String> ids;
  private final LocalDate asOf;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Said> said = new TreeMap<>();

  private SaidStances(Collection<String> ids, LocalDate asOf) {
    this.ids = new TreeSet<>(ids);
    this.asOf = asOf;
  }

  static Applied<Map<String, Stance>> applied(
      EstateConfiguration configuration, LocalDate asOf, Collection<String> assumptionIds) {
    SaidStances all = new SaidStances(assumptionIds, asOf);
    configuration.assumptions().forEach(all::add);
    Map<String, Stance> stances = new TreeMap<>();
    List<Hidden> hidden = new ArrayList<>();
    all.said.forEach(
        (id, item) -> {
          stances.put(id, item.stance());
          if (item.stance() == Stance.REJECTED) {
            hidden.add(
                new Hidden(
                    item.place().place(),
                    "assumptions taken for rejected, with every step that needs them: `"
                        + item.id()
                        + "`, "
                        + item.reason(),
                    1));
          }
        });
    hidden.sort(null);
    return new Applied<>(Collections.unmodifiableMap(stances), all.problems, hidden);
  }

  private void add(Said item) {
    LocalDate expires = item.expires();
    if (expires != null && asOf.isAfter(expires)) {
      warn(
          item,
          "what is said of the assumption `"
              + item.id()
              + "` expired on "
              + expires
              + " and does not count",
          "look at it again and give a later date, or remove it");
      return;
    }
    String id = resolve(item);
    if (id != null) {
      said.put(id, item);
    }
  }

  private @Nullable String resolve(Said item) {
    if (ids.contains(item.id())) {
      return item.id();
    }
    List<String> found =
        ids.tailSet(item.id()).stream().takeWhile(id -> id.startsWith(item.id())).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (found.isEmpty()) {
      warn(
          item,
          "no result rests on an assumption `" + item.id() + "`",
          "remove it if what it was about is gone");
    } else {
      warn(
          item,
          "`"
              + item.id()
              + "` begins the ids of "
              + found.size()
              + " assumptions and does not count",
          "write more of the id");
    }
    return null;
  }

  private void warn(Said item, String says, String help) {
    problems.add(Problem.warning(says, help, item.place()));
  }
}
