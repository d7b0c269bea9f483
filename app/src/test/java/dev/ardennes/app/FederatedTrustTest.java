package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Roles that trust tokens of services that the whole world uses: who may obtain one that fits.
final class FederatedTrustTest {
  private static final String GITHUB = "token.actions.githubusercontent.com";
  private static final String AUDIENCE =
      "\"StringEquals\": {\"" + GITHUB + ":aud\": \"sts.amazonaws.com\"}";

  @TempDir private Path folder = Path.of("");

  private SortedSet<String> github(String conditions) throws IOException {
    return TrustEstate.entries(
        new TrustEstate(folder).scan(TrustEstate.tokenRole(GITHUB, conditions)));
  }

  private static String subject(String operator, String value) {
    return "\"%s\": {\"%s:sub\": \"%s\"}".formatted(operator, GITHUB, value);
  }

  @Test
  void trustWithoutSubjectLetsEverybodyIn() throws IOException {
    assertThat(github(AUDIENCE)).containsExactly("internet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "repo:*",
        "repo:*/shop:*",
        "repo:northwind*",
        "repo:northwind*/shop:*",
        "repo:*:ref:refs/heads/main",
        "environment:production"
      })
  void patternThatLeavesTheOrganisationOpenLetsEverybodyIn(String pattern) throws IOException {
    assertThat(github(AUDIENCE + "," + subject("StringLike", pattern))).contains("internet");
  }

  @Test
  void repositoriesOfAnOrganisationAreTheOrganisations() throws IOException {
    assertThat(github(subject("StringLike", "repo:northwind/*")))
        .containsExactly(GITHUB + "/northwind");
  }

  @Test
  void branchOfARepositoryIsTheRepositorys() throws IOException {
    assertThat(github(AUDIENCE + "," + subject("StringLike", "repo:northwind/shop:*")))
        .containsExactly(GITHUB + "/northwind/shop");
  }

  @Test
  void exactSubjectIsTheRepositorys() throws IOException {
    assertThat(github(subject("StringEquals", "repo:northwind/shop:ref:refs/heads/main")))
        .containsExactly(GITHUB + "/northwind/shop");
  }

  /// A `*` is no wildcard where texts must be equal.
  @Test
  void patternInAnExactComparisonLetsNobodyIn() throws IOException {
    assertThat(github(subject("StringEquals", "repo:northwind/*"))).isEmpty();
    assertThat(github(subject("StringEquals", "repo:*"))).isEmpty();
  }

  @Test
  void everyValueOfTheSubjectIsItsOneValue() throws IOException {
    assertThat(github(subject("ForAllValues:StringLike", "repo:northwind/*")))
        .containsExactly(GITHUB + "/northwind");
  }

  /// What no token has passes "every value", and stops nobody.
  @Test
  void claimThatNoTokenHasDoesNotConfine() throws IOException {
    assertThat(
            github(
                "\"ForAllValues:StringLike\": {\"" + GITHUB + ":repository_owner\": \"northwind\"}"))
        .containsExactly("internet");
    assertThat(
            github("\"StringLike\": {\"" + GITHUB + ":repository_owner\": \"northwind\"}"))
        .isEmpty();
  }

  @Test
  void repositoryClaimConfinesToo() throws IOException {
    assertThat(github("\"StringEquals\": {\"" + GITHUB + ":repository\": \"northwind/shop\"}"))
        .isEmpty();
  }

  @Test
  void reusableWorkflowIsACondition() throws IOException {
    String workflow = "northwind/shared/.github/workflows/deploy.yml@refs/heads/main";
    JsonNode report =
        new TrustEstate(folder)
            .scan(
                TrustEstate.tokenRole(
                    GITHUB,
                    "\"StringEquals\": {\"" + GITHUB + ":job_workflow_ref\": \"" + workflow + "\"}"));
    assertThat(TrustEstate.entries(report)).containsExactly("internet");
    assertThat(TrustEstate.assumptions(report)).contains("job_workflow_ref");
  }

