package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Items that `ardennes collect aws` writes in the form of AWS Config where Config has none, or has
/// them in another shape.
final class CollectedItemsTest {
  @TempDir Path folder;

  private Facts facts(String... items) {
    String text =
        "{\"schema\": \"cloudformation\", \"configurationItems\": ["
            + String.join(",", items)
            + "]}";
    return Facts.of(folder, Map.of("items.json", text));
  }

  private static String item(String type, String id, String arn, String rest) {
    return """
    {"resourceType": "%s", "resourceId": "%s", "arn": "%s", "awsAccountId": "111122223333",
     "awsRegion": "eu-west-1", %s}"""
        .formatted(type, id, arn, rest);
  }

  private static String snapshot(String shared) {
    return item(
        "AWS::EC2::Snapshot",
        "snap-1",
        "arn:aws:ec2:eu-west-1::snapshot/snap-1",
        "\"configuration\": {\"SnapshotId\": \"snap-1\", \"CreateVolumePermissions\": ["
            + shared
            + "]}");
  }

  @Test
  void aSnapshotIsSharedWithWhomItsPermissionsName() {
    Facts facts = facts(snapshot("{\"Group\": \"all\"}, {\"UserId\": \"444455556666\"}"));
    assertThat(facts.all("shared_with"))
        .containsExactlyInAnyOrder(
            "arn:aws:ec2:eu-west-1::snapshot/snap-1 everyone",
            "arn:aws:ec2:eu-west-1::snapshot/snap-1 444455556666");
  }

  @Test
  void aSnapshotWithoutPermissionsIsSharedWithNobody() {
    assertThat(facts(snapshot("")).all("shared_with")).isEmpty();
  }

  @Test
  void theBlockOfAnAccountBlocksPublicAccess() {
    String block =
        item(
            "AWS::S3::AccountPublicAccessBlock",
            "111122223333",
            "",
            """
            "configuration": {"PublicAccessBlockConfiguration":
              {"IgnorePublicAcls": "true", "RestrictPublicBuckets": "false"}}""");
    assertThat(facts(block).all("blocks_public_access"))
        .containsExactly("arn:aws:iam::111122223333:root acl");
  }

  @Test
  void aGrantInTheAnswerOfTheServiceIsPublic() {
    String bucket =
        item(
            "AWS::S3::Bucket",
            "exports",
            "arn:aws:s3:::exports",
            """
            "configuration": {"BucketName": "exports"}, "supplementaryConfiguration":
              {"AccessControlList": {"Grants": [
                {"Grantee": {"URI": "http://acs.amazonaws.com/groups/global/AllUsers",
                             "type": "Group"}, "Permission": "READ"},
                {"Grantee": {"ID": "0af1", "type": "CanonicalUser"},
                 "Permission": "FULL_CONTROL"}]}}""");
    assertThat(facts(bucket).all("public_acl"))
        .containsExactly("arn:aws:s3:::exports everyone READ");
  }

  @Test
  void theMainTableAppliesToTheNetworkAndAnotherToItsSubnet() {
    String network =
        item("AWS::EC2::VPC", "vpc-1", arn("vpc/vpc-1"), "\"configuration\": {\"Id\": \"vpc-1\"}");
    String subnet =
        item(
            "AWS::EC2::Subnet",
            "subnet-1",
            arn("subnet/subnet-1"),
            "\"configuration\": {\"Id\": \"subnet-1\", \"VpcId\": \"vpc-1\"}");
    Facts facts =
        facts(
            network,
            subnet,
            table("rtb-1"),
            table("rtb-2"),
            association("a-1", "\"RouteTableId\": \"rtb-1\", \"Main\": \"true\""),
            association(
                "a-2",
                "\"RouteTableId\": \"rtb-2\", \"SubnetId\": \"subnet-1\", \"Main\": \"false\""));
    assertThat(facts.all("uses_routes"))
        .containsExactlyInAnyOrder(
            arn("vpc/vpc-1") + " " + arn("route-table/rtb-1"),
            arn("subnet/subnet-1") + " " + arn("route-table/rtb-2"));
  }

  private static String arn(String rest) {
    return "arn:aws:ec2:eu-west-1:111122223333:" + rest;
  }

  private static String table(String id) {
    return item(
        "AWS::EC2::RouteTable",
        id,
        arn("route-table/" + id),
        "\"configuration\": {\"Id\": \"" + id + "\", \"VpcId\": \"vpc-1\"}");
  }

  private static String association(String id, String more) {
    return item(
        "AWS::EC2::SubnetRouteTableAssociation",
        id,
        "",
        "\"configuration\": {\"Id\": \"" + id + "\", \"VpcId\": \"vpc-1\", " + more + "}");
  }

  @Test
  void aDatabasesSnapshotIsSharedWithWhomMayRestoreIt() {
    Facts facts =
        facts(
            item(
                "AWS::RDS::DBInstance",
                "orders",
                "arn:aws:rds:eu-west-1:111122223333:db:orders",
                "\"configuration\": {\"DBInstanceIdentifier\": \"orders\"}"),
            item(
                "AWS::RDS::DBSnapshot",
                "orders-1",
                "arn:aws:rds:eu-west-1:111122223333:snapshot:orders-1",
                """
                "configuration": {"DBSnapshotIdentifier": "orders-1", "DBInstanceIdentifier": "orders",
                  "SnapshotType": "manual", "SharedAccounts": ["444455556666", "all"]}"""));
    String snapshot = "arn:aws:rds:eu-west-1:111122223333:snapshot:orders-1";
    assertThat(facts.all("shared_with"))
        .containsExactlyInAnyOrder(snapshot + " everyone", snapshot + " 444455556666");
    assertThat(facts.all("shared_to"))
        .containsExactly(snapshot + " arn:aws:iam::444455556666:root");
    assertThat(facts.all("copy_of"))
        .containsExactly(snapshot + " arn:aws:rds:eu-west-1:111122223333:db:orders");
  }

