package dev.ardennes.engine.nearest;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Relation;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.facts.RelationDecisions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a way lacks and what would follow, for a person who has not seen the rules.
final class MissWords {
  private static final Pattern COLUMN = Pattern.compile("\\{([a-z_]+)}");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final int MOST_PLACES = 3;
  private static final int MOST_NAMES = 3;

  private final FactBase facts;
  private final RelationDecisions decisions;
  private final Map<Ground, List<Attempt>> attempts;
  private final Closeness closeness;
  private final NearRules clusterRules;
  private final Map<String, String> byArn = new HashMap<>();

  MissWords(FactBase facts, RelationDecisions decisions, Map<Ground, List<Attempt>> attempts) {
    this.facts = facts;
    this.decisions = decisions;
    this.attempts = attempts;
    this.closeness = new Closeness(facts, decisions);
    this.clusterRules = new NearRules(facts);
    for (Fact arn : facts.relation("arn")) {
      byArn.putIfAbsent(arn.args().get(1), arn.args().getFirst());
    }
  }

  /// One line for each premise that is missing: the step, and why it cannot be made.
  List<String> lacks(Way way) {
    List<String> lines = new ArrayList<>();
    for (Attempt attempt : way.attempts().values()) {
      for (Lacking lacking : attempt.lacking()) {
        lines.add(says(attempt) + ": " + why(attempt, lacking));
      }
    }
    return lines.stream().distinct().toList();
  }

  /// The steps that would follow the first one that lacks something.
  List<String> then(Way way) {
    return way.attempts().values().stream()
        .dropWhile(attempt -> attempt.lacking().isEmpty())
        .skip(1)
        .map(this::says)
        .distinct()
        .toList();
  }

  private String says(Attempt attempt) {
    return attempt
        .technique()
        .says()
        .fill(
            variable -> {
              String value = attempt.values().get(variable);
              return value == null ? variable : name(value);
            });
  }

  private String why(Attempt attempt, Lacking lacking) {
    Relation relation =
        Objects.requireNonNull(Catalogue.standard().relation(lacking.premise().relation()));
    if (relation.origin() == Relation.Origin.COLLECTED) {
      return closeness
          .nearFact(lacking.atom().terms(), lacking.premise())
          .map(near -> otherWord(lacking, near))
          .orElseGet(() -> unseen(attempt, lacking));
    }
    List<Control> refusing = closeness.refusing(lacking.premise());
    return refusing.isEmpty() ? notGranted(lacking) : "no, since " + controls(refusing);
  }

  /// Controls that say the same of themselves are named together.
  private String controls(List<Control> controls) {
    Map<String, List<String>> alike = new LinkedHashMap<>();
    for (Control control : controls) {
      Matcher first = QUOTED.matcher(control.says());
      String subject = first.find() ? first.group() : "";
      alike
          .computeIfAbsent(control.says().replace(subject, "\u0000"), s -> new ArrayList<>())
          .add(subject);
    }
    List<String> says = new ArrayList<>();
    alike.forEach(
        (text, subjects) -> says.add(named(text.replace("\u0000", String.join(", ", subjects)))));
    List<Fact> shown =
        controls.stream()
            .flatMap(control -> control.factIds().stream())
            .map(facts::fact)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList();
    return String.join("; ", says) + places(shown);
  }

  /// The text with names in the place of ids.
  private String named(String text) {
    return QUOTED
        .matcher(text)
        .replaceAll(
            quoted -> {
              String id = byArn.getOrDefault(quoted.group(1), quoted.group(1));
              Entity entity = facts.entity(id);
              String shown = entity == null ? quoted.group() : "`" + entity.name() + "`";
              return Matcher.quoteReplacement(shown);
            });
  }

