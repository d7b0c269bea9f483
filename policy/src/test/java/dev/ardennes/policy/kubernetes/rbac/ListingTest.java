package dev.ardennes.policy.kubernetes.rbac;

import static dev.ardennes.policy.kubernetes.rbac.Rules.EVE;
import static dev.ardennes.policy.kubernetes.rbac.Rules.resource;
import static dev.ardennes.policy.kubernetes.rbac.Rules.rule;
import static dev.ardennes.policy.kubernetes.rbac.Rules.urls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.policy.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ListingTest {
  private static final RoleName ADMIN = RoleName.cluster("cluster-admin");
  private static final Subject MASTERS = Subject.group("system:masters");

  private static List<Subject> subjects(List<SubjectDecision> found) {
    return found.stream().map(SubjectDecision::subject).toList();
  }

  @Test
  void administratorsHaveAllResourcesAndAllUrls() {
    RoleName half = RoleName.cluster("half");
    RoleName urls = RoleName.cluster("urls");
    RbacModel model =
        RbacModel.builder()
            .rule(half, rule("*", "*", "*"), "f1")
            .rule(urls, urls("*", "*"), "f2")
            .bind("", "a", ADMIN, Subject.serviceAccount("ci", "deploy"), "b1")
            .bind("", "b", half, EVE, "b2")
            .bind("", "c", half, Subject.user("both"), "b3")
            .bind("", "d", urls, Subject.user("both"), "b4")
            .bind("shop", "e", ADMIN, Subject.user("local"), "b5")
            .build();
    RbacDecisions rbac = new RbacDecisions(model);
    assertThat(subjects(rbac.administrators()))
        .containsExactly(Subject.user("both"), MASTERS, Subject.serviceAccount("ci", "deploy"));
    assertThat(rbac.administrator(Requester.of(EVE)).verdict()).isEqualTo(Verdict.NO);
    assertThat(subjects(rbac.namespaceAdministrators("shop")))
        .containsExactly(
            Subject.user("both"),
            EVE,
            Subject.user("local"),
            MASTERS,
            Subject.serviceAccount("ci", "deploy"));
  }

  @Test
  void everyVerbMeansEvenThoseNobodyKnows() {
    RoleName listed = RoleName.cluster("listed");
    RbacModel model =
        RbacModel.builder()
            .withoutDefaults()
            .rule(listed, rule("get,list,watch,create,update,patch,delete", "*", "*"), "f1")
            .rule(listed, urls("*", "*"), "f2")
            .bind("", "a", listed, EVE, "b1")
            .build();
    assertThat(subjects(new RbacDecisions(model).administrators())).containsExactly(MASTERS);
  }

  @Test
  void whoMayNamesSubjectsAndTheAccountsOfTheirGroups() {
    RoleName role = RoleName.of("shop", "r");
    RbacModel model =
        RbacModel.builder()
            .withoutDefaults()
            .rule(role, rule("get", "core", "secrets"), "f1")
            .bind("shop", "a", role, Subject.group("system:serviceaccounts:ci"), "b1")
            .bind("shop", "b", role, Subject.group("ops"), "b2")
            .account("ci", "deploy")
            .account("shop", "web")
            .member(EVE, "ops", "m1")
            .build();
    RbacDecisions rbac = new RbacDecisions(model);
    assertThat(subjects(rbac.whoMay("get", resource("secrets", "shop"))))
        .containsExactly(
            EVE,
            Subject.group("ops"),
            MASTERS,
            Subject.group("system:serviceaccounts:ci"),
            Subject.serviceAccount("ci", "deploy"));
    assertThat(subjects(rbac.whoMay("get", resource("secrets", "ci")))).containsExactly(MASTERS);
  }

  @Test
  void grantsSayWhereAndWhy() {
    RoleName role = RoleName.cluster("r");
    RbacModel model =
        RbacModel.builder()
            .withoutDefaults()
            .rule(role, rule("get", "core", "secrets", "tls"), "f1")
            .rule(role, urls("get", "/metrics"), "f2")
            .bind("shop", "a", role, EVE, "b1")
            .bind("", "b", role, Subject.group("system:authenticated"), "b2")
            .build();
    List<Grant> grants = new RbacDecisions(model).grants(Requester.of(EVE));
    assertThat(grants).extracting(Grant::namespace).containsExactly("", "", "shop");
    assertThat(grants.getLast().permission().resourceNames()).containsExactly("tls");
    assertThat(Rules.facts(grants.getLast().decision())).containsExactly(List.of("b1", "f1"));
  }
}
