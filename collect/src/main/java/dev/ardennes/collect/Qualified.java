package dev.ardennes.collect;

import dev.ardennes.model.Collected;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps apart what two given paths name alike: ids made from a place in the tree, and symbols of
/// unknown values, which mean something inside one path only. ARNs and other names of the platform
/// stay what they are.
final class Qualified {
  private static final List<String> OWN_NAMES = List.of("aws/", "finding/", "vex/", "openapi/");
  private static final String CODE_NAMES = "code/";
  private static final String CODE = "code";
  private static final String SYMBOLS = "same_symbol";

  private final String prefix;

  private Qualified(String prefix) {
    this.prefix = prefix;
  }

  /// The paths' sources, qualified by the paths' names where more than one path has names of its
  /// own.
  ///
  /// @param names of the paths
  /// @param sources of each path
  static List<Collected> all(List<String> names, List<List<Collected>> sources) {
    long naming = sources.stream().filter(Qualified::hasOwnNames).count();
    List<Collected> all = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      Qualified qualified = new Qualified(names.get(i));
      for (Collected source : sources.get(i)) {
        all.add(naming > 1 ? qualified.of(source) : source);
      }
    }
    return List.copyOf(all);
  }

  private static boolean hasOwnNames(List<Collected> sources) {
    return sources.stream()
        .flatMap(source -> source.entities().stream())
        .anyMatch(entity -> ownName(entity.id()) != null || entity.id().startsWith(CODE_NAMES));
  }

  private Collected of(Collected source) {
    return source.kind().equals(CODE) ? ofCode(source) : ofCloud(source);
  }

  /// Code has no names of its own but the ids of its components and endpoints.
  private Collected ofCode(Collected source) {
    return new Collected(
        source.source(),
        source.kind(),
        source.location(),
        source.files(),
        source.entities().stream()
            .map(one -> new Entity(code(one.id()), one.kind(), one.name(), one.aliases()))
            .sorted()
            .toList(),
        source.facts().stream().map(this::codeFact).toList(),
        source.covers(),
        source.problems(),
        source.hidden());
  }

  private Fact codeFact(Fact fact) {
    List<String> args = new ArrayList<>(fact.args());
    args.set(0, code(args.getFirst()));
    if (fact.relation().equals("handles")) {
      args.set(1, code(args.get(1)));
    }
    return new Fact(fact.relation(), args, fact.standing(), fact.evidence());
  }

  private String code(String id) {
    return id.startsWith(CODE_NAMES)
        ? CODE_NAMES + prefix + "/" + id.substring(CODE_NAMES.length())
        : id;
  }

  private Collected ofCloud(Collected source) {
    return new Collected(
        source.source(),
        source.kind(),
        source.location(),
        source.files(),
        source.entities().stream().map(this::entity).sorted().toList(),
        source.facts().stream().map(this::fact).toList(),
        source.covers().stream().map(this::scope).toList(),
        source.problems(),
        source.hidden());
  }

  /// What names made from a place in the tree begin with; null for other texts.
  private static @Nullable String ownName(String text) {
    return OWN_NAMES.stream().filter(text::startsWith).findFirst().orElse(null);
  }

  private String scope(String scope) {
    String qualified = scope;
    for (String own : OWN_NAMES) {
      qualified = qualified.replace(" " + own, " " + own + prefix + "/");
    }
    return qualified;
  }

  private String own(String text) {
    String own = ownName(text);
    return own == null ? text : own + prefix + "/" + text.substring(own.length());
  }

  private Entity entity(Entity entity) {
    return new Entity(
        text(entity.id()),
        entity.kind(),
        entity.name(),
        entity.aliases().stream().map(this::text).toList());
  }

  private Fact fact(Fact fact) {
    List<String> args = new ArrayList<>();
    for (int i = 0; i < fact.args().size(); i++) {
      boolean symbol = fact.relation().equals(SYMBOLS) && i < 2;
      args.add(symbol ? symbol(fact.args().get(i)) : text(fact.args().get(i)));
    }
    return new Fact(fact.relation(), args, fact.standing(), fact.evidence());
  }

  private String text(String text) {
    String id = own(text);
    if (!Unknown.in(id)) {
      return id;
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int open = id.indexOf(Unknown.OPEN); open >= 0; open = id.indexOf(Unknown.OPEN, from)) {
      int close = id.indexOf(Unknown.CLOSE, open);
      if (close < 0) {
        break;
      }
      out.append(id, from, open + 1).append(symbol(id.substring(open + 1, close)));
      from = close;
    }
    return out.append(id.substring(from)).toString();
  }

  /// A known account id is no symbol.
  private String symbol(String symbol) {
    if (ownName(symbol) != null) {
      return own(symbol);
    }
    return symbol.chars().allMatch(c -> c >= '0' && c <= '9') ? symbol : prefix + "/" + symbol;
  }
}
