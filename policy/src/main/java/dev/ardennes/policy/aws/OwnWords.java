package dev.ardennes.policy.aws;

import dev.ardennes.model.Unknown;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the policies of one resource say, told apart by whether it concerns the principals of its
/// account alike.
///
/// Two resources whose policies say the same to all are, as far as these go, the same for every
/// user and role of the account that neither names.
///
/// @param toAll the statements that may concern anybody, with the resource's own name left out
/// @param named ARNs of users and roles that other statements are about
/// @param letsIn whether a statement that may concern anybody allows something
public record OwnWords(String toAll, Set<String> named, boolean letsIn) {
  /// Of a resource without policies.
  public static final OwnWords NONE = new OwnWords("", Set.of(), false);

  private static final String SELF = "\u0001";

  public OwnWords {
    named = Set.copyOf(named);
  }

  /// Null where something in the policies depends on the resource by more than its name, or is not
  /// known.
  static @Nullable OwnWords of(Collection<Document> documents, String arn, String account) {
    StringBuilder toAll = new StringBuilder();
    Set<String> named = new TreeSet<>();
    boolean letsIn = false;
    for (Document document : documents) {
      if (document.unknown() != null) {
        return null;
      }
      for (Document.Numbered numbered : document.statements()) {
        PolicyStatement statement = numbered.statement();
        if (statement.unknown() != null) {
          return null;
        }
        if (!isToOthers(statement, account, named)) {
          String words = words(statement, arn);
          if (words == null) {
            return null;
          }
          toAll.append(words).append('\n');
          letsIn |= statement.allow();
        }
      }
    }
    return new OwnWords(toAll.toString(), named, letsIn);
  }

  /// Whether the statement is about single principals, services and other accounts only, all known;
  /// adds those principals.
  private static boolean isToOthers(PolicyStatement statement, String account, Set<String> named) {
    PolicyStatement.PrincipalElement principal = statement.principal();
    if (principal == null || principal.not()) {
      return false;
    }
    Set<String> found = new TreeSet<>();
    for (PolicyStatement.Entry entry : principal.entries()) {
      switch (entry.type().toLowerCase(Locale.ROOT)) {
        case "service" -> {}
        case "aws" -> {
          if (isSingle(entry.text())) {
            found.add(entry.text());
          } else if (!isOtherAccount(entry.text(), account)) {
            return false;
          }
        }
        default -> {
          return false;
        }
      }
    }
    named.addAll(found);
    return true;
  }

  private static boolean isSingle(String text) {
    String resource = Arns.resourcePart(text);
    return text.startsWith("arn:")
        && Arns.service(text).equals("iam")
        && (resource.startsWith("user/") || resource.startsWith("role/"))
        && !Unknown.in(text)
        && text.indexOf('*') < 0;
  }

  private static boolean isOtherAccount(String text, String account) {
    String other =
        Arns.isAccountId(text)
            ? text
            : Arns.resourcePart(text).equals("root") ? Arns.account(text) : "";
    return Arns.isAccountId(other) && Arns.isAccountId(account) && !other.equals(account);
  }

  private static @Nullable String words(PolicyStatement statement, String arn) {
    if (!statement.conditions().stream().allMatch(RequestKeys::isAboutTheRequest)) {
      return null;
    }
    String resource = resource(statement.resource(), arn);
    if (resource == null) {
      return null;
    }
    return Stream.of(
            statement.allow(),
            element(statement.action()),
            resource,
            statement.principal(),
            statement.conditions(),
            statement.variables())
        .map(String::valueOf)
        .reduce("", (one, other) -> one + " | " + other);
  }

  private static String element(PolicyStatement.Element element) {
    return element.not() + " " + element.patterns();
  }

  /// Null where a pattern fits one resource and not another by its name.
  private static @Nullable String resource(PolicyStatement.@Nullable Element element, String arn) {
    if (element == null) {
      return "";
    }
    StringBuilder text = new StringBuilder().append(element.not());
    for (String pattern : element.patterns()) {
      boolean own = pattern.equals(arn) || pattern.startsWith(arn + "/");
      if (!own && !pattern.equals("*")) {
        return null;
      }
      text.append(' ').append(own ? SELF + pattern.substring(arn.length()) : pattern);
    }
    return text.toString();
  }
}
