package dev.ardennes.live.aws;

import static dev.ardennes.live.aws.CollectedFolder.OWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// An organization of a root, a unit and three accounts, one of them closed.
final class OrganizationTest {
  private static final String MEMBER = "444455556666";
  private static final String CLOSED = "777788889999";

  @TempDir private Path temporary = Path.of("");
  private final FakeAws aws;

  OrganizationTest() throws IOException {
    aws = new FakeAws();
  }

  @BeforeEach
  void answers() {
    aws.answers(
        "organizations:DescribeOrganization",
        "{\"Organization\":{\"Id\":\"o-abcd\",\"MasterAccountId\":\"111122223333\"}}");
    aws.answers("organizations:ListRoots", "{\"Roots\":[{\"Id\":\"r-ab12\",\"Name\":\"Root\"}]}");
    aws.on(
        "organizations:ListOrganizationalUnitsForParent",
        request ->
            FakeAws.ok(
                request.at("ParentId").equals("r-ab12")
                    ? "{\"OrganizationalUnits\":[{\"Id\":\"ou-ab12-1\",\"Name\":\"prod\"}]}"
                    : "{\"OrganizationalUnits\":[]}"));
    aws.on("organizations:ListAccountsForParent", OrganizationTest::accounts);
    aws.on(
        "organizations:ListPoliciesForTarget",
        request ->
            request.at("Filter").equals("RESOURCE_CONTROL_POLICY")
                ? FakeAws.error(request, 400, "PolicyTypeNotEnabledException", "not enabled")
                : FakeAws.ok("{\"Policies\":[{\"Id\":\"p-Full\"}]}"));
    aws.answers(
        "organizations:DescribePolicy",
        "{\"Policy\":{\"PolicySummary\":{\"Id\":\"p-Full\"},\"Content\":\"{}\"}}");
    aws.answers(
        "organizations:ListAWSServiceAccessForOrganization",
        "{\"EnabledServicePrincipals\":[{\"ServicePrincipal\":\"sso.amazonaws.com\"}]}");
    aws.answers(
        "organizations:ListDelegatedAdministrators",
        "{\"DelegatedAdministrators\":[{\"Id\":\"" + MEMBER + "\",\"Email\":\"a@b\"}]}");
    aws.answers(
        "organizations:ListDelegatedServicesForAccount",
        "{\"DelegatedServices\":[{\"ServicePrincipal\":\"sso.amazonaws.com\"}]}");
    aws.on(
        "organizations:DescribeResourcePolicy",
        request -> FakeAws.error(request, 400, "ResourcePolicyNotFoundException", "none"));
    aws.on("sts:AssumeRole", OrganizationTest::assumed);
    aws.on(
        "iam:GetAccountAuthorizationDetails",
        request -> AwsCollectionTest.page(AwsCollectionTest.user(request.account(), "ann"), ""));
  }

  @AfterEach
  void close() {
    aws.close();
  }

  /// One account a page.
  private static FakeAws.Answer accounts(FakeAws.Request request) {
    if (!request.at("ParentId").equals("ou-ab12-1")) {
      return FakeAws.ok("{\"Accounts\":[]}");
    }
    return FakeAws.ok(
        switch (request.at("NextToken")) {
          case "" -> account(OWN, "ACTIVE", ",\"NextToken\":\"two\"");
          case "two" -> account(MEMBER, "ACTIVE", ",\"NextToken\":\"three\"");
          default -> account(CLOSED, "SUSPENDED", "");
        });
  }

  private static String account(String id, String status, String more) {
    return "{\"Accounts\":[{\"Id\":\"%s\",\"Name\":\"n%s\",\"Status\":\"%s\",\"Email\":\"a@b\"}]%s}"
        .formatted(id, id, status, more);
  }

  private static FakeAws.Answer assumed(FakeAws.Request request) {
    String account = request.at("RoleArn").split(":")[4];
    return FakeAws.ok(
        """
        <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIATEST%s</AccessKeyId>
        <SecretAccessKey>other</SecretAccessKey><SessionToken>token</SessionToken></Credentials>
        </AssumeRoleResult></AssumeRoleResponse>"""
            .formatted(account));
  }

  private CollectedFolder out() {
    return new CollectedFolder(temporary.resolve("out"));
  }

  private CollectRequest request(CollectedFolder out, String role, boolean organization) {
    return CollectedFolder.with(
        CollectedFolder.request(aws, out.folder), role, organization, false);
  }

  @Test
  void treeAndPoliciesAreInOneFile() throws IOException {
    CollectedFolder out = out();
    out.collect(aws);
    JsonNode organization = out.json("organization.json");
    assertThat(organization.at("/Organization/Id").asString()).isEqualTo("o-abcd");
    assertThat(organization.at("/OrganizationalUnits/0/ParentId").asString()).isEqualTo("r-ab12");
    assertThat(organization.path("Accounts").size()).isEqualTo(3);
    assertThat(organization.path("Accounts").toString()).doesNotContain("a@b");
    assertThat(organization.path("PolicyAttachments").size()).isEqualTo(5);
    assertThat(aws.count("organizations:DescribePolicy")).isEqualTo(1);
    assertThat(out.part(OWN, "organization").path("state").asString()).isEqualTo("collected");
  }

