package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.Reference;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds where the long-lived credentials of users are written into other resources: through
/// references to an access key's secret, or, in a state, where the id or the secret of a known key
/// stands in a text. No secret becomes a fact.
final class CredentialFacts {
  private static final String KEY = "aws_iam_access_key";
  private static final Pattern KEY_ID = Pattern.compile("\\bAKIA[A-Z2-7]{16}\\b");
  private static final int SHORTEST_SECRET = 30;
  private static final int LONGEST = 1 << 20;

  private final Estate estate;
  private final Map<String, AwsResource> keysByAddress = new TreeMap<>();
  private final Map<String, AwsResource> keysById = new TreeMap<>();
  private final Map<String, AwsResource> keysBySecret = new TreeMap<>();

  CredentialFacts(Estate estate) {
    this.estate = estate;
    for (AwsResource key : estate.directory().ofType(KEY)) {
      keysByAddress.put(key.root() + ":" + key.address(), key);
      String id = key.attributes().text("id");
      if (id != null && KEY_ID.matcher(id).matches()) {
        keysById.put(id, key);
      }
      String secret = key.attributes().text("secret");
      if (secret != null && secret.length() >= SHORTEST_SECRET) {
        keysBySecret.put(secret, key);
      }
    }
  }

  void state(AwsResource resource) {
    if (keysByAddress.isEmpty() || resource.type().startsWith("aws_iam_")) {
      return;
    }
    String holder = holder(resource);
    if (holder == null) {
      return;
    }
    for (String name : resource.attributes().map().names()) {
      Value value = resource.attributes().value(name);
      if (value != null) {
        attribute(resource, holder, value);
      }
    }
  }

  /// A version of a secret, an item of a table belong to what they are a part of.
  private @Nullable String holder(AwsResource resource) {
    String[] whole =
        switch (resource.type()) {
          case "aws_secretsmanager_secret_version" ->
              new String[] {"secret_id", "aws_secretsmanager_secret"};
          case "aws_dynamodb_table_item" -> new String[] {"table_name", "aws_dynamodb_table"};
          default -> new String[] {};
        };
    if (whole.length == 2) {
      Value value = resource.attributes().value(whole[0]);
      AwsResource found =
          value == null ? null : estate.directory().find(value, resource.account(), whole[1]);
      return found == null ? null : found.entity();
    }
    return ResourceTypes.standard().find(resource.type()) == null ? null : resource.entity();
  }

  /// Goes down to the texts themselves, so that the place is the line that writes the credential.
  private void attribute(AwsResource resource, String holder, Value attribute) {
    Deque<Value> open = new ArrayDeque<>();
    open.push(attribute);
    while (!open.isEmpty()) {
      Value value = open.pop();
      switch (value) {
        case MapValue map -> map.entries().values().forEach(open::push);
        case ListValue list -> list.elements().forEach(open::push);
        case SetValue set -> set.elements().forEach(open::push);
        case NullValue _, BoolValue _, NumberValue _ -> {
          // No text, no credential.
        }
        case StringValue _, UnknownValue _ -> text(resource, holder, value);
      }
    }
  }

  private void text(AwsResource resource, String holder, Value value) {
    for (Reference reference : value.references().asSet()) {
      AwsResource key = keysByAddress.get(reference.root() + ":" + reference.address());
      if (key != null && isSecret(reference.attribute())) {
        holds(resource, holder, key, value);
      }
    }
    if (!keysById.isEmpty() || !keysBySecret.isEmpty()) {
      literal(resource, holder, value);
    }
  }

  private static boolean isSecret(String attribute) {
    return Set.of("secret", "encrypted_secret", "ses_smtp_password_v4").contains(attribute);
  }

  private void literal(AwsResource resource, String holder, Value value) {
    String text = value.toString();
    if (text.length() > LONGEST) {
      return;
    }
    Matcher matcher = KEY_ID.matcher(text);
    keysBySecret.forEach(
        (secret, key) -> {
          if (text.contains(secret)) {
            holds(resource, holder, key, value);
          }
        });
    while (matcher.find()) {
      AwsResource key = keysById.get(matcher.group());
      if (key != null) {
        holds(resource, holder, key, value);
      }
    }
  }

  private void holds(AwsResource resource, String holder, AwsResource key, Value value) {
    Value user = key.attributes().value("user");
    String id = user == null ? null : estate.named(user, key, "aws_iam_user");
    if (id != null) {
      estate.fact(resource.evidence(value), "holds_credential", holder, id);
    }
  }
}