  @Test
  void denyOfEverybodyElseConfines() throws IOException {
    String others =
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/%1$s"},
           "Action": "sts:AssumeRoleWithWebIdentity"},
          {"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRoleWithWebIdentity",
           "Condition": {"StringNotLike": {"%1$s:sub": "repo:northwind/*"}}}]}"""
            .formatted(GITHUB);
    String terraform =
        """
        resource "aws_iam_role" "deploy" {
          name               = "deploy"
          assume_role_policy = <<-JSON
        %s
          JSON
        }
        resource "aws_iam_role_policy_attachment" "deploy" {
          role       = aws_iam_role.deploy.name
          policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
        }
        """
            .formatted(others);
    assertThat(TrustEstate.entries(new TrustEstate(folder).scan(terraform))).isEmpty();
  }

  @Test
  void otherPublicServicesAreReadAlike() throws IOException {
    TrustEstate estate = new TrustEstate(folder);
    assertThat(TrustEstate.entries(estate.scan(TrustEstate.tokenRole("gitlab.com", ""))))
        .containsExactly("internet");
    assertThat(
            TrustEstate.entries(
                estate.scan(
                    TrustEstate.tokenRole(
                        "gitlab.com",
                        "\"StringLike\": {\"gitlab.com:sub\": \"project_path:northwind/*:ref_type:branch:ref:main\"}"))))
        .containsExactly("gitlab.com/northwind");
    assertThat(
            TrustEstate.entries(
                estate.scan(
                    TrustEstate.tokenRole(
                        "app.terraform.io",
                        "\"StringLike\": {\"app.terraform.io:sub\": \"organization:northwind:project:*:workspace:*:run_phase:*\"}"))))
        .containsExactly("app.terraform.io/northwind");
    assertThat(
            TrustEstate.entries(
                estate.scan(
                    TrustEstate.tokenRole(
                        "agent.buildkite.com",
                        "\"StringLike\": {\"agent.buildkite.com:sub\": \"organization:*:pipeline:shop:*\"}"))))
        .contains("internet");
  }

  /// Their issuers are of one customer each.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "oidc.circleci.com/org/0a1b2c3d",
        "api.bitbucket.org/2.0/workspaces/northwind/pipelines-config/identity/oidc"
      })
  void issuersOfOneCustomerAreNotForStrangers(String issuer) throws IOException {
    assertThat(
            TrustEstate.entries(
                new TrustEstate(folder).scan(TrustEstate.tokenRole(issuer, ""))))
        .hasSize(1)
        .allMatch(entry -> entry.contains("aws_iam_openid_connect_provider.tokens"));
  }

  @Test
  void clustersIssuerIsNobodys() throws IOException {
    assertThat(
            TrustEstate.entries(
                new TrustEstate(folder)
                    .scan(
                        TrustEstate.tokenRole("oidc.eks.eu-west-1.amazonaws.com/id/ABC", ""))))
        .isEmpty();
  }

  @Test
  void poolOfAnybodyTakesARoleThatNamesNone() throws IOException {
    TrustEstate estate = new TrustEstate(folder);
    String cognito = "{\"Federated\": \"cognito-identity.amazonaws.com\"}";
    String action = "sts:AssumeRoleWithWebIdentity";
    assertThat(TrustEstate.entries(estate.scan(TrustEstate.role(cognito, action, ""))))
        .containsExactly("internet");
    String own = "\"StringEquals\": {\"cognito-identity.amazonaws.com:aud\": \"eu-west-1:0a1b\"}";
    assertThat(TrustEstate.entries(estate.scan(TrustEstate.role(cognito, action, own)))).isEmpty();
  }

  @Test
  void applicationOfGoogleIsACondition() throws IOException {
    JsonNode report =
        new TrustEstate(folder)
            .scan(
                TrustEstate.role(
                    "{\"Federated\": \"accounts.google.com\"}",
                    "sts:AssumeRoleWithWebIdentity",
                    "\"StringEquals\": {\"accounts.google.com:aud\": \"66677788899.apps\"}"));
    assertThat(TrustEstate.entries(report)).containsExactly("internet");
    assertThat(TrustEstate.assumptions(report)).contains("66677788899.apps");
  }

  @Test
  void whoRunsTheIdentityProviderTakesTheRole() throws IOException {
    String saml =
        """
        resource "aws_iam_saml_provider" "people" {
          name                   = "people"
          saml_metadata_document = "<x/>"
        }
        """;
    String trust =
        TrustEstate.role(
            "{\"Federated\": \"${aws_iam_saml_provider.people.arn}\"}",
            "sts:AssumeRoleWithSAML",
            "\"StringEquals\": {\"SAML:aud\": \"https://signin.aws.amazon.com/saml\"}");
    JsonNode report = new TrustEstate(folder).scan(saml + trust);
    assertThat(TrustEstate.entries(report))
        .hasSize(1)
        .allMatch(entry -> entry.contains("aws_iam_saml_provider.people"));
    String other = trust.replace("${aws_iam_saml_provider.people.arn}", "arn:aws:iam::111122223333:saml-provider/old");
    assertThat(TrustEstate.entries(new TrustEstate(folder).scan(saml + other))).isEmpty();
  }

  @Test
  void templatesSayTheSame() throws IOException {
    String template =
        """
        AWSTemplateFormatVersion: "2010-09-09"
        Resources:
          Tokens:
            Type: AWS::IAM::OIDCProvider
            Properties:
              Url: https://token.actions.githubusercontent.com
              ClientIdList: [sts.amazonaws.com]
          Deploy:
            Type: AWS::IAM::Role
            Properties:
              RoleName: deploy
              ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]
              AssumeRolePolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Principal: {Federated: !GetAtt Tokens.Arn}
                    Action: sts:AssumeRoleWithWebIdentity
                    Condition:
                      StringLike: {"token.actions.githubusercontent.com:sub": "%s"}
        """;
    TrustEstate estate = new TrustEstate(folder);
    assertThat(
            TrustEstate.entries(estate.scanFile("t.yaml", template.formatted("repo:northwind*:*"))))
        .contains("internet");
    assertThat(
            TrustEstate.entries(estate.scanFile("t.yaml", template.formatted("repo:northwind/*"))))
        .containsExactly(GITHUB + "/northwind");
  }
}
