package dev.ardennes.policy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sixty principals of four accounts of one organisation: who of them has full control of the
/// account. `principals.json` gives each of them a name that says why.
final class AdministratorsTest {
  private static final List<String> ADMINISTRATORS =
      List.of(
          "alice-administrator",
          "bert-inline-everything",
          "break-glass",
          "clara-expires-later",
          "contract-anna",
          "else-denied-the-vault",
          "emil-bounded-by-everything",
          "gina-in-admins",
          "greta-in-capitals",
          "jonas-all-tag-keys-listed",
          "karl-everything-but-billing",
          "manager-admin",
          "nils-denied-in-other-regions",
          "ops-admin",
          "ops-admin/unlimited",
          "ops-bounded-by-everything",
          "paul-newer-version-is-admin",
          "sec-of-the-organisation",
          "security-admin",
          "sven-service-by-service",
          "udo-everything-but-the-vault",
          "upkeep.amazonaws.com/AWSServiceRoleForUpkeep",
          "vera-by-her-name",
          "xenia-tagged-admin",
          "zoe-not-suspended");

  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  private final JsonMapper mapper = new JsonMapper();

  @Test
  void exactlyTheAdministratorsHaveFullControl() throws IOException {
    PrincipalSuite suite = suite();
    AwsPolicyModel model = model(suite);
    AwsDecisions decisions = new AwsDecisions(model, AwsServices.bundled());
    Set<String> found = new TreeSet<>();
    for (PrincipalSuite.Member member : suite.members()) {
      if (isAdministrator(decisions, member)) {
        found.add(member.name());
      }
    }
    assertThat(suite.members()).hasSize(60);
    assertThat(found).containsExactlyElementsOf(ADMINISTRATORS);
  }

  @Test
  void theAdministratorsOfTheProfileAreThoseOfItsSingleRequests() throws IOException {
    PrincipalSuite suite = suite();
    AwsDecisions decisions = new AwsDecisions(model(suite), AwsServices.bundled());
    for (PrincipalSuite.Member member : suite.members()) {
      if (member.sessionPolicy() == null) {
        assertThat(decisions.administrator(member.arn()).verdict() == Verdict.YES)
            .as(member.name())
            .isEqualTo(ADMINISTRATORS.contains(member.name()));
      }
    }
  }

  @Test
  void anIndependentEvaluatorFindsTheSameAdministrators() throws Exception {
    PrincipalSuite suite = suite();
    Evaluator evaluator = Evaluator.installed();
    List<JsonNode> requests = new ArrayList<>();
    for (PrincipalSuite.Member member : suite.members()) {
      AdministratorProfile.ACTIONS.forEach(action -> requests.add(suite.request(member, action)));
    }
    List<Boolean> allows = evaluator.allows(requests);
    Set<String> found = new TreeSet<>();
    int actions = AdministratorProfile.ACTIONS.size();
    for (int i = 0; i < suite.members().size(); i++) {
      if (!allows.subList(i * actions, (i + 1) * actions).contains(false)) {
        found.add(suite.members().get(i).name());
      }
    }
    assertThat(found).containsExactlyElementsOf(ADMINISTRATORS);
  }

  private PrincipalSuite suite() throws IOException {
    try (InputStream in = AdministratorsTest.class.getResourceAsStream("principals.json")) {
      return new PrincipalSuite(mapper.readTree(Objects.requireNonNull(in)), NOW);
    }
  }

  private static AwsPolicyModel model(PrincipalSuite suite) {
    AccountExport export = new AccountExport();
    JsonNode root = suite.root();
    root.path("accounts").forEach(export::authorizationDetails);
    export.resourcePolicies(root.path("resources"));
    export.organization(root.path("organization"), List.of());
    for (String account : root.path("accounts").propertyNames()) {
      export.builder.organization(account, PrincipalSuite.ORGANISATION);
    }
    for (PrincipalSuite.Member member : suite.members()) {
      if (member.sessionPolicy() != null) {
        export.builder.statement(
            member.arn(), "session", member.sessionPolicy().path("Statement").get(0).toString());
        JsonNode second = member.sessionPolicy().path("Statement").path(1);
        if (!second.isMissingNode()) {
          export.builder.statement(member.arn(), "session 2", second.toString());
        }
      }
    }
    return export.builder.asOf(NOW).build();
  }

  private static boolean isAdministrator(AwsDecisions decisions, PrincipalSuite.Member member) {
    List<String> session = member.sessionPolicy() == null ? List.of() : List.of(member.arn());
    for (String action : AdministratorProfile.ACTIONS) {
      TreeMap<String, List<String>> values = new TreeMap<>();
      values.put("iam:PolicyARN", List.of("arn:aws:iam::aws:policy/AdministratorAccess"));
      AwsRequest.Context context =
          new AwsRequest.Context(values, Set.of(), false, session, List.of());
      AwsRequest request = AwsRequest.of(member.arn(), action, "*").withContext(context);
      if (decisions.decide(request).verdict() != Verdict.YES) {
        return false;
      }
    }
    return true;
  }
}
