package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Reference;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Relates variables that hold account ids and have no value to the accounts of the root module's
/// providers. What names alone suggest carries a reason, so that a result can show it as an
/// assumption.
final class AccountSymbols {
  private static final Set<String> FILLERS =
      Set.of(
          "aws",
          "account",
          "accounts",
          "acct",
          "id",
          "ids",
          "number",
          "no",
          "num",
          "current",
          "this",
          "own",
          "my",
          "self",
          "caller",
          "main",
          "target");
  private static final Set<String> ACCOUNT_WORDS = Set.of("account", "acct", "accountid");

  /// A variable that stands for an account.
  ///
  /// @param symbol as it appears in texts, without brackets
  /// @param account entity id of the account, or a text that names an account outside
  /// @param reason why; empty where it is proved
  /// @param place where the variable is declared
  record Relation(String symbol, AwsAccount account, String reason, Evidence place) {}

  private final Map<String, List<AwsAccount>> accounts = new TreeMap<>();
  private final Map<String, AwsAccount> byText = new HashMap<>();
  private final Map<String, Relation> relations = new LinkedHashMap<>();
  private final Map<String, String> replacements = new LinkedHashMap<>();
  private final Set<String> seen = new LinkedHashSet<>();

  /// What provider blocks say of symbols that were written while they were not yet known.
  void replacements(Map<String, String> more) {
    replacements.putAll(more);
  }

  /// The text with everything in it that provider blocks settle.
  String settled(String text) {
    return replacements.isEmpty()
        ? text
        : replaced(text, part -> replacements.getOrDefault(part, part));
  }

  /// The text with each unknown part, brackets included, put through the function. O(length).
  private static String replaced(String text, UnaryOperator<String> change) {
    if (!Unknown.in(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    for (int open = text.indexOf(Unknown.OPEN);
        open >= 0;
        open = text.indexOf(Unknown.OPEN, from)) {
      int close = text.indexOf(Unknown.CLOSE, open);
      if (close < 0) {
        break;
      }
      out.append(text, from, open).append(change.apply(text.substring(open, close + 1)));
      from = close + 1;
    }
    return out.append(text, from, text.length()).toString();
  }

  /// An account that a root module works in.
  void account(AwsAccount account) {
    List<AwsAccount> known = accounts.computeIfAbsent(account.root(), ignored -> new ArrayList<>());
    if (known.stream().noneMatch(other -> other.entity().equals(account.entity()))) {
      known.add(account);
      byText.putIfAbsent(account.account(), account);
    }
  }

  /// Decides about the variables of a root module, all at once: what one of them must mean depends
  /// on the others.
  ///
  /// @param variables the root's variables without value whose name speaks of an account, with
  ///   their places
  void relate(String root, Map<String, Evidence> variables) {
    List<AwsAccount> known = accounts.getOrDefault(root, List.of());
    Set<String> named = new TreeSet<>();
    List<String> bare = new ArrayList<>();
    for (String variable : new TreeSet<>(variables.keySet())) {
      AwsAccount account = namedBy(variable, known);
      if (account != null) {
        named.add(account.entity());
        relate(
            root,
            variable,
            variables,
            account,
            "the variable `" + variable + "` names the account `" + account.alias() + "`");
      } else if (qualifiers(variable).isEmpty()) {
        bare.add(variable);
      }
    }
    for (String variable : bare) {
      bare(root, variable, variables, known, named);
    }
  }

  private void bare(
      String root,
      String variable,
      Map<String, Evidence> variables,
      List<AwsAccount> known,
      Set<String> named) {
    if (known.size() == 1) {
      relate(
          root,
          variable,
          variables,
          known.getFirst(),
          "only one account is in use, so that the variable `" + variable + "` means it");
      return;
    }
    List<AwsAccount> left = known.stream().filter(one -> !named.contains(one.entity())).toList();
    if (left.size() == 1) {
      relate(
          root,
          variable,
          variables,
          left.getFirst(),
          "the other accounts have variables of their own, so that `"
              + variable
              + "` means `"
              + left.getFirst().alias()
              + "`");
    }
  }

  private void relate(
      String root,
      String variable,
      Map<String, Evidence> places,
      AwsAccount account,
      String reason) {
    Evidence place = places.get(variable);
    if (place != null) {
      String symbol = Naming.symbolPrefix(root) + "var." + variable;
      relations.put(symbol, new Relation(symbol, account, reason, place));
    }
  }

  private static @Nullable AwsAccount namedBy(String variable, List<AwsAccount> known) {
    Set<String> words = new LinkedHashSet<>(words(variable));
    AwsAccount best = null;
    for (AwsAccount account : known) {
      List<String> alias = words(account.alias());
      if (!account.alias().equals(AwsAccount.DEFAULT_ALIAS)
          && words.containsAll(alias)
          && (best == null || words(best.alias()).size() < alias.size())) {
        best = account;
      }
    }
    return best;
  }

  /// The text of a value; where an ARN of IAM lacks its account because the variable for it is
  /// empty by default, the variable's symbol stands in the gap.
  static String filled(StringValue value) {
    String text = value.text();
    int gap = text.startsWith("arn:") ? text.indexOf(":iam:::") : -1;
    if (gap < 0) {
      return text;
    }
    List<String> variables =
        value.references().asSet().stream()
            .filter(reference -> reference.address().startsWith("var."))
            .filter(reference -> speaksOfAccount(reference.address().substring(4)))
            .map(Reference::symbol)
            .toList();
    int account = gap + ":iam::".length();
    return variables.size() == 1
        ? text.substring(0, account) + Unknown.part(variables.getFirst()) + text.substring(account)
        : text;
  }

  /// Whether the variable's name speaks of an account's id.
  static boolean speaksOfAccount(String variable) {
    return words(variable).stream().anyMatch(ACCOUNT_WORDS::contains);
  }

  private static List<String> qualifiers(String variable) {
    return words(variable).stream()
        .filter(word -> !FILLERS.contains(word) && !ACCOUNT_WORDS.contains(word))
        .toList();
  }

  private static List<String> words(String name) {
    return List.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"));
  }

  /// The text with every related variable replaced by its account, so that equal texts mean equal
  /// things.
  String normalised(String text) {
    return replaced(settled(text), this::related);
  }

  private String related(String part) {
    String symbol = part.substring(1, part.length() - 1);
    Relation relation = relations.get(symbol);
    if (relation == null) {
      return part;
    }
    seen.add(symbol);
    return relation.account.account();
  }

  /// The account that an account part of an ARN means; null where it is no account of the folder.
  @Nullable AwsAccount accountOf(String text) {
    return byText.get(normalised(text));
  }

  /// The relations whose symbol occurs in one of the texts.
  List<Relation> used(Iterable<String> texts) {
    texts.forEach(this::normalised);
    return new TreeSet<>(seen).stream().map(relations::get).filter(Objects::nonNull).toList();
  }
}
