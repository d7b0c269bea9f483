package dev.ardennes.policy.aws;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Whether a bucket's policy is public in the sense of S3's public access block: it lets anybody
/// in, and no condition binds it to fixed senders or places.
///
/// Source: "The meaning of public" in "Blocking public access to your Amazon S3 storage", S3 user
/// guide.
final class PublicPolicies {
  private static final Set<String> BINDING =
      Set.of(
          "aws:sourceip",
          "aws:sourcearn",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:sourceowner",
          "aws:sourceaccount",
          "aws:userid",
          "aws:principalarn",
          "aws:principalaccount",
          "aws:principalorgid",
          "aws:principalorgpaths",
          "s3:dataaccesspointarn",
          "s3:dataaccesspointaccount");

  private static final Set<ConditionOperator> TEXTS =
      Collections.unmodifiableSet(
          EnumSet.of(
              ConditionOperator.STRING_EQUALS,
              ConditionOperator.STRING_EQUALS_IGNORE_CASE,
              ConditionOperator.STRING_LIKE,
              ConditionOperator.ARN_LIKE));

  private static final int BROADEST_FOUR = 8;
  private static final int BROADEST_SIX = 32;

  private PublicPolicies() {}

  static boolean anyIn(Collection<Document.Numbered> statements) {
    return statements.stream().anyMatch(numbered -> isPublic(numbered.statement()));
  }

  private static boolean isPublic(PolicyStatement statement) {
    PolicyStatement.PrincipalElement principal = statement.principal();
    return statement.allow()
        && principal != null
        && (principal.not() || principal.entries().stream().anyMatch(e -> isEverybody(e)))
        && statement.conditions().stream().noneMatch(PublicPolicies::binds);
  }

  private static boolean isEverybody(PolicyStatement.Entry entry) {
    return entry.type().equals("*")
        || (entry.type().equalsIgnoreCase("aws") && entry.text().equals("*"));
  }

  private static boolean binds(PolicyStatement.Condition condition) {
    ConditionOperator.Named named = condition.operator();
    if (named == null
        || named.negated()
        || condition.ifExists()
        || condition.quantifier() == ConditionTest.Quantifier.ALL
        || !BINDING.contains(condition.key().toLowerCase(Locale.ROOT))) {
      return false;
    }
    if (named.operator() == ConditionOperator.IP_ADDRESS) {
      return condition.values().stream().allMatch(PublicPolicies::isNarrow);
    }
    return TEXTS.contains(named.operator())
        && condition.values().stream().allMatch(PublicPolicies::isFixed);
  }

  private static boolean isFixed(String value) {
    return value.indexOf('*') < 0 && value.indexOf('?') < 0 && value.indexOf("${") < 0;
  }

  private static boolean isNarrow(String block) {
    int slash = block.indexOf('/');
    int broadest = block.indexOf(':') < 0 ? BROADEST_FOUR : BROADEST_SIX;
    return slash < 0 || AddressRange.parse(block).map(r -> r.bits() >= broadest).orElse(false);
  }
}
