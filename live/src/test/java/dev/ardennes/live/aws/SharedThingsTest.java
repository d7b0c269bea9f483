package dev.ardennes.live.aws;

import static dev.ardennes.live.aws.CollectedFolder.OWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Snapshots of databases, shares, agents and what takes certificates, as their services answer.
final class SharedThingsTest {
  @TempDir private Path temporary = Path.of("");
  private final FakeAws aws = fake();

  private static FakeAws fake() {
    try {
      return new FakeAws();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private CollectedFolder collected() {
    CollectedFolder out = new CollectedFolder(temporary.resolve("out"));
    out.collect(aws);
    assertThat(aws.unsigned()).isEmpty();
    return out;
  }

  private static JsonNode configuration(CollectedFolder out, String type, int index)
      throws IOException {
    return out.json(OWN + "/eu-west-1/" + type + ".json")
        .path("configurationItems")
        .path(index)
        .path("configuration");
  }

  private void snapshots() {
    aws.on(
        "rds:DescribeDBSnapshots",
        request ->
            FakeAws.ok(
                request.at("Marker").isEmpty()
                    ? """
                      <DescribeDBSnapshotsResponse><DescribeDBSnapshotsResult><Marker>more</Marker>
                      <DBSnapshots><DBSnapshot><DBSnapshotIdentifier>orders-1</DBSnapshotIdentifier>
                      <DBInstanceIdentifier>orders</DBInstanceIdentifier><SnapshotType>manual</SnapshotType>
                      <KmsKeyId>arn:aws:kms:eu-west-1:111122223333:key/k</KmsKeyId></DBSnapshot></DBSnapshots>
                      </DescribeDBSnapshotsResult></DescribeDBSnapshotsResponse>"""
                    : """
                      <DescribeDBSnapshotsResponse><DescribeDBSnapshotsResult>
                      <DBSnapshots><DBSnapshot><DBSnapshotIdentifier>rds:orders-2</DBSnapshotIdentifier>
                      <DBInstanceIdentifier>orders</DBInstanceIdentifier><SnapshotType>automated</SnapshotType>
                      </DBSnapshot></DBSnapshots></DescribeDBSnapshotsResult></DescribeDBSnapshotsResponse>"""));
    aws.answers(
        "rds:DescribeDBSnapshotAttributes",
        """
        <DescribeDBSnapshotAttributesResponse><DescribeDBSnapshotAttributesResult>
        <DBSnapshotAttributesResult><DBSnapshotIdentifier>orders-1</DBSnapshotIdentifier>
        <DBSnapshotAttributes><DBSnapshotAttribute><AttributeName>restore</AttributeName><AttributeValues>
        <AttributeValue>444455556666</AttributeValue><AttributeValue>all</AttributeValue></AttributeValues>
        </DBSnapshotAttribute></DBSnapshotAttributes></DBSnapshotAttributesResult>
        </DescribeDBSnapshotAttributesResult></DescribeDBSnapshotAttributesResponse>""");
  }

  @Test
  void snapshotsOfDatabasesSayWhoMayRestoreThem() throws IOException {
    snapshots();
    CollectedFolder out = collected();
    JsonNode manual = configuration(out, "AWS.RDS.DBSnapshot", 0);
    assertThat(manual.path("SharedAccounts").toString()).isEqualTo("[\"444455556666\",\"all\"]");
    assertThat(manual.path("DBInstanceIdentifier").asString()).isEqualTo("orders");
    assertThat(configuration(out, "AWS.RDS.DBSnapshot", 1).has("SharedAccounts")).isFalse();
    assertThat(aws.count("rds:DescribeDBSnapshotAttributes")).isEqualTo(1);
  }

  @Test
  void snapshotOfAClusterWithoutValuesIsSharedWithNobody() throws IOException {
    aws.answers(
        "rds:DescribeDBClusterSnapshots",
        """
        <DescribeDBClusterSnapshotsResponse><DescribeDBClusterSnapshotsResult><DBClusterSnapshots>
        <DBClusterSnapshot><DBClusterSnapshotIdentifier>sales-1</DBClusterSnapshotIdentifier>
        <DBClusterIdentifier>sales</DBClusterIdentifier><SnapshotType>manual</SnapshotType></DBClusterSnapshot>
        </DBClusterSnapshots></DescribeDBClusterSnapshotsResult></DescribeDBClusterSnapshotsResponse>""");
    aws.answers(
        "rds:DescribeDBClusterSnapshotAttributes",
        """
        <DescribeDBClusterSnapshotAttributesResponse><DescribeDBClusterSnapshotAttributesResult>
        <DBClusterSnapshotAttributesResult><DBClusterSnapshotAttributes><DBClusterSnapshotAttribute>
        <AttributeName>restore</AttributeName><AttributeValues/></DBClusterSnapshotAttribute>
        </DBClusterSnapshotAttributes></DBClusterSnapshotAttributesResult>
        </DescribeDBClusterSnapshotAttributesResult></DescribeDBClusterSnapshotAttributesResponse>""");
    JsonNode snapshot = configuration(collected(), "AWS.RDS.DBClusterSnapshot", 0);
    assertThat(snapshot.path("SharedAccounts").toString()).isEqualTo("[]");
  }

  @Test
  void attributesThatAreDeniedAreMissing() throws IOException {
    snapshots();
    aws.on("rds:DescribeDBSnapshotAttributes", FakeAws::denied);
    CollectedFolder out = collected();
    assertThat(configuration(out, "AWS.RDS.DBSnapshot", 0).has("SharedAccounts")).isFalse();
    JsonNode part = out.part(OWN, "eu-west-1/AWS::RDS::DBSnapshot");
    assertThat(part.path("state").asString()).isEqualTo("partial");
    assertThat(part.at("/missing/0/action").asString())
        .isEqualTo("rds:DescribeDBSnapshotAttributes");
  }

  @Test
  void sharesHaveTheirContentsAndPrincipals() throws IOException {
    String share = "arn:aws:ram:eu-west-1:111122223333:resource-share/1";
    aws.on(
        "ram:/getresourceshares",
        request ->
            request.at("resourceOwner").equals("SELF")
                ? FakeAws.ok(
                    "{\"resourceShares\":[{\"resourceShareArn\":\"%s\",\"name\":\"team\",\"allowExternalPrincipals\":false}]}"
                        .formatted(share))
                : FakeAws.denied(request));
    aws.on(
        "ram:/getresourceshareassociations",
        request ->
            FakeAws.ok(
                "{\"resourceShareAssociations\":[{\"resourceShareArn\":\"%s\",\"associatedEntity\":\"%s\"}]}"
                    .formatted(
                        share,
                        request.at("associationType").equals("PRINCIPAL")
                            ? "444455556666"
                            : "arn:aws:rds:eu-west-1:111122223333:cluster:sales")));
    JsonNode found = configuration(collected(), "AWS.RAM.ResourceShare", 0);
    assertThat(found.path("Name").asString()).isEqualTo("team");
    assertThat(found.path("AllowExternalPrincipals").asBoolean()).isFalse();
    assertThat(found.path("Principals").toString()).isEqualTo("[\"444455556666\"]");
    assertThat(found.at("/ResourceArns/0").asString()).endsWith("cluster:sales");
  }

  @Test
  void agentsHaveTheirAliasesAndAnchorsTheirArn() throws IOException {
    String agent = "arn:aws:bedrock:eu-west-1:111122223333:agent/A1";
    aws.resources(
        "AWS::Bedrock::Agent",
        "eu-west-1",
        Map.of("A1", "{\"AgentId\":\"A1\",\"AgentArn\":\"" + agent + "\"}"));
    aws.resources("AWS::Bedrock::AgentAlias", "eu-west-1", Map.of("A1|L1", "{\"AgentId\":\"A1\"}"));
    String anchor = "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/T1";
    aws.resources(
        "AWS::RolesAnywhere::TrustAnchor",
        "eu-west-1",
        Map.of("T1", "{\"Name\":\"hosts\",\"TrustAnchorArn\":\"" + anchor + "\"}"));
    CollectedFolder out = collected();
    assertThat(out.files().get(OWN + "/eu-west-1/AWS.Bedrock.Agent.json")).contains(agent);
    assertThat(configuration(out, "AWS.Bedrock.AgentAlias", 0).path("AgentId").asString())
        .isEqualTo("A1");
    assertThat(out.files().get(OWN + "/eu-west-1/AWS.RolesAnywhere.TrustAnchor.json"))
        .contains(anchor);
  }
}
