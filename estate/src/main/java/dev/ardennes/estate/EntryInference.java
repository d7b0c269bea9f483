package dev.ardennes.estate;

import dev.ardennes.model.Entity;
import dev.ardennes.model.EntryPoint;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.model.TokenIssuer;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Takes things for entry points where nobody has said which they are, with a reason each: the
/// internet, users with long-lived credentials, principals outside the estate that its policies
/// trust, pipelines whose tokens they trust, and identity providers of people.
public final class EntryInference {
  private static final String PROVIDER = ":oidc-provider/";
  private static final String INTERNET_KIND = "external.internet";
  private final FactBase facts;
  private final Map<String, EntryPoint> found = new LinkedHashMap<>();

  private EntryInference(FactBase facts) {
    this.facts = facts;
  }

  /// The entry points: the internet first, then credentials, each group by id. O(facts).
  public static List<EntryPoint> infer(FactBase facts) {
    EntryInference inference = new EntryInference(facts);
    inference.internet();
    inference.longLivedKeys();
    inference.passwords();
    inference.outsiders();
    inference.pipelines();
    inference.identityProviders();
    return List.copyOf(inference.found.values());
  }

  /// The anonymous outsider as an entity, for estates in which no source names it.
  public static Entity internetEntity() {
    return new Entity(EntryPoint.INTERNET, INTERNET_KIND, "internet", List.of());
  }

  private void internet() {
    found.put(
        EntryPoint.INTERNET,
        new EntryPoint(
            EntryPoint.INTERNET,
            EntryPoint.Kind.REACH,
            "anyone on the internet, without credentials",
            List.of()));
  }

  private void longLivedKeys() {
    for (Fact key : sorted("access_key")) {
      String user = key.args().getFirst();
      String day = facts.second("key_since", user);
      String age = day == null ? "" : ", in use since " + day;
      add(user, "it has a long-lived access key" + age + ": if this key leaks", key.evidence());
    }
  }

  private void passwords() {
    for (Fact profile : sorted("login_profile")) {
      String user = profile.args().getFirst();
      String why =
          facts.relation("second_factor", user).isEmpty()
              ? "it has a console password: if this password is phished or reused"
              : "it has a console password and a second factor: if both are phished";
      add(user, why, profile.evidence());
    }
  }

  private void outsiders() {
    Set<String> unnamed = membersUnnamed();
    for (Entity entity : facts.entities()) {
      if (unnamed.contains(entity.id())
          || !entity.kind().startsWith("aws.")
          || !facts.relation("kind", entity.id()).isEmpty()) {
        continue;
      }
      if (entity.kind().startsWith("aws.iam.") || entity.kind().equals("aws.account")) {
        add(
            entity.id(),
            "policies of the estate name it and no source declares it: if it is compromised",
            List.of());
      }
    }
  }

  /// Members of an organisation and the roles they were made with, where no policy names them: that
  /// they are in the organisation is all that is known.
  private Set<String> membersUnnamed() {
    Set<String> unnamed = new TreeSet<>();
    for (Fact member : facts.relation("manages_member")) {
      unnamed.add(member.args().get(1));
    }
    for (Fact role : facts.relation("access_role")) {
      unnamed.add(role.args().get(1));
    }
    unnamed.removeIf(this::isNamed);
    return unnamed;
  }

  private boolean isNamed(String entity) {
    String arn = Objects.requireNonNullElse(facts.second("arn", entity), entity);
    // An account is named by its number alone as well.
    boolean account = arn.endsWith(":root") && arn.startsWith("arn:");
    String text = account ? arn.substring(arn.indexOf("::") + 2, arn.length() - 5) : arn;
    return facts.relation("policy_statement").stream()
        .anyMatch(statement -> statement.args().get(2).contains(text));
  }

  private void pipelines() {
    for (Fact source : sorted("token_source")) {
      add(
          source.args().getFirst(),
          "roles trust tokens of its pipelines: if somebody who may not decides what they run",
          source.evidence());
    }
  }

  /// Providers that companies run for their people; those of clusters and of public services are
  /// looked at by whom they give tokens to, and what Identity Center makes by who signs in there.
  private void identityProviders() {
    for (Entity entity : facts.entities()) {
      boolean people =
          switch (entity.kind()) {
            case "aws.iam.saml-provider" -> !entity.name().startsWith("AWSSSO_");
            case "aws.iam.oidc-provider" -> signsPeopleIn(entity);
            default -> false;
          };
      if (people) {
        add(
            entity.id(),
            "it says who takes the roles that trust it: if it, or somebody who runs it, is"
                + " compromised",
            List.of());
      }
    }
  }

  private boolean signsPeopleIn(Entity provider) {
    String arn = facts.second("arn", provider.id());
    int at = arn == null ? -1 : arn.indexOf(PROVIDER);
    if (arn == null || at < 0 || Unknown.in(arn.substring(at))) {
      return false;
    }
    String issuer = arn.substring(at + PROVIDER.length());
    return !issuer.contains("oidc.eks") && TokenIssuer.of(issuer).isEmpty();
  }

  private List<Fact> sorted(String relation) {
    List<Fact> sorted = new ArrayList<>(facts.relation(relation));
    sorted.sort(Comparator.comparing(fact -> fact.args().getFirst()));
    return sorted;
  }

  private void add(String entity, String why, List<Evidence> evidence) {
    found.putIfAbsent(entity, new EntryPoint(entity, EntryPoint.Kind.CREDENTIAL, why, evidence));
  }
}
