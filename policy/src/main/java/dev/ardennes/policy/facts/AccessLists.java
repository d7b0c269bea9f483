package dev.ardennes.policy.facts;

import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.aws.AwsPolicyModel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Access lists of buckets and objects that open them to everybody, as policies say the same.
///
/// Source: "Mapping of ACL permissions and access policy permissions", S3 user guide.
final class AccessLists {
  private static final Map<String, List<String>> OF_BUCKETS =
      new TreeMap<>(
          Map.of(
              "READ", List.of("s3:ListBucket", "s3:ListBucketVersions"),
              "WRITE", List.of("s3:PutObject"),
              "READ_ACP", List.of("s3:GetBucketAcl"),
              "WRITE_ACP", List.of("s3:PutBucketAcl")));
  private static final Map<String, List<String>> OF_OBJECTS =
      new TreeMap<>(
          Map.of(
              "READ", List.of("s3:GetObject", "s3:GetObjectVersion"),
              "READ_ACP", List.of("s3:GetObjectAcl"),
              "WRITE_ACP", List.of("s3:PutObjectAcl")));

  private final FactBase facts;
  private final AwsPolicyModel.Builder builder;

  AccessLists(FactBase facts, AwsPolicyModel.Builder builder) {
    this.facts = facts;
    this.builder = builder;
  }

  void state() {
    for (Fact fact : facts.relation("public_acl")) {
      String resource = fact.args().getFirst();
      String arn = facts.second("arn", resource);
      if (arn == null || isRefused(resource)) {
        continue;
      }
      boolean object = arn.substring(arn.lastIndexOf(':') + 1).indexOf('/') > 0;
      Set<String> actions = actions(object ? OF_OBJECTS : OF_BUCKETS, fact.args().get(2));
      if (!actions.isEmpty()) {
        String document = resource + "/access-list/" + fact.id();
        builder.accessList(resource, document, fact.id());
        builder.statement(
            document, fact.id(), statement(actions, fact.args().get(1).equals("everyone")));
      }
    }
  }

  private static Set<String> actions(Map<String, List<String>> known, String permission) {
    Set<String> actions = new LinkedHashSet<>();
    known.forEach(
        (name, list) -> {
          if (name.equals(permission) || permission.equals("FULL_CONTROL")) {
            actions.addAll(list);
          }
        });
    return actions;
  }

  /// Whoever is an identity of some account has an ARN.
  private static String statement(Set<String> actions, boolean everyone) {
    String list =
        actions.stream().map(action -> "\"" + action + "\"").collect(Collectors.joining(","));
    String condition = everyone ? "" : ",\"Condition\":{\"Null\":{\"aws:PrincipalArn\":\"false\"}}";
    return "{\"Sid\":\"access list\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":["
        + list
        + "],\"Resource\":\"*\""
        + condition
        + "}";
  }

  /// The bucket, the bucket of an object, or the account ignores public access lists.
  private boolean isRefused(String resource) {
    if (facts.fact("blocks_public_access", resource, "acl") != null) {
      return true;
    }
    for (Fact inside : facts.relation("inside", resource)) {
      if (facts.fact("blocks_public_access", inside.args().get(1), "acl") != null) {
        return true;
      }
    }
    String account = facts.second("in_account", resource);
    return account != null && facts.fact("blocks_public_access", account, "acl") != null;
  }
}
