package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What AWS Config records and Cloud Control answers gives the facts that Terraform gives.
final class ConfigurationItemsTest {
  private static final String ACCOUNT = "111122223333";
  private static final String TRUST =
      "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22"
          + "Principal%22%3A%7B%22Service%22%3A%22lambda.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3A"
          + "AssumeRole%22%7D%5D%7D";

  @TempDir Path folder;

  private Facts facts(String items) {
    return Facts.of(folder, Map.of("snapshot.json", "{\"configurationItems\": [" + items + "]}"));
  }

  private static String item(String type, String arn, String rest) {
    return "{\"resourceType\": \"%s\", \"ARN\": \"%s\", \"awsAccountId\": \"%s\", \"awsRegion\": \"eu-west-1\", %s}"
        .formatted(type, arn, ACCOUNT, rest);
  }

  @Test
  void aRoleHasItsTrustItsPoliciesAndItsProfile() {
    Facts facts =
        facts(
            item(
                "AWS::IAM::Role",
                "arn:aws:iam::111122223333:role/app/runner",
                """
                "resourceName": "runner", "resourceId": "AROAX", "tags": {"team": "build"},
                "configuration": {"roleName": "runner", "path": "/app/",
                  "assumeRolePolicyDocument": "%s",
                  "rolePolicyList": [{"policyName": "p", "policyDocument": "%%7B%%22Statement%%22%%3A%%7B%%22Effect%%22%%3A%%22Allow%%22%%2C%%22Action%%22%%3A%%22s3%%3A*%%22%%2C%%22Resource%%22%%3A%%22*%%22%%7D%%7D"}],
                  "attachedManagedPolicies": [{"policyName": "A", "policyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}],
                  "permissionsBoundary": {"permissionsBoundaryArn": "arn:aws:iam::aws:policy/PowerUserAccess"},
                  "instanceProfileList": [{"instanceProfileName": "machine", "path": "/",
                     "arn": "arn:aws:iam::111122223333:instance-profile/machine", "roles": []}]}
                """
                    .formatted(TRUST)));
    String role = "arn:aws:iam::111122223333:role/app/runner";
    assertThat(facts.collected().kind()).isEqualTo("aws.configuration-items");
    assertThat(facts.all("trust_policy")).containsExactly(role + " " + role + "/trust");
    assertThat(facts.all("policy_statement"))
        .contains(
            role + "/inline/p 0 {\"Action\":[\"s3:*\"],\"Effect\":\"Allow\",\"Resource\":[\"*\"]}",
            role
                + "/trust 0 {\"Action\":[\"sts:AssumeRole\"],\"Effect\":\"Allow\",\"Principal\":{\"Service\":[\"lambda.amazonaws.com\"]}}");
    assertThat(facts.all("attached"))
        .containsExactlyInAnyOrder(
            role + " " + role + "/inline/p", role + " arn:aws:iam::aws:policy/ReadOnlyAccess");
    assertThat(facts.all("boundary"))
        .containsExactly(role + " arn:aws:iam::aws:policy/PowerUserAccess");
    assertThat(facts.all("instance_profile"))
        .containsExactly("arn:aws:iam::111122223333:instance-profile/machine " + role);
    assertThat(facts.all("tag")).containsExactly(role + " team build");
    assertThat(facts.problems()).isEmpty();
  }

  @Test
  void nothingIsClaimedToBeComplete() {
    Facts facts =
        facts(
            item(
                "AWS::IAM::User",
                "arn:aws:iam::111122223333:user/u",
                "\"configuration\": {\"userName\": \"u\", \"groupList\": [\"g\"]}"));
    assertThat(facts.collected().covers()).isEmpty();
    assertThat(facts.all("member"))
        .containsExactly("arn:aws:iam::111122223333:user/u arn:aws:iam::111122223333:group/g");
    assertThat(facts.fact("key_slots", "arn:aws:iam::111122223333:user/u").standing())
        .hasToString("ASSUMED");
  }

  @Test
  void ofAManagedPolicyTheDefaultVersionCounts() {
    Facts facts =
        facts(
            item(
                "AWS::IAM::Policy",
                "arn:aws:iam::111122223333:policy/p",
                """
                "configuration": {"policyName": "p", "policyVersionList": [
                  {"versionId": "v1", "isDefaultVersion": false, "document": "{\\"Statement\\": []}"},
                  {"versionId": "v2", "isDefaultVersion": true, "document": "{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Action\\": \\"*\\", \\"Resource\\": \\"*\\"}]}"}]}
                """));
    assertThat(facts.all("policy_statement")).hasSize(1).allMatch(fact -> fact.contains("\"*\""));
  }

