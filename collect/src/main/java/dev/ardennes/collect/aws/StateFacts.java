package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.EvaluatedBody;
import dev.ardennes.collect.terraform.ProviderConfiguration;
import dev.ardennes.collect.terraform.ResourceInstance;
import dev.ardennes.collect.terraform.RootModule;
import dev.ardennes.collect.terraform.StateBackend;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Facts about states that Terraform keeps in buckets: a state holds every attribute of everything
/// that its configuration makes or looks up, secrets in clear among them, and what it says is what
/// the next run acts on.
final class StateFacts {
  private static final String BUCKET = "aws_s3_bucket";
  private static final List<String> PASSWORDS =
      List.of("password", "master_password", "auth_token");
  private static final List<String> MADE_UP = List.of("random_password", "tls_private_key");
  private static final List<String> COPIED =
      List.of("secret_string", "secret_binary", "value", "insecure_value");

  /// @param module whose state it is
  /// @param first something of its own, in whose account the bucket is looked for
  private record State(RootModule module, StateBackend backend, AwsResource first) {}

  private final List<State> states = new ArrayList<>();

  void module(RootModule module, List<AwsResource> managed) {
    module
        .backend()
        .filter(backend -> backend.type().equals("s3") && !managed.isEmpty())
        .ifPresent(backend -> states.add(new State(module, backend, managed.getFirst())));
  }

  void state(Estate estate, List<AwsResource> managed) {
    LoginFacts logins = new LoginFacts(estate);
    for (State state : states) {
      String id = declare(state, estate);
      if (id != null) {
        contents(state, id, managed, logins, estate);
        state.module().providers().forEach(provider -> applied(state, id, provider, estate));
      }
    }
  }

  private static @Nullable String declare(State state, Estate estate) {
    Map<String, String> texts = state.backend().texts();
    String bucket = texts.get("bucket");
    String key = texts.get("key");
    if (bucket == null || key == null) {
      return null;
    }
    AwsResource first = state.first();
    AwsResource own = estate.directory().find(bucket, first.account(), BUCKET);
    AwsResource holder = own != null ? own : estate.directory().elsewhere(bucket, BUCKET);
    String partition = first.account().partition();
    String in = holder != null ? holder.naming().arn() : "arn:" + partition + ":s3:::" + bucket;
    String id = in + "/" + key;
    Evidence at = state.backend().position().evidence(estate.out().source());
    estate.out().entity(id, "terraform.state", key, List.of());
    estate.fact(at, "kind", id, "terraform.state");
    estate.fact(at, "arn", id, id);
    String whole = holder != null ? holder.entity() : in;
    if (holder != null) {
      estate.fact(at, "in_account", id, holder.account().entity());
    } else if (!estate.out().knows(whole)) {
      estate.out().entity(whole, "aws.s3.bucket", bucket, List.of());
      estate.fact(at, "arn", whole, in);
    }
    estate.fact(at, "inside", id, whole);
    return id;
  }

  private static void contents(
      State state, String id, List<AwsResource> managed, LoginFacts logins, Estate estate) {
    boolean secret = false;
    for (ResourceInstance instance : state.module().resources()) {
      secret |= MADE_UP.contains(instance.type());
    }
    for (AwsResource resource : managed) {
      if (resource.root().equals(state.first().root())) {
        secret |= content(resource, id, logins, estate);
      }
    }
    if (secret) {
      Evidence at = state.backend().position().evidence(estate.out().source());
      estate.fact(at, "stores", id, "secret");
    }
  }

  /// Whether the resource has a secret that stands in the state.
  private static boolean content(
      AwsResource resource, String id, LoginFacts logins, Estate estate) {
    Attributes attributes = resource.attributes();
    logins.copied(resource, id);
    return switch (resource.type()) {
      case "aws_iam_access_key" -> accessKey(resource, id, estate);
      case "aws_secretsmanager_secret_version", "aws_ssm_parameter" -> copied(resource, id, estate);
      default -> PASSWORDS.stream().anyMatch(attributes::has);
    };
  }

  private static boolean accessKey(AwsResource key, String id, Estate estate) {
    Value user = key.attributes().value("user");
    String whose =
        user == null || key.attributes().has("pgp_key")
            ? null
            : estate.named(user, key, "aws_iam_user");
    if (whose != null) {
      estate.fact(key.evidence(), "holds_credential", id, whose);
    }
    return whose != null;
  }

  private static boolean copied(AwsResource secret, String id, Estate estate) {
    String whole = CredentialFacts.holder(secret, estate);
    if (whole == null || COPIED.stream().noneMatch(secret.attributes()::has)) {
      return false;
    }
    estate.fact(secret.evidence(), "copy_of", id, whole);
    return true;
  }

  /// The role with which a provider of the configuration acts.
  private static void applied(
      State state, String id, ProviderConfiguration provider, Estate estate) {
    if (!ProviderAccounts.isAws(provider.reference())) {
      return;
    }
    for (EvaluatedBody.Block block : provider.body().blocks("assume_role")) {
      Value arn = block.body().value("role_arn").orElse(null);
      String role = arn == null ? null : estate.named(arn, state.first(), "aws_iam_role");
      if (role != null) {
        Evidence at = block.position().evidence(estate.out().source());
        estate.fact(at, "applied_as", id, role);
      }
    }
  }
}
