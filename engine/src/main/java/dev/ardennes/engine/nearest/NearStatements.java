package dev.ardennes.engine.nearest;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Explanation;
import dev.ardennes.policy.facts.RelationDecisions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The statement of a policy that comes closest to a permission which nothing gives.
final class NearStatements {
  private static final Pattern SID = Pattern.compile("\"Sid\":\"([^\"]{1,100})\"");
  private static final Pattern LIST = Pattern.compile("\"(Action|Resource)\":\\[([^\\]]{0,2000})]");
  private static final Pattern ITEM = Pattern.compile("\"([^\"]+)\"");
  private static final Pattern ARN = Pattern.compile("^arn:[^:]*:[^:]*:[^:]*:[^:]*:");
  private static final int MOST_ITEMS = 2;
  private final FactBase facts;
  private final RelationDecisions decisions;

  NearStatements(FactBase facts, RelationDecisions decisions) {
    this.facts = facts;
    this.decisions = decisions;
  }

  /// @param missing a permission that is about an action of AWS
  String says(Ground missing, String action) {
    String principal = missing.args().getFirst();
    List<String> objects = objects(missing);
    String says =
        "%s has no permission %s%s"
            .formatted(
                name(principal),
                action,
                objects.getFirst().equals("*") ? "" : " on " + name(objects.getFirst()));
    for (String object : objects) {
      List<Explanation.Line> lines = decisions.explain(principal, action, object).lines();
      Optional<Explanation.Line> denies = denying(lines);
      if (denies.isPresent()) {
        Explanation.Line line = denies.get();
        return "%s may not %s on %s, since %s (%s) denies it%s"
            .formatted(
                name(principal), action, name(object), statement(line), line.layer(), place(line));
      }
      String near = nearest(lines, action);
      if (!near.isEmpty()) {
        return says + "; closest is " + near;
      }
    }
    return says + own(principal, action, objects.getFirst());
  }

  /// What the identity has instead.
  private String own(String principal, String action, String object) {
    return decisions.explain(principal, action, object).lines().stream()
        .filter(line -> line.layer().equals("identity policy") && allows(line))
        .findFirst()
        .map(line -> "; it has " + statement(line) + ", for " + list(line, "Action") + place(line))
        .orElse("");
  }

  /// What the permission is about: a key for what is encrypted with it.
  private List<String> objects(Ground missing) {
    return switch (missing.relation()) {
      case "may_any", "may_on_new" -> List.of("*");
      case "may_decrypt" -> {
        List<String> keys =
            facts.relation("encrypted_with", missing.args().get(1)).stream()
                .map(fact -> fact.args().get(1))
                .toList();
        yield keys.isEmpty() ? List.of(missing.args().get(1)) : keys;
      }
      case "may", "may_with_grant" -> List.of(missing.args().get(2));
      default -> List.of(missing.args().get(1));
    };
  }

  /// The deny that stands against a statement which allows it.
  private static Optional<Explanation.Line> denying(List<Explanation.Line> lines) {
    boolean allowed =
        lines.stream()
            .anyMatch(
                line ->
                    line.outcome() == Explanation.Outcome.ALLOWS
                        || line.outcome() == Explanation.Outcome.MAY_ALLOW);
    return lines.stream()
        .filter(
            line ->
                allowed
                    && !line.factId().isEmpty()
                    && (line.outcome() == Explanation.Outcome.DENIES
                        || line.outcome() == Explanation.Outcome.MAY_DENY))
        .findFirst();
  }

  /// The same action on other things; else other actions of the service, named by the thing itself
  /// or by the identity.
  private String nearest(List<Explanation.Line> lines, String action) {
    for (Explanation.Line line : lines) {
      if (allows(line) && line.says().contains("other resources")) {
        return statement(line) + ", which allows it on " + list(line, "Resource") + place(line);
      }
    }
    String service = "\"" + action.substring(0, action.indexOf(':') + 1);
    for (Explanation.Line line : lines) {
      if (allows(line)
          && line.says().contains("other actions")
          && text(line).toLowerCase(Locale.ROOT).contains(service)) {
        return statement(line) + ", which allows " + list(line, "Action") + place(line);
      }
    }
    return "";
  }

  private boolean allows(Explanation.Line line) {
    return text(line).contains("\"Effect\":\"Allow\"");
  }

  private String text(Explanation.Line line) {
    Fact fact = facts.fact(line.factId());
    return fact == null ? "" : fact.args().getLast();
  }

  private String statement(Explanation.Line line) {
    Fact fact = Objects.requireNonNull(facts.fact(line.factId()));
    Matcher sid = SID.matcher(text(line));
    String which = sid.find() ? sid.group(1) : fact.args().get(1);
    return "statement " + which + " of policy " + name(fact.args().getFirst());
  }

  private String list(Explanation.Line line, String key) {
    Matcher lists = LIST.matcher(text(line));
    List<String> items = new ArrayList<>();
    while (lists.find()) {
      Matcher item = ITEM.matcher(lists.group(2));
      while (lists.group(1).equals(key) && item.find()) {
        items.add(ARN.matcher(item.group(1)).replaceFirst(""));
      }
    }
    String first = items.stream().limit(MOST_ITEMS).collect(Collectors.joining(", "));
    return (items.isEmpty() ? "other things" : first)
        + (items.size() > MOST_ITEMS ? " and " + (items.size() - MOST_ITEMS) + " more" : "");
  }

  private String place(Explanation.Line line) {
    return MissWords.places(List.of(Objects.requireNonNull(facts.fact(line.factId()))));
  }

  private String name(String id) {
    Entity entity = facts.entity(id);
    return entity == null ? id : entity.name();
  }
}