  @Test
  void whoActsInAllAccountsIsInTheFileToo() throws IOException {
    CollectedFolder out = out();
    out.collect(aws);
    JsonNode organization = out.json("organization.json");
    assertThat(organization.at("/EnabledServicePrincipals/0/ServicePrincipal").asString())
        .isEqualTo("sso.amazonaws.com");
    JsonNode administrator = organization.at("/DelegatedAdministrators/0");
    assertThat(administrator.path("Id").asString()).isEqualTo(MEMBER);
    assertThat(administrator.at("/DelegatedServices/0/ServicePrincipal").asString())
        .isEqualTo("sso.amazonaws.com");
    assertThat(administrator.toString()).doesNotContain("a@b");
    assertThat(organization.has("ResourcePolicy")).isFalse();
  }

  @Test
  void everyActiveAccountIsReadAsTheRole() throws IOException {
    CollectedFolder out = out();
    out.collect(request(out, "Audit", true));
    assertThat(out.json(OWN + "/iam.json").path(OWN).path("UserDetailList").size()).isEqualTo(1);
    JsonNode member = out.json(MEMBER + "/iam.json").path(MEMBER).path("UserDetailList");
    assertThat(member.path(0).path("Arn").asString()).contains(MEMBER);
    assertThat(out.files()).doesNotContainKey(CLOSED + "/iam.json");
    assertThat(aws.seen().stream().filter(r -> r.operation().equals("sts:AssumeRole")))
        .allMatch(r -> r.at("RoleArn").equals("arn:aws:iam::" + MEMBER + ":role/Audit"))
        .hasSize(1);
    assertThat(String.join("", out.files().values())).doesNotContain("ASIATEST");
  }

  @Test
  void accountWhoseRoleIsDeniedStopsNoOther() throws IOException {
    aws.on("sts:AssumeRole", FakeAws::denied);
    CollectedFolder out = out();
    out.collect(request(out, "Audit", true));
    assertThat(out.part(MEMBER, "account").path("state").asString()).isEqualTo("denied");
    assertThat(out.part(MEMBER, "account").at("/missing/0/action").asString())
        .isEqualTo("sts:AssumeRole");
    assertThat(out.part(OWN, "iam").path("items").asInt()).isEqualTo(1);
  }

  @Test
  void roleByItsArnIsTheOneAccount() throws IOException {
    CollectedFolder out = out();
    out.collect(request(out, "arn:aws:iam::" + MEMBER + ":role/Audit", false));
    assertThat(out.files()).containsKey(MEMBER + "/iam.json").doesNotContainKey(OWN + "/iam.json");
  }

  @Test
  void expiredCredentialsOfARoleAreRenewed() throws IOException {
    List<String> expired = new java.util.concurrent.CopyOnWriteArrayList<>(List.of("once"));
    aws.on(
        "iam:GetAccountAuthorizationDetails",
        request ->
            expired.isEmpty() || expired.remove(0) == null
                ? AwsCollectionTest.page(AwsCollectionTest.user(request.account(), "ann"), "")
                : FakeAws.error(request, 403, "ExpiredToken", "expired"));
    CollectedFolder out = out();
    out.collect(request(out, "arn:aws:iam::" + MEMBER + ":role/Audit", false));
    assertThat(out.part(MEMBER, "iam").path("items").asInt()).isEqualTo(1);
    assertThat(aws.count("sts:AssumeRole")).isEqualTo(2);
  }

  @Test
  void attachmentsThatBreakOffAreNoneAtAll() throws IOException {
    aws.on(
        "organizations:ListPoliciesForTarget",
        request ->
            request.at("TargetId").startsWith("r-")
                ? FakeAws.denied(request)
                : FakeAws.ok("{\"Policies\":[{\"Id\":\"p-Full\"}]}"));
    CollectedFolder out = out();
    out.collect(aws);
    assertThat(out.json("organization.json").path("PolicyAttachments").size()).isZero();
    assertThat(out.part(OWN, "organization").path("state").asString()).isEqualTo("partial");
  }

  @Test
  void memberWhoMayNotListAccountsIsToldWhoMay() {
    aws.on("organizations:ListRoots", FakeAws::denied);
    CollectedFolder out = out();
    assertThatThrownBy(() -> out.collect(request(out, "Audit", true)))
        .isInstanceOf(CollectException.class)
        .hasMessageContaining("management account");
  }

  @Test
  void accountWithoutAnOrganizationIsComplete() throws IOException {
    aws.on(
        "organizations:DescribeOrganization",
        request -> FakeAws.error(request, 400, "AWSOrganizationsNotInUseException", "none"));
    CollectedFolder out = out();
    out.collect(aws);
    assertThat(out.part(OWN, "organization").path("state").asString()).isEqualTo("collected");
    assertThat(out.files()).doesNotContainKey("organization.json");
  }
}
