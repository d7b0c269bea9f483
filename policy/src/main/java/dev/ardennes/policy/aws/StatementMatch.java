package dev.ardennes.policy.aws;

import dev.ardennes.model.Assumption;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Matches statements against one request: action, resource and conditions, each for itself.
final class StatementMatch {
  private final String action;
  private final Glob actionText;
  private final Resource resource;
  private final Glob resourceText;
  private final Names names;
  private final ContextKeys keys;
  private final Variables variables;

  StatementMatch(String lowerAction, Resource resource, Names names, ContextKeys keys) {
    this.action = lowerAction;
    this.actionText = Glob.literal(lowerAction);
    this.resource = resource;
    this.resourceText = Glob.literal(resource.text());
    this.names = names;
    this.keys = keys;
    this.variables = new Variables(keys);
  }

  /// What came of the three parts; later parts are not looked at where an earlier one does not
  /// match.
  record Parts(Formula action, Formula resource, Formula condition) {
    Formula all() {
      return action.and(resource).and(condition);
    }
  }

  Parts match(Document.Numbered numbered) {
    PolicyStatement statement = numbered.statement();
    String about = numbered.factId();
    if (statement.unknown() != null) {
      return new Parts(unknown(statement, about), Formula.TRUE, Formula.TRUE);
    }
    Formula actions = ActionMatch.when(statement.action(), actionText, names, about);
    if (actions.isFalse()) {
      return new Parts(actions, Formula.FALSE, Formula.FALSE);
    }
    Formula resources = resource(statement, about);
    if (resources.isFalse()) {
      return new Parts(actions, resources, Formula.FALSE);
    }
    return new Parts(actions, resources, conditions(statement, about));
  }

  /// A statement of which nothing is known may allow the request; that it denies it is an unseen
  /// layer's matter.
  private Formula unknown(PolicyStatement statement, String about) {
    String text = "the statement `" + statement.unknown() + "`";
    if (!statement.allow()) {
      return Formula.of(Literal.unseenLayer(text + " denies nothing", about).negate());
    }
    String what = "`" + action + "` on `" + resource.text() + "`";
    return Formula.of(
        Literal.assumed(
            Assumption.Kind.NOT_COLLECTED,
            text + " allows " + what,
            text + " does not allow " + what,
            about));
  }

  private Formula resource(PolicyStatement statement, String about) {
    PolicyStatement.Element element = statement.resource();
    if (element == null) {
      return Formula.TRUE;
    }
    List<Glob> patterns = patterns(statement, element);
    Formula matches =
        resource.names() == null ? one(patterns, about) : some(resource.names(), patterns, about);
    return element.not() ? matches.not() : matches;
  }

  private List<Glob> patterns(PolicyStatement statement, PolicyStatement.Element element) {
    if (!statement.variables() || element.patterns().stream().noneMatch(Variables::in)) {
      return element.globs();
    }
    List<Glob> patterns = new ArrayList<>();
    for (String text : element.patterns()) {
      Optional<Glob> pattern = variables.replace(text, true);
      pattern.ifPresent(patterns::add);
      if (pattern.isEmpty() && element.not()) {
        // a variable without a value is neither the same as the resource's name nor different from
        // it
        patterns.add(Variables.blank(text));
      }
    }
    return patterns;
  }

  private Formula one(List<Glob> patterns, String about) {
    Formula result = Formula.FALSE;
    for (Glob pattern : patterns) {
      result =
          result.or(
              pattern.isEverything() ? Formula.TRUE : names.match(resourceText, pattern, about));
    }
    return result;
  }

  private Formula some(Glob bound, List<Glob> patterns, String about) {
    List<Glob> overlapping = new ArrayList<>();
    Formula others = Formula.FALSE;
    for (Glob raw : patterns) {
      Glob pattern = names.known(raw);
      if (pattern.isEverything()) {
        return Formula.TRUE;
      }
      if (pattern.isUnknown()) {
        others = others.or(names.match(resourceText, pattern, about));
      } else if (GlobMatch.overlap(GlobMatch.unfold(bound), GlobMatch.unfold(pattern))) {
        Glob moved = inAccountOf(bound, pattern);
        if (moved.equals(pattern)) {
          overlapping.add(pattern);
        } else {
          Formula same = names.same(account(bound), account(pattern), about);
          others = others.or(same.and(Formula.of(Literal.named(List.of(moved), about))));
        }
      }
    }
    return overlapping.isEmpty()
        ? others
        : others.or(Formula.of(Literal.named(overlapping, about)));
  }

  private static String account(Glob glob) {
    return Arns.account(glob.toString());
  }

