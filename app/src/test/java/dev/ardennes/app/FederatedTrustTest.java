package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  @Test
  void repositoriesOfAnOrganisationAreTheOrganisations() throws IOException {
    assertThat(github(subject("StringLike", "repo:northwind/*")))
        .containsExactly(GITHUB + "/northwind");
  }

  /// Its issuer is of one customer.
  @Test
  void issuerOfOneCustomerIsNotForStrangers() throws IOException {
    assertThat(
            TrustEstate.entries(
                new TrustEstate(folder)
                    .scan(TrustEstate.tokenRole("oidc.circleci.com/org/0a1b", ""))))
        .hasSize(1)
        .allMatch(entry -> entry.contains("aws_iam_openid_connect_provider.tokens"));
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
    String other =
        trust.replace(
            "${aws_iam_saml_provider.people.arn}", "arn:aws:iam::111122223333:saml-provider/old");
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