  private String otherWord(Lacking lacking, Fact near) {
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < near.args().size(); i++) {
      String word = lacking.premise().args().get(i);
      if (!word.equals("_") && !word.equals(near.args().get(i))) {
        wanted.add(word);
      }
    }
    return sentence(near.relation(), near.args())
        + ", and not ("
        + String.join(", ", wanted)
        + ")"
        + places(List.of(near));
  }

  /// Nothing like it was found: which things were looked at, and what makes one ask.
  private String unseen(Attempt attempt, Lacking lacking) {
    Ground premise = lacking.premise();
    TreeSet<String> alike = new TreeSet<>();
    for (Attempt other : attempts.getOrDefault(attempt.gain(), List.of())) {
      for (Lacking its : other.lacking()) {
        if (its.atom().equals(lacking.atom()) && sameButFirst(its.premise(), premise)) {
          alike.add(its.premise().args().getFirst());
        }
      }
    }
    alike.remove("_");
    List<String> args = new ArrayList<>(premise.args());
    if (alike.size() > 1) {
      args.set(0, "any of " + some(alike.stream().map(this::name).toList()));
    }
    return "nothing shows that " + sentence(premise.relation(), args) + although(attempt);
  }

  /// What speaks for the step all the same, with its places.
  private String although(Attempt attempt) {
    List<Fact> facts =
        attempt.stated().stream()
            .filter(ground -> !Premise.isStructure(ground.relation()))
            .map(ground -> fact(ground))
            .flatMap(Optional::stream)
            .toList();
    if (facts.isEmpty()) {
      return "";
    }
    List<String> says =
        facts.stream().map(fact -> sentence(fact.relation(), fact.args())).distinct().toList();
    return ", although " + String.join(" and ", says) + places(facts);
  }

  private Optional<Fact> fact(Ground ground) {
    return facts.relation(ground.relation(), ground.args().getFirst()).stream()
        .filter(fact -> fact.args().equals(ground.args()))
        .findFirst();
  }

  private static boolean sameButFirst(Ground one, Ground other) {
    return one.relation().equals(other.relation())
        && one.args()
            .subList(1, one.args().size())
            .equals(other.args().subList(1, other.args().size()));
  }

  private static String some(Collection<String> names) {
    String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  // --- permissions ---------------------------------------------------------------------------

  private String notGranted(Lacking lacking) {
    Ground premise = lacking.premise();
    Optional<String> action = Permissions.action(lacking.atom());
    if (action.isPresent()) {
      return new NearStatements(facts, decisions).says(premise, action.get());
    }
    String sentence = sentence(premise.relation(), premise.args());
    String says =
        sentence.contains(" may ")
            ? sentence.replaceFirst(" may ", " may not ")
            : "it is not so that " + sentence;
    return clusterRules
        .nearest(premise)
        .map(near -> says + "; closest is " + clusterRule(near))
        .orElse(says);
  }

  private String clusterRule(NearRules.Given near) {
    return "rule "
        + near.rule().args().get(1)
        + " of "
        + name(near.rule().args().getFirst())
        + ", which gives "
        + near.verbs()
        + places(List.of(near.rule(), near.binding()));
  }

  // --- words ---------------------------------------------------------------------------------

  private String sentence(String relation, List<String> args) {
    Relation known = Objects.requireNonNull(Catalogue.standard().relation(relation));
    Matcher columns = COLUMN.matcher(known.says());
    return columns.replaceAll(
        match -> Matcher.quoteReplacement(name(argument(known, args, match.group(1)))));
  }

  private static String argument(Relation relation, List<String> args, String column) {
    for (int i = 0; i < relation.arity(); i++) {
      if (relation.columns().get(i).name().equals(column)) {
        return args.get(i).equals("_") ? "any" : args.get(i);
      }
    }
    return column;
  }

  private String name(String id) {
    Entity entity = facts.entity(id);
    return entity == null ? id : entity.name();
  }

  static String places(Collection<Fact> facts) {
    String places =
        facts.stream()
            .flatMap(fact -> fact.evidence().stream())
            .map(Evidence::place)
            .distinct()
            .limit(MOST_PLACES)
            .collect(Collectors.joining(", "));
    return places.isEmpty() ? "" : " (" + places + ")";
  }
}