  @Test
  void aShareGivesWhatItHoldsToItsPrincipals() {
    String cluster = "arn:aws:rds:eu-west-1:111122223333:cluster:sales";
    Facts facts =
        facts(
            item(
                "AWS::RDS::DBCluster",
                "sales",
                cluster,
                "\"configuration\": {\"DBClusterIdentifier\": \"sales\"}"),
            item(
                "AWS::RAM::ResourceShare",
                "arn:aws:ram:eu-west-1:111122223333:resource-share/1",
                "arn:aws:ram:eu-west-1:111122223333:resource-share/1",
                """
                "configuration": {"Name": "team", "ResourceArns": ["%s"],
                  "Principals": ["444455556666"]}"""
                    .formatted(cluster)));
    assertThat(facts.all("shared_to")).containsExactly(cluster + " arn:aws:iam::444455556666:root");
  }

  @Test
  void grantsOfAKeyAreStatementsOfIt() {
    String key = "arn:aws:kms:eu-west-1:111122223333:key/k-1";
    Facts facts =
        facts(
            item(
                "AWS::KMS::Key",
                "k-1",
                key,
                """
                "configuration": {"KeyId": "k-1"}, "supplementaryConfiguration": {"Grants": [
                  {"GrantId": "g-1", "KeyId": "k-1", "Operations": ["Decrypt"],
                   "GranteePrincipal": "arn:aws:iam::444455556666:role/reader",
                   "Constraints": {"EncryptionContextSubset": {"aws:s3:arn": "arn:aws:s3:::x"}}}]}"""));
    assertThat(facts.all("policy_statement"))
        .anySatisfy(
            statement ->
                assertThat(statement)
                    .contains("kms:Decrypt")
                    .contains("arn:aws:iam::444455556666:role/reader")
                    .contains("kms:EncryptionContext:aws:s3:arn"));
  }

  @Test
  void anAgentAndItsAliasAndAnAnchorAreRead() {
    String agent = "arn:aws:bedrock:eu-west-1:111122223333:agent/A1";
    String anchor = "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/T1";
    Facts facts =
        facts(
            item(
                "AWS::Bedrock::Agent",
                "A1",
                agent,
                "\"configuration\": {\"AgentId\": \"A1\", \"AgentName\": \"helper\","
                    + " \"AgentResourceRoleArn\": \"arn:aws:iam::111122223333:role/agent\"}"),
            item(
                "AWS::Bedrock::AgentAlias",
                "A1|L1",
                "arn:aws:bedrock:eu-west-1:111122223333:agent-alias/A1/L1",
                "\"configuration\": {\"AgentId\": \"A1\", \"AgentAliasName\": \"live\"}"),
            item(
                "AWS::RolesAnywhere::TrustAnchor",
                "T1",
                anchor,
                "\"configuration\": {\"Name\": \"hosts\"}"));
    assertThat(facts.all("calls_as")).singleElement().asString().startsWith(agent);
    assertThat(facts.all("inside"))
        .contains("arn:aws:bedrock:eu-west-1:111122223333:agent-alias/A1/L1 " + agent);
    assertThat(facts.all("kind")).contains(anchor + " aws.rolesanywhere.trust-anchor");
  }

  private static String node(String id, String status) {
    return item(
        "AWS::SSM::ManagedInstanceInventory",
        id,
        "arn:aws:ssm:eu-west-1:111122223333:managed-instance/" + id,
        """
        "configuration": {"InstanceId": "%s", "PingStatus": "%s", "IamRole": "hybrid"}"""
            .formatted(id, status));
  }

  @Test
  void machinesWhoseAgentIsConnectedAreManaged() {
    String machine = arn("instance/i-1");
    String host =
        item("AWS::EC2::Instance", "i-1", machine, "\"configuration\": {\"InstanceId\": \"i-1\"}");
    assertThat(facts(host, node("i-1", "Online")).all("managed")).containsExactly(machine);
    assertThat(facts(host, node("i-1", "ConnectionLost")).all("managed")).isEmpty();
  }

  @Test
  void aMachineElsewhereHasItsRole() {
    String role =
        item(
            "AWS::IAM::Role",
            "hybrid",
            "arn:aws:iam::111122223333:role/hybrid",
            "\"configuration\": {\"RoleName\": \"hybrid\"}");
    String node = "arn:aws:ssm:eu-west-1:111122223333:managed-instance/mi-1";
    Facts facts = facts(role, node("mi-1", "Online"));
    assertThat(facts.all("managed")).containsExactly(node);
    assertThat(facts.all("kind")).contains(node + " aws.ssm.managed-instance");
    assertThat(facts.all("runs_as"))
        .containsExactly(node + " arn:aws:iam::111122223333:role/hybrid");
  }
}
