package dev.ardennes.collect;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Hidden;
import dev.ardennes.model.Problem;
import dev.ardennes.model.Relation;
import dev.ardennes.model.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Gathers what a collector finds in one source: an entity seen twice gains aliases, a fact seen
/// twice gains evidence. The result is sorted, so that the order of reading never shows. Not safe
/// for use by several threads. It takes as many facts as fit into the memory of the process, and
/// says so where there are more.
public final class CollectedBuilder {
  private static final int MOST_PLACES = 16;

  /// What a fact takes besides its texts, from reading to the report.
  private static final long BYTES_A_FACT = 600;

  /// What fits whatever the memory.
  private static final long FEW_BYTES = 10_000_000;

  private static final class Draft {
    final String kind;
    final String name;
    @Nullable Set<String> aliases;

    Draft(String kind, String name) {
      this.kind = kind;
      this.name = name;
    }

    void alias(String alias) {
      if (aliases == null) {
        aliases = new TreeSet<>();
      }
      aliases.add(alias);
    }

    List<String> aliases() {
      return aliases == null ? List.of() : List.copyOf(aliases);
    }
  }

  private record Key(String relation, List<String> args) {}

  private final String source;
  private final UnaryOperator<String> settle;
  private final Map<String, Draft> entities = new TreeMap<>();
  private final Standing standing;
  private final Map<Key, List<Evidence>> facts = new LinkedHashMap<>();

  /// A bit less than half of the memory; the rest is for what is derived.
  private final long mostBytes = Math.max(FEW_BYTES, Runtime.getRuntime().maxMemory() / 100 * 45);

  private long bytes;
  private boolean full;

  /// The place of the last fact: one list serves all facts that stand at one place.
  private List<Evidence> last = List.of();

  private final Set<Key> assumed = new HashSet<>();
  private final Set<String> covers = new TreeSet<>();
  private final Set<Problem> problems = new LinkedHashSet<>();

  public CollectedBuilder(String source) {
    this(source, UnaryOperator.identity());
  }

  /// @param standing who says what the source states, where that is not configuration
  public CollectedBuilder(String source, Standing standing) {
    this(source, UnaryOperator.identity(), standing);
  }

  /// @param settle applied to every text of an entity or fact: replaces symbols that are known by
  ///   then
  public CollectedBuilder(String source, UnaryOperator<String> settle) {
    this(source, settle, Standing.CONFIGURED);
  }

  private CollectedBuilder(String source, UnaryOperator<String> settle, Standing standing) {
    this.source = source;
    this.settle = settle;
    this.standing = standing;
  }

  /// Unique name of the source, as evidence names it.
  public String source() {
    return source;
  }

  /// An entity; seen again, it keeps its first kind and name and gains the aliases.
  ///
  /// @return the id
  public String entity(String id, String kind, String name, Collection<String> aliases) {
    String settled = settle.apply(id);
    if (!fits(id, name)) {
      return settled;
    }
    Draft draft = entities.computeIfAbsent(settled, ignored -> new Draft(kind, settle.apply(name)));
    for (String alias : aliases) {
      if (!alias.isEmpty() && !alias.equals(settled)) {
        draft.alias(settle.apply(alias));
      }
    }
    return settled;
  }

  /// Whether an entity of this id was seen.
  public boolean knows(String id) {
    return entities.containsKey(settle.apply(id));
  }

  /// The kind under which the entity was first seen; null if it was not.
  public @Nullable String kindOf(String id) {
    Draft draft = entities.get(settle.apply(id));
    return draft == null ? null : draft.kind;
  }

  private boolean fits(String... texts) {
    bytes += BYTES_A_FACT;
    for (String text : texts) {
      bytes += text.length();
    }
    full |= bytes > mostBytes;
    return !full;
  }

  /// A fact that the source states. Throws `IllegalArgumentException` where the catalogue has no
  /// such collected relation, which is a mistake of the collector and not of its input.
  public void fact(Evidence evidence, String relation, String... args) {
    Relation known = Catalogue.standard().relation(relation);
    if (known == null
        || known.origin() != Relation.Origin.COLLECTED
        || known.arity() != args.length) {
      throw new IllegalArgumentException(
          "no collected relation " + relation + "/" + args.length + " in the catalogue");
    }
    if (!fits(args)) {
      return;
    }
    if (last.isEmpty() || !last.getFirst().equals(evidence)) {
      last = List.of(evidence);
    }
    facts.merge(key(relation, args), last, CollectedBuilder::together);
  }

  /// Most facts have one place, and there are many: lists of one are the smallest thing to keep.
  private static List<Evidence> together(List<Evidence> places, List<Evidence> more) {
    if (places.size() >= MOST_PLACES || places.contains(more.getFirst())) {
      return places;
    }
    List<Evidence> all = new ArrayList<>(places);
    all.add(more.getFirst());
    all.sort(null);
    return List.copyOf(all);
  }

  private Key key(String relation, String... args) {
    String[] settled = args.clone();
    Arrays.setAll(settled, i -> settle.apply(args[i]));
    return new Key(relation, List.of(settled));
  }

  /// A fact that the source does not show and that holds unless somebody says otherwise.
  public void assume(Evidence evidence, String relation, String... args) {
    fact(evidence, relation, args);
    assumed.add(key(relation, args));
  }

  /// All texts that stand in facts so far, each once.
  public Set<String> texts() {
    Set<String> texts = new LinkedHashSet<>();
    facts.keySet().forEach(key -> texts.addAll(key.args));
    return texts;
  }

  /// Whether the fact was stated already.
  public boolean states(String relation, String... args) {
    return facts.containsKey(key(relation, args));
  }

  /// A scope inside which a missing grant is a no.
  public void covers(String scope) {
    covers.add(scope);
  }

  public void problem(Problem problem) {
    problems.add(problem);
  }

  public void problems(Collection<Problem> more) {
    problems.addAll(more);
  }

  /// Everything gathered, sorted.
  public Collected build(String kind, String location, int files, List<Hidden> hidden) {
    List<Entity> sortedEntities = new ArrayList<>();
    entities.forEach(
        (id, draft) -> sortedEntities.add(new Entity(id, draft.kind, draft.name, draft.aliases())));
    List<Problem> sortedProblems = new ArrayList<>(problems);
    if (full) {
      sortedProblems.add(
          Problem.error(
              "the source states more facts than fit into memory: what follows the first "
                  + facts.size()
                  + " is missing, so that nothing here is known to be absent",
              "give the program more memory with ARDENNES_JAVA_OPTS=-Xmx16g, or scan parts of it",
              Evidence.at(source, "", 0, 0)));
    }
    sortedProblems.sort(null);
    return new Collected(
        source,
        kind,
        location,
        files,
        sortedEntities,
        sortedFacts(),
        full ? List.of() : List.copyOf(covers),
        sortedProblems,
        hidden);
  }

  private List<Fact> sortedFacts() {
    List<Fact> sorted = new ArrayList<>(facts.size());
    facts.forEach(
        (key, places) ->
            sorted.add(
                new Fact(
                    key.relation,
                    key.args,
                    assumed.contains(key) ? Standing.ASSUMED : standing,
                    places)));
    sorted.sort(CollectedBuilder::compare);
    return sorted;
  }

  private static int compare(Fact one, Fact other) {
    int order = one.relation().compareTo(other.relation());
    for (int i = 0; order == 0 && i < one.args().size(); i++) {
      order = one.args().get(i).compareTo(other.args().get(i));
    }
    return order;
  }
}
