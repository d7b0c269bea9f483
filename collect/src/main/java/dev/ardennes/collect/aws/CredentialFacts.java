package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Reference;
import dev.ardennes.collect.terraform.value.Value;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds where the long-lived credentials of users are written into other resources: through
/// references to an access key's secret, or, in a state, where the id or the secret of a known key
/// stands in a text. What a provisioner writes is a file of the machine. No secret becomes a fact.
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
    String holder = holder(resource, estate);
    if (holder == null) {
      return;
    }
    for (String name : resource.attributes().map().names()) {
      Value value = resource.attributes().value(name);
      if (value != null) {
        boolean file = name.equals("provisioner");
        Texts.in(value).forEach(text -> text(resource, holder, file, text));
      }
    }
  }

  /// A version of a secret, an item of a table belong to what they are a part of.
  static @Nullable String holder(AwsResource resource, Estate estate) {
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

  private void text(AwsResource resource, String holder, boolean file, Value value) {
    for (Reference reference : value.references().asSet()) {
      AwsResource key = keysByAddress.get(reference.root() + ":" + reference.address());
      if (key != null && isSecret(reference.attribute())) {
        holds(resource, holder, file, key, value);
      }
    }
    if (!keysById.isEmpty() || !keysBySecret.isEmpty()) {
      literal(resource, holder, file, value);
    }
  }

  private static boolean isSecret(String attribute) {
    return Set.of("secret", "encrypted_secret", "ses_smtp_password_v4").contains(attribute);
  }

  private void literal(AwsResource resource, String holder, boolean file, Value value) {
    String text = value.toString();
    if (text.length() > LONGEST) {
      return;
    }
    Matcher matcher = KEY_ID.matcher(text);
    keysBySecret.forEach(
        (secret, key) -> {
          if (text.contains(secret)) {
            holds(resource, holder, file, key, value);
          }
        });
    while (matcher.find()) {
      AwsResource key = keysById.get(matcher.group());
      if (key != null) {
        holds(resource, holder, file, key, value);
      }
    }
  }

  private void holds(
      AwsResource resource, String holder, boolean file, AwsResource key, Value value) {
    Value user = key.attributes().value("user");
    String id = user == null ? null : estate.named(user, key, "aws_iam_user");
    if (id != null) {
      String relation = file ? "file_credential" : "holds_credential";
      estate.fact(resource.evidence(value), relation, holder, id);
    }
  }
}
