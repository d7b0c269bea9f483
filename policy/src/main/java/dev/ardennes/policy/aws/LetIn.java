package dev.ardennes.policy.aws;

import dev.ardennes.model.Unknown;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Whom the statements of a resource or trust policy may let in, told by their principals alone.
///
/// @param anybody whether it cannot be said that somebody is not let in
/// @param principals ARNs of single principals
/// @param accounts ids of accounts whose own policies then decide
public record LetIn(boolean anybody, Set<String> principals, Set<String> accounts) {
  public LetIn {
    principals = Set.copyOf(principals);
    accounts = Set.copyOf(accounts);
  }

  static LetIn of(Collection<Document> documents) {
    boolean anybody = false;
    Set<String> principals = new TreeSet<>();
    Set<String> accounts = new TreeSet<>();
    for (Document document : documents) {
      anybody |= document.unknown() != null;
      for (Document.Numbered numbered : document.statements()) {
        PolicyStatement statement = numbered.statement();
        anybody |= statement.unknown() != null || isOpen(statement);
        if (statement.allow() && statement.principal() != null) {
          statement.principal().entries().forEach(entry -> add(entry, principals, accounts));
        }
      }
    }
    return new LetIn(anybody, principals, accounts);
  }

  private static boolean isOpen(PolicyStatement statement) {
    PolicyStatement.PrincipalElement element = statement.principal();
    return statement.allow()
        && (element == null
            || element.not()
            || element.entries().stream().anyMatch(entry -> isOpen(entry)));
  }

  private static boolean isOpen(PolicyStatement.Entry entry) {
    String text = entry.text();
    return switch (entry.type().toLowerCase(Locale.ROOT)) {
      case "service" -> false;
      case "aws" -> !isAccount(text) && !isSingle(text);
      case "federated" -> Unknown.in(text) || text.equals("*");
      default -> true;
    };
  }

  private static void add(
      PolicyStatement.Entry entry, Set<String> principals, Set<String> accounts) {
    String text = entry.text();
    String type = entry.type().toLowerCase(Locale.ROOT);
    if (type.equals("aws") && isAccount(text)) {
      accounts.add(Arns.isAccountId(text) ? text : Arns.account(text));
    } else if (type.equals("federated") || (type.equals("aws") && isSingle(text))) {
      principals.add(text);
    }
  }

  private static boolean isAccount(String text) {
    return !Unknown.in(text) && (Arns.isAccountId(text) || Arns.resourcePart(text).equals("root"));
  }

  private static boolean isSingle(String text) {
    String resource = Arns.resourcePart(text);
    return !Unknown.in(text)
        && text.startsWith("arn:")
        && (resource.startsWith("user/") || resource.startsWith("role/"));
  }
}