  /// The pattern in the bound's account, where the two accounts are written differently and one of
  /// them is not known: whether they are the same is then a question of its own.
  private static Glob inAccountOf(Glob bound, Glob pattern) {
    String own = account(bound);
    String other = account(pattern);
    boolean open = Unknown.in(own + other) && (own + other).indexOf('*') < 0;
    if (!open || own.isEmpty() || other.isEmpty() || own.equals(other)) {
      return pattern;
    }
    List<String> segments = new ArrayList<>(Arns.segments(pattern.toString()));
    segments.set(4, own);
    return Glob.parse(String.join(":", segments));
  }

  private Formula conditions(PolicyStatement statement, String about) {
    Formula result = Formula.TRUE;
    for (PolicyStatement.Condition condition : statement.conditions()) {
      result = result.and(condition(statement, condition, about));
      if (result.isFalse()) {
        return result;
      }
    }
    return result;
  }

  private Formula condition(
      PolicyStatement statement, PolicyStatement.Condition condition, String about) {
    ConditionOperator.Named named = condition.operator();
    if (named == null) {
      String says =
          "the condition `" + condition.operatorText() + "` on `" + condition.key() + "` holds";
      return Formula.of(
          Literal.assumed(Assumption.Kind.CONDITION, says, "it is not so that " + says, about));
    }
    ConditionTest test = test(statement, condition, named);
    ContextKeys.Value value = keys.lookup(condition);
    boolean positive = !named.negated();
    boolean comparable = test.values().size() == condition.values().size() && test.wellFormed();
    if (!positive && !comparable && !(value instanceof ContextKeys.Absent)) {
      // a variable without a value, or a text that is no ARN, is neither equal to the key nor
      // different from it
      return Formula.FALSE;
    }
    return switch (value) {
      case ContextKeys.Known known -> known(test, positive, known, about);
      case ContextKeys.Among among -> among(test, positive, among, about);
      case ContextKeys.Absent absent ->
          Formula.of(passesWhenAbsent(condition, named)).and(Formula.facts(absent.factIds()));
      case ContextKeys.Chosen chosen ->
          Formula.of(Literal.tested(test, true, true, about)).maybeNot(positive);
      case ContextKeys.Open open ->
          Formula.of(Literal.tested(test, false, true, about)).maybeNot(positive);
    };
  }

  private Formula known(
      ConditionTest test, boolean positive, ContextKeys.Known known, String about) {
    if (test.operator() == ConditionOperator.NULL) {
      return Formula.of(test.wantsAbsent() != positive);
    }
    return ConditionValues.holds(test, known.values(), names, about)
        .maybeNot(positive)
        .and(Formula.facts(known.factIds()));
  }

  private static Formula among(
      ConditionTest test, boolean positive, ContextKeys.Among among, String about) {
    ConditionTest bound =
        new ConditionTest(
            test.key(),
            ConditionOperator.STRING_LIKE,
            ConditionTest.Quantifier.NONE,
            false,
            List.of(among.pattern()));
    return Formula.of(Literal.tested(test, true, true, about))
        .maybeNot(positive)
        .and(Formula.of(Literal.tested(bound, true, true, "")));
  }

  private static boolean passesWhenAbsent(
      PolicyStatement.Condition condition, ConditionOperator.Named named) {
    if (named.operator() == ConditionOperator.NULL) {
      return condition.values().stream().anyMatch(value -> value.equalsIgnoreCase("true"));
    }
    return switch (condition.quantifier()) {
      case ALL -> true;
      // `IfExists` is looked at for each value, of which there is none
      case ANY -> false;
      case NONE -> condition.ifExists() || named.negated();
    };
  }

  /// The comparison without its negation: the opposite of "every value is not one of these" is
  /// "some value is".
  private ConditionTest test(
      PolicyStatement statement,
      PolicyStatement.Condition condition,
      ConditionOperator.Named named) {
    ConditionTest.Quantifier quantifier = condition.quantifier();
    if (named.negated()) {
      quantifier =
          switch (quantifier) {
            case NONE -> ConditionTest.Quantifier.NONE;
            case ANY -> ConditionTest.Quantifier.ALL;
            case ALL -> ConditionTest.Quantifier.ANY;
          };
    }
    boolean ifExists = condition.ifExists() && !named.negated();
    return new ConditionTest(
        condition.key(),
        named.operator(),
        quantifier,
        ifExists,
        values(statement, condition, named));
  }

  private List<Glob> values(
      PolicyStatement statement,
      PolicyStatement.Condition condition,
      ConditionOperator.Named named) {
    ConditionOperator operator = named.operator();
    List<Glob> values = new ArrayList<>();
    for (String text : condition.values()) {
      Optional<Glob> value =
          statement.variables() && operator.hasVariables() && Variables.in(text)
              ? variables.replace(text, operator.hasPatterns())
              : Optional.of(operator.hasPatterns() ? Glob.parse(text) : Glob.literal(text));
      value.ifPresent(values::add);
      if (value.isEmpty() && named.negated() && operator == ConditionOperator.ARN_LIKE) {
        // only the segments without the variable can tell the two apart
        values.add(Variables.blank(text));
      }
    }
    return values;
  }
}
