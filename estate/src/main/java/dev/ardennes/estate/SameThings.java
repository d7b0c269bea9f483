package dev.ardennes.estate;

import dev.ardennes.estate.EstateConfiguration.Same;
import dev.ardennes.model.Assumption;
import dev.ardennes.model.Entity;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.Standing;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Accounts and unknown names that a file says are the same, as `same_symbol` facts.
public final class SameThings {
  static final String ACCOUNT = "aws.account";
  private static final String RELATION = "same_symbol";
  private static final int MOST_PAIRS = 100;
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");
  private static final String PART =
      Unknown.OPEN + "([^" + Unknown.OPEN + Unknown.CLOSE + "]+)" + Unknown.CLOSE;
  private static final Pattern UNKNOWN = Pattern.compile(PART);
  private static final Pattern ACCOUNT_OF_ARN =
      Pattern.compile("arn:[^:]*:[^:]*:[^:]*:(?:" + PART + "|([0-9]+)):");

  private final EstateConfiguration configuration;
  private final FactBase facts;
  private final Patterns patterns;
  private final List<Entity> accounts;
  private @Nullable Set<String> unknowns;
  private final Map<String, Fact> same = new LinkedHashMap<>();

  SameThings(EstateConfiguration configuration, FactBase facts) {
    this.configuration = configuration;
    this.facts = facts;
    this.patterns = new Patterns(facts);
    this.accounts =
        facts.entities().stream().filter(entity -> entity.kind().equals(ACCOUNT)).toList();
  }

  /// What results that need such a fact rest on. People have said it already, so that whoever shows
  /// results takes it for confirmed.
  public static Assumption assumption(Fact same) {
    List<String> args = same.args();
    return Assumption.of(
        Assumption.Kind.SAME_ENTITY,
        "`" + shown(args.get(0)) + "` equals `" + shown(args.get(1)) + "`: " + args.get(2));
  }

  private static String shown(String name) {
    return isNumber(name) ? name : Unknown.part(name);
  }

  /// A fact of this relation names unknown parts without their brackets; digits are known.
  private static boolean isNumber(String name) {
    return NUMBER.matcher(name).matches();
  }

  /// Whether the text is an account's twelve digits.
  static boolean isAccountId(String text) {
    return ACCOUNT_ID.matcher(text).matches();
  }

  Applied<List<Fact>> applied() {
    configuration.same().forEach(this::add);
    return new Applied<>(List.copyOf(same.values()), patterns.problems(), List.of());
  }

  private void add(Same item) {
    List<String> ones = names(item.one().glob());
    List<String> others = names(item.other().glob());
    if (ones.isEmpty() && others.isEmpty()) {
      patterns.select(item.one());
      patterns.select(item.other());
      return;
    }
    if (ones.isEmpty() || others.isEmpty()) {
      EntityPattern open = ones.isEmpty() ? item.one() : item.other();
      List<String> named = ones.isEmpty() ? others : ones;
      if (!isNumber(open.glob())) {
        patterns.nothing(open);
        return;
      }
      ones = named;
      others = List.of(open.glob());
    }
    pairs(item, ones, others);
  }

  private void pairs(Same item, List<String> ones, List<String> others) {
    if ((long) ones.size() * others.size() > MOST_PAIRS) {
      patterns.warn(
          "`"
              + item.one().glob()
              + "` and `"
              + item.other().glob()
              + "` match more than "
              + MOST_PAIRS
              + " pairs",
          "write patterns that match fewer things",
          item.one());
      return;
    }
    for (String one : ones) {
      for (String other : others) {
        pair(item, one, other);
      }
    }
  }

  private void pair(Same item, String one, String other) {
    if (one.equals(other)) {
      return;
    }
    if (isNumber(one) && isNumber(other)) {
      patterns.warn(
          "`" + one + "` and `" + other + "` are both known and differ",
          "name a thing of which not all is known",
          item.other());
      return;
    }
    List<String> args =
        isNumber(one) ? List.of(other, one, item.reason()) : List.of(one, other, item.reason());
    List<Evidence> place = List.of(item.place());
    same.putIfAbsent(
        args.get(0) + "\n" + args.get(1), new Fact(RELATION, args, Standing.ASSUMED, place));
  }

  /// The accounts' digits or the unknown names that a pattern means; empty where it means neither.
  private List<String> names(String pattern) {
    if (isAccountId(pattern)) {
      return List.of(pattern);
    }
    Set<String> texts = new TreeSet<>();
    for (Selector.Match match : Selector.select(accounts, pattern)) {
      texts.addAll(texts(match.entity()));
    }
    if (texts.isEmpty()) {
      for (String unknown : unknowns()) {
        if (Glob.matches(pattern, unknown)) {
          texts.add(unknown);
        }
      }
    }
    return List.copyOf(texts);
  }

  /// The account part of the account's ARN: its digits, or the name of what is not known.
  private List<String> texts(Entity account) {
    List<String> texts = new ArrayList<>();
    for (Fact arn : facts.relation("arn", account.id())) {
      Matcher matcher = ACCOUNT_OF_ARN.matcher(arn.args().get(1));
      if (matcher.lookingAt()) {
        texts.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
      }
    }
    return texts;
  }

  private Set<String> unknowns() {
    Set<String> found = unknowns;
    if (found == null) {
      found = new TreeSet<>();
      for (Fact fact : facts.facts()) {
        for (String arg : fact.args()) {
          collect(arg, found);
        }
      }
      unknowns = found;
    }
    return found;
  }

  private static void collect(String text, Set<String> into) {
    if (Unknown.in(text)) {
      Matcher matcher = UNKNOWN.matcher(text);
      while (matcher.find()) {
        into.add(matcher.group(1));
      }
    }
  }
}