  @Test
  void aBucketHasWhatStandsBesideItsConfiguration() {
    Facts facts =
        facts(
            item(
                "AWS::S3::Bucket",
                "arn:aws:s3:::exports",
                """
                "resourceName": "exports", "configuration": "{\\"name\\":\\"exports\\"}",
                "supplementaryConfiguration": {
                  "BucketPolicy": "{\\"policyText\\":\\"{\\\\\\"Version\\\\\\":\\\\\\"2012-10-17\\\\\\",\\\\\\"Statement\\\\\\":[{\\\\\\"Effect\\\\\\":\\\\\\"Allow\\\\\\",\\\\\\"Principal\\\\\\":\\\\\\"*\\\\\\",\\\\\\"Action\\\\\\":\\\\\\"s3:GetObject\\\\\\",\\\\\\"Resource\\\\\\":\\\\\\"*\\\\\\"}]}\\"}",
                  "PublicAccessBlockConfiguration": {"ignorePublicAcls": true, "restrictPublicBuckets": false},
                  "ServerSideEncryptionConfiguration": {"rules": [{"applyServerSideEncryptionByDefault":
                     {"sseAlgorithm": "aws:kms", "kmsMasterKeyID": "arn:aws:kms:eu-west-1:111122223333:key/k"}}]},
                  "AccessControlList": "{\\"grantList\\":[{\\"grantee\\":\\"AllUsers\\",\\"permission\\":\\"Read\\"}]}"}
                """));
    assertThat(facts.all("resource_policy"))
        .containsExactly("arn:aws:s3:::exports arn:aws:s3:::exports/policy");
    assertThat(facts.all("policy_statement")).hasSize(1);
    assertThat(facts.all("blocks_public_access")).containsExactly("arn:aws:s3:::exports acl");
    assertThat(facts.all("encrypted_with"))
        .containsExactly("arn:aws:s3:::exports arn:aws:kms:eu-west-1:111122223333:key/k");
    assertThat(facts.all("public_acl")).containsExactly("arn:aws:s3:::exports everyone READ");
  }

  @Test
  void machinesAndTheirGroups() {
    Facts facts =
        facts(
            item(
                    "AWS::EC2::Instance",
                    "arn:aws:ec2:eu-west-1:111122223333:instance/i-1",
                    """
                    "resourceId": "i-1", "configuration": {"instanceId": "i-1", "publicIpAddress": "1.2.3.4",
                      "iamInstanceProfile": {"arn": "arn:aws:iam::111122223333:instance-profile/m", "id": "A"},
                      "metadataOptions": {"httpTokens": "required", "httpEndpoint": "enabled"},
                      "securityGroups": [{"groupId": "sg-1", "groupName": "web"}]}
                    """)
                + ","
                + item(
                    "AWS::EC2::SecurityGroup",
                    "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1",
                    """
                    "resourceId": "sg-1", "configuration": {"groupId": "sg-1", "groupName": "web", "ipPermissions": [
                      {"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "ipv4Ranges": [{"cidrIp": "0.0.0.0/0"}],
                       "ipRanges": ["0.0.0.0/0"], "userIdGroupPairs": [{"groupId": "sg-1"}]}]}
                    """));
    String machine = "arn:aws:ec2:eu-west-1:111122223333:instance/i-1";
    String group = "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1";
    assertThat(facts.all("public_address")).containsExactly(machine);
    assertThat(facts.all("metadata_service")).containsExactly(machine + " v2");
    assertThat(facts.all("security_group")).containsExactly(machine + " " + group);
    assertThat(facts.all("has_instance_profile"))
        .containsExactly(machine + " arn:aws:iam::111122223333:instance-profile/m");
    assertThat(facts.all("ingress"))
        .containsExactlyInAnyOrder(
            group + " 0.0.0.0/0 tcp/22-22", group + " " + group + " tcp/22-22");
  }

