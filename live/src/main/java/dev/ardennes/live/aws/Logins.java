package dev.ardennes.live.aws;

import dev.ardennes.live.wire.CallFailure;
import dev.ardennes.live.wire.Calls;
import dev.ardennes.live.wire.Endpoints;
import dev.ardennes.live.wire.Login;
import dev.ardennes.live.wire.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;
import tools.jackson.databind.JsonNode;

/// Finds out who asks: the accounts of the given profiles, and those that a role gives access to.
final class Logins {
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):role/[\\w+=,.@/-]{1,512}");
  private static final Pattern ROLE_NAME = Pattern.compile("[\\w+=,.@/-]{1,512}");
  private static final String SOMEWHERE = "us-east-1";

  private final Calls calls;
  private final CollectRequest request;

  Logins(Calls calls, CollectRequest request) {
    this.calls = calls;
    this.request = request;
  }

  /// @param caller the ARN of whoever asks
  record Identity(String account, String caller) {}

  /// The accounts of the credentials that were given, each once.
  List<Target> own() {
    Map<String, Target> targets = new LinkedHashMap<>();
    List<@Nullable String> profiles = new ArrayList<>(request.profiles());
    if (profiles.isEmpty()) {
      profiles.add(null);
    }
    for (String profile : profiles) {
      String region = region(profile);
      Login login = login(profile);
      Identity identity = identity(login, region, profile);
      targets.putIfAbsent(
          identity.account(),
          new Target(identity.account(), "", Endpoints.partition(region), login, region));
    }
    return List.copyOf(targets.values());
  }

  private static Login login(@Nullable String profile) {
    if (profile == null) {
      return Login.of(DefaultCredentialsProvider.builder().build());
    }
    return Login.of(ProfileCredentialsProvider.builder().profileName(profile).build());
  }

  /// Where the first call goes: regions that are asked for, what is configured, any.
  private String region(@Nullable String profile) {
    if (!request.regions().isEmpty()) {
      return request.regions().getFirst();
    }
    String name =
        profile == null ? System.getenv().getOrDefault("AWS_PROFILE", "default") : profile;
    String environment =
        profile == null
            ? System.getenv().getOrDefault("AWS_REGION", System.getenv("AWS_DEFAULT_REGION"))
            : null;
    Optional<String> configured =
        environment == null
            ? ProfileFile.defaultProfileFile()
                .profile(name)
                .flatMap((Profile found) -> found.property(ProfileProperty.REGION))
            : Optional.of(environment);
    return configured.filter(Places::isRegion).orElse(SOMEWHERE);
  }

  private Identity identity(Login login, String region, @Nullable String profile) {
    try {
      return identity(login, region);
    } catch (CallFailure failure) {
      String who = profile == null ? "the default credentials" : "profile `" + profile + "`";
      throw CollectException.nothing(
          who
              + " cannot be used: "
              + failure.says()
              + " ("
              + failure.code()
              + "); try `aws sts get-caller-identity"
              + (profile == null ? "" : " --profile " + profile)
              + "`, sign in again (`aws sso login`), or name another --profile");
    }
  }

  /// Who the credentials are.
  Identity identity(Login login, String region) throws CallFailure {
    JsonNode answer = calls.call(login, region, Operation.GET_CALLER_IDENTITY, Map.of());
    String account = answer.path("Account").asString("");
    if (!ACCOUNT.matcher(account).matches()) {
      throw CallFailure.malformed(
          Operation.GET_CALLER_IDENTITY, "the answer names no account of twelve digits");
    }
    return new Identity(account, answer.path("Arn").asString(""));
  }

  /// The accounts to read: those asked for, as the role where there is one.
  ///
  /// @param members of the organization; empty where it is not asked for
  List<Target> targets(List<Target> own, List<Organization.Member> members) {
    String role = request.role();
    Map<String, Target> targets = new LinkedHashMap<>();
    if (role != null && role.startsWith("arn:")) {
      Target target = ofArn(own.getFirst(), role);
      targets.put(target.id(), target);
      return List.copyOf(targets.values());
    }
    boolean others = role != null && (!request.accounts().isEmpty() || !members.isEmpty());
    for (Target target : own) {
      if (wanted(target.id()) && (role == null || others)) {
        targets.put(target.id(), target);
      }
    }
    if (role != null) {
      String name = checked(role);
      List<Organization.Member> wanted = new ArrayList<>(members);
      if (members.isEmpty()) {
        request.accounts().forEach(id -> wanted.add(new Organization.Member(id, "", true)));
        own.stream()
            .filter(target -> !others)
            .forEach(target -> wanted.add(new Organization.Member(target.id(), "", true)));
      }
      for (Organization.Member member : wanted) {
        if (member.active() && wanted(member.id())) {
          targets.putIfAbsent(member.id(), member(own.getFirst(), member, name));
        }
      }
    }
    return named(targets, members);
  }

  private boolean wanted(String account) {
    return request.accounts().isEmpty() || request.accounts().contains(account);
  }

  private static String checked(String role) {
    if (!ROLE_NAME.matcher(role).matches()) {
      throw CollectException.usage(
          "--assume-role `" + role + "` is neither the name of a role nor an ARN");
    }
    return role;
  }

  private Target member(Target base, Organization.Member member, String role) {
    String arn = "arn:" + base.partition() + ":iam::" + member.id() + ":role/" + role;
    return assumed(base, member.id(), member.name(), arn);
  }

  private Target ofArn(Target base, String arn) {
    var matcher = ROLE_ARN.matcher(arn);
    if (!matcher.matches()) {
      throw CollectException.usage(
          "--assume-role `"
              + arn
              + "` is no ARN of a role; write `arn:aws:iam::111122223333:role/Audit`");
    }
    return assumed(base, matcher.group(2), "", arn);
  }

  private Target assumed(Target base, String account, String name, String arn) {
    Login login = Login.role(base.login(), base.region(), arn, request.externalId());
    return new Target(account, name, base.partition(), login, base.region());
  }

  private static List<Target> named(
      Map<String, Target> targets, List<Organization.Member> members) {
    for (Organization.Member member : members) {
      targets.computeIfPresent(
          member.id(),
          (id, known) ->
              new Target(id, member.name(), known.partition(), known.login(), known.region()));
    }
    return List.copyOf(targets.values());
  }
}
