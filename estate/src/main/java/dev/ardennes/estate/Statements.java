package dev.ardennes.estate;

import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What statements of policies name, without deciding anything.
final class Statements {
  private static final Pattern BUCKET =
      Pattern.compile("(arn:[a-z-]+:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/.*)?");
  private final FactBase facts;
  private final JsonMapper json = new JsonMapper();

  Statements(FactBase facts) {
    this.facts = facts;
  }

  /// The principals of this type (`Service`, `AWS`) that the role's trust policy lets in.
  Set<String> trusted(String role, String type) {
    Set<String> trusted = new TreeSet<>();
    for (Fact trust : facts.relation("trust_policy", role)) {
      for (Fact fact : facts.relation("policy_statement", trust.args().get(1))) {
        JsonNode statement = allowing(fact);
        if (statement != null) {
          statement.path("Principal").path(type).forEach(p -> trusted.add(p.asString("")));
        }
      }
    }
    return trusted;
  }

  /// Where a bucket is named, and of which account the policy is.
  record Named(String account, Evidence at) {}

  /// The buckets that policies of the accounts allow something on by their whole names, by ARN.
  Map<String, Named> namedBuckets(Set<String> accounts) {
    Map<String, Named> buckets = new TreeMap<>();
    for (Fact fact : facts.relation("policy_statement")) {
      String account = facts.second("in_account", fact.args().getFirst());
      if (account == null
          || !accounts.contains(account)
          || !fact.args().get(2).contains(":s3:::")) {
        continue;
      }
      JsonNode statement = allowing(fact);
      if (statement != null && !fact.evidence().isEmpty()) {
        Named named = new Named(account, fact.evidence().getFirst());
        for (JsonNode resource : statement.path("Resource")) {
          Matcher bucket = BUCKET.matcher(resource.asString(""));
          if (bucket.matches()) {
            buckets.putIfAbsent(bucket.group(1), named);
          }
        }
      }
    }
    return buckets;
  }

  private @Nullable JsonNode allowing(Fact fact) {
    try {
      JsonNode statement = json.readTree(fact.args().get(2));
      return statement.path("Effect").asString("").equals("Allow") ? statement : null;
    } catch (JacksonException e) {
      return null;
    }
  }
}