  @Test
  void propertiesOfCloudFormationAreTakenAsSuch() {
    Facts facts =
        Facts.of(
            folder,
            Map.of(
                "111122223333/eu-west-1/AWS-Lambda-Function.json",
                """
                {"schema": "cloudformation", "configurationItems": [
                  {"resourceType": "AWS::Lambda::Function", "awsAccountId": "111122223333", "awsRegion": "eu-west-1",
                   "arn": "arn:aws:lambda:eu-west-1:111122223333:function:f", "resourceId": "f",
                   "configuration": {"FunctionName": "f", "Role": "arn:aws:iam::111122223333:role/r"}}]}
                """,
                "111122223333/global/AWS-IAM-ManagedPolicy.json",
                """
                {"configurationItems": [
                  {"schema": "cloudformation", "resourceType": "AWS::IAM::ManagedPolicy", "awsAccountId": "111122223333",
                   "arn": "arn:aws:iam::111122223333:policy/p",
                   "configuration": {"ManagedPolicyName": "p", "Roles": ["r"], "PolicyDocument":
                     {"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}}}]}
                """));
    assertThat(facts.all("runs_as"))
        .containsExactly(
            "arn:aws:lambda:eu-west-1:111122223333:function:f arn:aws:iam::111122223333:role/r");
    assertThat(facts.all("attached"))
        .containsExactly("arn:aws:iam::111122223333:role/r arn:aws:iam::111122223333:policy/p");
  }

  @Test
  void theLatestOfSeveralItemsCountsAndWhatIsDeletedDoesNot() {
    String queue = "arn:aws:sqs:eu-west-1:111122223333:q";
    String old =
        item(
            "AWS::SQS::Queue",
            queue,
            "\"configurationItemCaptureTime\": \"2026-01-01\", \"tags\": {\"v\": \"1\"}");
    String fresh =
        item(
            "AWS::SQS::Queue",
            queue,
            "\"configurationItemCaptureTime\": \"2026-02-01\", \"tags\": {\"v\": \"2\"}");
    String gone =
        item(
            "AWS::SQS::Queue",
            queue + "2",
            "\"configurationItemStatus\": \"ResourceDeleted\", \"configuration\": null");
    Facts facts = facts(fresh + "," + old + "," + gone);
    assertThat(facts.all("tag")).containsExactly(queue + " v 2");
    assertThat(facts.entities()).noneMatch(entity -> entity.endsWith("q2"));
  }

  @Test
  void packedSnapshotsAndAnswersOfTheCommandLineAreRead() throws IOException {
    String queue =
        item("AWS::SQS::Queue", "arn:aws:sqs:eu-west-1:111122223333:q", "\"configuration\": {}");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("s.json.gz")))) {
      out.write(("{\"configurationItems\": [" + queue + "]}").getBytes(StandardCharsets.UTF_8));
    }
    Facts facts =
        Facts.of(
            folder,
            Map.of(
                "base.json",
                "{\"baseConfigurationItems\": [{\"accountId\": \"111122223333\", \"arn\": \"arn:aws:sns:eu-west-1:111122223333:t\", \"resourceType\": \"AWS::SNS::Topic\", \"awsRegion\": \"eu-west-1\", \"configuration\": \"{}\"}]}",
                "query.json",
                "{\"Results\": [\"{\\\"resourceType\\\":\\\"AWS::KMS::Key\\\",\\\"arn\\\":\\\"arn:aws:kms:eu-west-1:111122223333:key/k\\\"}\"], \"QueryInfo\": {}}"));
    assertThat(facts.entities())
        .contains(
            "aws.sqs.queue arn:aws:sqs:eu-west-1:111122223333:q",
            "aws.sns.topic arn:aws:sns:eu-west-1:111122223333:t",
            "aws.kms.key arn:aws:kms:eu-west-1:111122223333:key/k");
  }

  @Test
  void aListThatBreaksOffIsReadAsFarAsItGoes() {
    Facts facts =
        Facts.of(
            folder,
            Map.of(
                "s.json",
                "{\"configurationItems\": ["
                    + item(
                        "AWS::SQS::Queue",
                        "arn:aws:sqs:eu-west-1:111122223333:q",
                        "\"configuration\": {}")
                    + ",\n {\"resourceType\": \"AWS::S"));
    assertThat(facts.entities()).contains("aws.sqs.queue arn:aws:sqs:eu-west-1:111122223333:q");
    assertThat(facts.errors()).hasSize(1);
    assertThat(String.valueOf(facts.collected().problems().getFirst().evidence()))
        .contains("line=2");
  }

  @Test
  void whatIsNoItemIsNothing() {
    Facts facts =
        facts(
            "1, null, \"x\", [], {}, {\"resourceType\": 7}, {\"resourceType\": \"AWS::S3::Bucket\"},"
                + " {\"resourceType\": \"AWS::IAM::Role\", \"configuration\": [1], \"tags\": 3,"
                + " \"supplementaryConfiguration\": \"{\"}, {\"resourceType\": \"AWS::IAM::User\","
                + " \"configuration\": {\"userPolicyList\": {\"a\": [1]}, \"groupList\": 3}}");
    assertThat(facts.errors()).isEmpty();
    assertThat(facts.all("kind")).isNotEmpty();
  }
}
