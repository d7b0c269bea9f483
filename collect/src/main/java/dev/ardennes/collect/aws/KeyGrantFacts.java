package dev.ardennes.collect.aws;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A grant of a key lets a principal use the key as a statement of the key's policy does: it takes
/// no permission of an identity policy, and any explicit deny ends it.
///
/// Source: "Grants in AWS KMS", AWS KMS developer guide.
final class KeyGrantFacts {
  private final Estate estate;

  KeyGrantFacts(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource grant) {
    Attributes attributes = grant.attributes();
    Value key = attributes.value("key_id");
    AwsResource found =
        key == null
            ? null
            : estate.directory().find(key, grant.account(), "aws_kms_key", "aws_kms_replica_key");
    String grantee = attributes.text("grantee_principal");
    Value operations = attributes.value("operations");
    if (found == null || grantee == null || operations == null) {
      return;
    }
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("Sid", text("grant " + attributes.text("name", grant.address())));
    members.put("Effect", text("Allow"));
    members.put("Principal", object(Map.of("AWS", text(grantee))));
    members.put("Action", actions(operations));
    members.put("Resource", text("*"));
    Map<String, Json> context = context(attributes);
    if (!context.isEmpty()) {
      members.put("Condition", object(Map.of("StringEquals", object(context))));
    }
    String document = ResourcePolicyFacts.document(estate, found, grant);
    estate.statement(document, grant.address(), object(members), grant);
  }

  private static Json actions(Value operations) {
    List<Json> actions = new ArrayList<>();
    for (Value operation : Values.elements(operations)) {
      String name = Attributes.text(operation);
      if (name != null) {
        actions.add(text("kms:" + name));
      }
    }
    return new Json.Arr(actions, Json.Place.NONE);
  }

  /// The encryption context that requests must carry.
  private static Map<String, Json> context(Attributes attributes) {
    Map<String, Json> keys = new LinkedHashMap<>();
    for (Attributes constraint : attributes.blocks("constraints")) {
      for (String kind : List.of("encryption_context_equals", "encryption_context_subset")) {
        if (constraint.value(kind) instanceof MapValue map) {
          map.entries()
              .forEach(
                  (key, value) -> {
                    String wanted = Attributes.text(value);
                    if (wanted != null) {
                      keys.put("kms:EncryptionContext:" + key, text(wanted));
                    }
                  });
        }
      }
    }
    return keys;
  }

  private static Json.Obj object(Map<String, Json> members) {
    return new Json.Obj(members, Json.Place.NONE);
  }

  private static Json text(String text) {
    return new Json.Text(text, Json.Place.NONE);
  }
}
