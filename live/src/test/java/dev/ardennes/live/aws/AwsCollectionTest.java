package dev.ardennes.live.aws;

import static dev.ardennes.live.aws.CollectedFolder.OWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ardennes.live.wire.Operation;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class AwsCollectionTest {
  static final String POLICY =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"iam:*\",\"Resource\":\"*\"}]}";

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

  private CollectedFolder folder(String name) {
    return new CollectedFolder(temporary.resolve(name));
  }

  static String user(String account, String name) {
    return """
    <member><UserName>%1$s</UserName><UserId>AIDA%1$s</UserId><Path>/</Path>
    <Arn>arn:aws:iam::%2$s:user/%1$s</Arn><GroupList/>
    <UserPolicyList><member><PolicyName>all</PolicyName><PolicyDocument>%3$s</PolicyDocument></member></UserPolicyList>
    <AttachedManagedPolicies/></member>"""
        .formatted(name, account, URLEncoder.encode(POLICY, StandardCharsets.UTF_8));
  }

  static FakeAws.Answer page(String users, String marker) {
    return FakeAws.ok(
        """
        <GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult>
        <IsTruncated>%s</IsTruncated>%s<UserDetailList>%s</UserDetailList><GroupDetailList/>
        <RoleDetailList/><Policies/>
        </GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>"""
            .formatted(
                !marker.isEmpty(),
                marker.isEmpty() ? "" : "<Marker>" + marker + "</Marker>",
                users));
  }

  private void identities() {
    aws.on(
        "iam:GetAccountAuthorizationDetails",
        request ->
            request.at("Marker").isEmpty()
                ? page(user(request.account(), "zoe"), "next+/=")
                : page(user(request.account(), "ann"), ""));
    aws.on(
        "iam:ListAccessKeys",
        request ->
            FakeAws.ok(
                "<ListAccessKeysResponse><ListAccessKeysResult><AccessKeyMetadata>"
                    + (request.at("UserName").equals("ann")
                        ? "<member><AccessKeyId>AKIAIOSFODNN7EXAMPLE</AccessKeyId></member>"
                        : "")
                    + "</AccessKeyMetadata></ListAccessKeysResult></ListAccessKeysResponse>"));
    aws.on(
        "iam:GetLoginProfile",
        request ->
            request.at("UserName").equals("zoe")
                ? FakeAws.ok(
                    "<GetLoginProfileResponse><GetLoginProfileResult/></GetLoginProfileResponse>")
                : FakeAws.error(request, 404, "NoSuchEntity", "no password"));
    aws.answers(
        "iam:GetAccountSummary",
        "<GetAccountSummaryResponse><GetAccountSummaryResult><SummaryMap><entry><key>AccountMFAEnabled</key><value>1</value></entry></SummaryMap></GetAccountSummaryResult></GetAccountSummaryResponse>");
  }

  @Test
  void allPagesOfIdentitiesAreInTheExportsShape() throws IOException {
    identities();
    CollectedFolder out = folder("out");
    out.collect(aws);
    JsonNode export = out.json(OWN + "/iam.json").path(OWN);
    assertThat(export.path("UserDetailList").size()).isEqualTo(2);
    JsonNode ann = export.path("UserDetailList").path(0);
    assertThat(ann.path("UserName").asString()).isEqualTo("ann");
    assertThat(ann.path("GroupList").isArray()).isTrue();
    assertThat(
            ann.path("UserPolicyList").path(0).at("/PolicyDocument/Statement/0/Action").asString())
        .isEqualTo("iam:*");
    assertThat(export.path("AccessKeys").toString()).isEqualTo("{\"ann\":1}");
    assertThat(export.path("LoginProfiles").toString()).isEqualTo("[\"zoe\"]");
    assertThat(export.path("AccountSummary").path("AccountMFAEnabled").asInt()).isEqualTo(1);
    assertThat(out.files().get(OWN + "/iam.json")).doesNotContain("AKIA");
    assertThat(out.part(OWN, "iam").path("state").asString()).isEqualTo("collected");
    assertThat(aws.unsigned()).isEmpty();
  }

  @Test
  void keysOfSomeUsersOnlyAreNotWritten() throws IOException {
    identities();
    aws.on("iam:ListAccessKeys", FakeAws::denied);
    CollectedFolder out = folder("out");
    out.collect(aws);
    JsonNode export = out.json(OWN + "/iam.json").path(OWN);
    assertThat(export.has("AccessKeys")).isFalse();
    assertThat(export.has("LoginProfiles")).isFalse();
    assertThat(out.part(OWN, "iam").path("state").asString()).isEqualTo("partial");
    assertThat(out.part(OWN, "iam").at("/missing/0/action").asString())
        .isEqualTo("iam:ListAccessKeys");
  }

  @Test
  void resourcesAreItemsOfOneFileATypeAndRegion() throws IOException {
    aws.resources(
        "AWS::Lambda::Function",
        "eu-west-1",
        Map.of(
            "resize",
            """
            {"FunctionName":"resize","Arn":"arn:aws:lambda:eu-west-1:111122223333:function:resize",
             "Environment":{"Variables":{"DB_PASSWORD":"hunter2","STAGE":"prod"}}}"""));
    aws.on(
        "lambda:/2015-03-31/functions/resize/policy",
        request -> FakeAws.ok("{\"Policy\":\"" + POLICY.replace("\"", "\\\"") + "\"}"));
    CollectedFolder out = folder("out");
    out.collect(aws);
    JsonNode file = out.json(OWN + "/eu-west-1/AWS.Lambda.Function.json");
    assertThat(file.path("schema").asString()).isEqualTo("cloudformation");
    JsonNode item = file.path("configurationItems").path(0);
    assertThat(item.path("resourceType").asString()).isEqualTo("AWS::Lambda::Function");
    assertThat(item.path("resourceId").asString()).isEqualTo("resize");
    assertThat(item.path("arn").asString()).endsWith(":function:resize");
    assertThat(item.path("awsAccountId").asString()).isEqualTo(OWN);
    assertThat(item.path("awsRegion").asString()).isEqualTo("eu-west-1");
    assertThat(item.at("/configuration/Environment/Variables").toString())
        .isEqualTo("{\"DB_PASSWORD\":\"[redacted]\",\"STAGE\":\"prod\"}");
    JsonNode policies = out.json(OWN + "/eu-west-1/policies.AWS.Lambda.Function.json").path(OWN);
    assertThat(policies.at("/ResourcePolicies/0/Policy/Statement/0/Action").asString())
        .isEqualTo("iam:*");
  }

  @Test
  void whatIsDeniedIsNamedByItsActionAndStopsNothingElse() throws IOException {
    identities();
    aws.on(
        "cloudcontrolapi:ListResources",
        request ->
            request.at("TypeName").equals("AWS::SQS::Queue")
                ? FakeAws.error(
                    request,
                    400,
                    "GeneralServiceException",
                    "User: arn:aws:iam::111122223333:user/auditor is not authorized to perform:"
                        + " sqs:ListQueues (HandlerErrorCode: AccessDenied)")
                : FakeAws.ok("{\"ResourceDescriptions\":[]}"));
    CollectedFolder out = folder("out");
    Summary summary = out.collect(aws);
    JsonNode part = out.part(OWN, "eu-west-1/AWS::SQS::Queue");
    assertThat(part.path("state").asString()).isEqualTo("denied");
    assertThat(part.at("/missing/0/action").asString()).isEqualTo("sqs:ListQueues");
    assertThat(out.part(OWN, "eu-west-1/AWS::SNS::Topic").path("state").asString())
        .isEqualTo("collected");
    assertThat(out.part(OWN, "iam").path("state").asString()).isEqualTo("collected");
    assertThat(summary.complete()).isFalse();
    assertThat(summary.lines()).anyMatch(line -> line.contains("sqs:ListQueues"));
  }

  @Test
  void policyThatIsDeniedIsNotTakenForNone() throws IOException {
    aws.resources(
        "AWS::Lambda::Function",
        "eu-west-1",
        Map.of("f", "{\"Arn\":\"arn:aws:lambda:eu-west-1:111122223333:function:f\"}"));
    CollectedFolder out = folder("out");
    out.collect(aws);
    JsonNode policies = out.json(OWN + "/eu-west-1/policies.AWS.Lambda.Function.json").path(OWN);
    assertThat(policies.at("/ResourcePolicies/0/NotCollected").asString()).startsWith("lambda:");
    assertThat(out.part(OWN, "eu-west-1/AWS::Lambda::Function").path("state").asString())
        .isEqualTo("partial");
  }

  @Test
  void bucketsAreReadWhereTheyLie() throws IOException {
    aws.answers(
        "s3:/",
        "<ListAllMyBucketsResult><Buckets><Bucket><Name>logs</Name><BucketRegion>eu-west-1</BucketRegion></Bucket><Bucket><Name>far</Name><BucketRegion>us-west-2</BucketRegion></Bucket></Buckets></ListAllMyBucketsResult>");
    aws.on(
        "cloudcontrolapi:GetResource",
        request ->
            request.at("TypeName").equals("AWS::S3::Bucket")
                ? FakeAws.resource("logs", "{\"BucketName\":\"logs\"}")
                : FakeAws.error(request, 400, "ResourceNotFoundException", "none"));
    aws.answers(
        "s3:/logs",
        "<AccessControlPolicy><AccessControlList><Grant><Grantee><URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee><Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>");
    aws.answers(
        "s3:/v20180820/configuration/publicAccessBlock",
        "<PublicAccessBlockConfiguration><BlockPublicPolicy>true</BlockPublicPolicy></PublicAccessBlockConfiguration>");
    CollectedFolder out = folder("out");
    out.collect(aws);
    JsonNode buckets = out.json(OWN + "/eu-west-1/AWS.S3.Bucket.json").path("configurationItems");
    assertThat(buckets.size()).isEqualTo(1);
    assertThat(buckets.path(0).path("arn").asString()).isEqualTo("arn:aws:s3:::logs");
    assertThat(
            buckets
                .at("/0/supplementaryConfiguration/AccessControlList/Grants/0/Permission")
                .asString())
        .isEqualTo("READ");
    assertThat(
            out.json(OWN + "/eu-west-1/AWS.S3.AccountPublicAccessBlock.json")
                .at("/configurationItems/0/configuration/BlockPublicPolicy")
                .asBoolean())
        .isTrue();
  }

  @Test
  void buildProjectsAndNotebooksAreAskedOfTheirServices() throws IOException {
    aws.answers("codebuild:ListProjects", "{\"projects\":[\"deploy\"]}");
    aws.on(
        "codebuild:BatchGetProjects",
        request ->
            request.at("names").equals("[\"deploy\"]")
                ? FakeAws.ok(
                    "{\"projects\":[{\"name\":\"deploy\",\"arn\":\"arn:aws:codebuild:eu-west-1:111122223333:project/deploy\",\"source\":{\"type\":\"GITHUB\",\"buildspec\":\"version: 0.2\"},\"environment\":{\"environmentVariables\":[{\"name\":\"NPM_TOKEN\",\"value\":\"abc\",\"type\":\"PLAINTEXT\"}]}}]}")
                : FakeAws.denied(request));
    aws.answers(
        "sagemaker:ListNotebookInstances",
        "{\"NotebookInstances\":[{\"NotebookInstanceName\":\"lab\"}]}");
    aws.answers(
        "sagemaker:DescribeNotebookInstance",
        "{\"NotebookInstanceName\":\"lab\",\"RoleArn\":\"arn:aws:iam::111122223333:role/lab\"}");
    CollectedFolder out = folder("out");
    out.collect(aws);
    JsonNode project =
        out.json(OWN + "/eu-west-1/AWS.CodeBuild.Project.json")
            .at("/configurationItems/0/configuration");
    assertThat(project.at("/Source/BuildSpec").asString()).isEqualTo("version: 0.2");
    assertThat(project.at("/Environment/EnvironmentVariables/0/Value").asString())
        .isEqualTo("[redacted]");
    assertThat(
            out.json(OWN + "/eu-west-1/AWS.SageMaker.NotebookInstance.json")
                .at("/configurationItems/0/configuration/RoleArn")
                .asString())
        .endsWith("role/lab");
  }

  @Test
  void networksAndSnapshotsAreInCloudFormationsShape() throws IOException {
    aws.answers(
        "ec2:DescribeRouteTables",
        "<r><routeTableSet><item><routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId><routeSet><item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><gatewayId>igw-1</gatewayId></item></routeSet><associationSet><item><routeTableAssociationId>a-1</routeTableAssociationId><routeTableId>rtb-1</routeTableId><main>true</main></item></associationSet></item></routeTableSet></r>");
    aws.answers(
        "ec2:DescribeSnapshots",
        "<r><snapshotSet><item><snapshotId>snap-1</snapshotId><encrypted>false</encrypted></item></snapshotSet></r>");
    aws.answers(
        "ec2:DescribeSnapshotAttribute",
        "<r><createVolumePermission><item><group>all</group></item></createVolumePermission></r>");
    CollectedFolder out = folder("out");
    out.collect(aws);
    String route = out.files().get(OWN + "/eu-west-1/AWS.EC2.Route.json");
    assertThat(route).contains("\"GatewayId\"").contains("\"DestinationCidrBlock\"");
    assertThat(
            out.json(OWN + "/eu-west-1/AWS.EC2.SubnetRouteTableAssociation.json")
                .at("/configurationItems/0/configuration/Main")
                .asBoolean())
        .isTrue();
    assertThat(
            out.json(OWN + "/eu-west-1/AWS.EC2.Snapshot.json")
                .at("/configurationItems/0/configuration/CreateVolumePermissions/0/Group")
                .asString())
        .isEqualTo("all");
  }

  @Test
  void userDataIsAskedForWhereItIsMissingAndHoldsNoSecret() throws IOException {
    aws.resources("AWS::EC2::Instance", "eu-west-1", Map.of("i-1", "{\"InstanceId\":\"i-1\"}"));
    String script = "#!/bin/sh\nexport DB_PASSWORD=hunter2\n";
    aws.answers(
        "ec2:DescribeInstanceAttribute",
        "<r><userData><value>"
            + java.util.Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8))
            + "</value></userData></r>");
    CollectedFolder out = folder("out");
    out.collect(aws);
    String data =
        out.json(OWN + "/eu-west-1/AWS.EC2.Instance.json")
            .at("/configurationItems/0/configuration/UserData")
            .asString();
    String text = new String(java.util.Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
    assertThat(text).startsWith("#!/bin/sh").doesNotContain("hunter2");
  }

  @Test
  void busyServicesAreAskedAgainLaterEachTime() throws IOException {
    identities();
    AtomicInteger times = new AtomicInteger();
    aws.on(
        "iam:GetAccountSummary",
        request ->
            switch (times.incrementAndGet()) {
              case 1 -> FakeAws.error(request, 400, "ThrottlingException", "Rate exceeded");
              case 2 -> new FakeAws.Answer(503, "<html>busy</html>");
              case 3 -> FakeAws.error(request, 400, "Throttling", "Rate exceeded");
              default ->
                  FakeAws.ok(
                      "<GetAccountSummaryResponse><GetAccountSummaryResult><SummaryMap/></GetAccountSummaryResult></GetAccountSummaryResponse>");
            });
    CollectedFolder out = folder("out");
    out.collect(aws);
    assertThat(times).hasValue(4);
    assertThat(out.pauses).isNotEmpty();
    assertThat(out.part(OWN, "iam").path("state").asString()).isEqualTo("collected");
  }

  @Test
  void serviceThatStaysBusyIsNotCollectedAndAskedAFewTimesOnly() throws IOException {
    aws.on(
        "iam:GetAccountAuthorizationDetails",
        request -> FakeAws.error(request, 400, "Throttling", "Rate exceeded"));
    CollectedFolder out = folder("out");
    out.collect(aws);
    assertThat(aws.count("iam:GetAccountAuthorizationDetails")).isBetween(3L, 10L);
    assertThat(out.part(OWN, "iam").path("state").asString()).isEqualTo("failed");
    assertThat(out.files()).doesNotContainKey(OWN + "/iam.json");
  }

  @Test
  void sameAnswersGiveTheSameBytes() throws IOException {
    identities();
    aws.resources(
        "AWS::SNS::Topic",
        "eu-west-1",
        Map.of("b", "{\"TopicArn\":\"arn:aws:sns:eu-west-1:1:b\"}", "a", "{\"Z\":1,\"A\":2}"));
    CollectedFolder one = folder("one");
    CollectedFolder other = folder("other");
    one.collect(aws);
    other.collect(aws);
    assertThat(one.files()).isEqualTo(other.files()).isNotEmpty();
    assertThat(one.json("collection.json")).isEqualTo(other.json("collection.json"));
  }

  @Test
  void credentialsAreInNoFile() throws IOException {
    identities();
    CollectedFolder out = folder("out");
    out.collect(aws);
    assertThat(String.join("", out.files().values()) + out.json("collection.json"))
        .doesNotContain("AKIATEST")
        .doesNotContain("not-a-secret");
    assertThat(out.said).noneMatch(line -> line.contains("AKIATEST"));
  }

  @Test
  void onlyWhatReadsIsEverSent() throws IOException {
    identities();
    aws.on(
        "cloudcontrolapi:ListResources",
        request -> FakeAws.ok("{\"ResourceDescriptions\":[{\"Identifier\":\"x\"}]}"));
    aws.on(
        "cloudcontrolapi:GetResource",
        request ->
            FakeAws.resource(
                "x", "{\"Arn\":\"arn:aws:a:b:1:x\",\"TopicArn\":\"arn:aws:a:b:1:x\"}"));
    folder("out").collect(aws);
    assertThat(aws.seen()).isNotEmpty();
    List<String> allowed = Operation.all().stream().map(Operation::operationName).toList();
    assertThat(aws.seen())
        .allSatisfy(
            request -> {
              String name = request.operation().substring(request.operation().indexOf(':') + 1);
              assertThat(name.startsWith("/") ? "GetPath" : name)
                  .matches("(Get|List|Describe|BatchGet).*|AssumeRole|GenerateCredentialReport");
              if (!name.startsWith("/")) {
                assertThat(allowed).contains(name);
              }
            });
    assertThat(aws.seen().stream().map(FakeAws.Request::operation))
        .noneMatch(name -> name.contains("GetSecretValue") || name.contains("GetParameter"));
  }

  @Test
  void everyOperationReads() {
    assertThat(Operation.all())
        .allSatisfy(
            operation -> {
              assertThat(operation.operationName())
                  .matches(
                      "(Get|List|Describe|BatchGet)[A-Za-z]+|AssumeRole|GenerateCredentialReport");
              assertThat(operation.permission().split(":", 2)[1])
                  .matches(
                      "(Get|List|Describe|BatchGet)[A-Za-z]+|AssumeRole|GenerateCredentialReport");
              assertThat(operation.operationName())
                  .isNotIn("GetSecretValue", "GetParameter", "GetParameters", "GetObject");
            });
  }

  @Test
  void folderWithOtherThingsIsLeftAlone() throws IOException {
    java.nio.file.Files.writeString(temporary.resolve("mine.txt"), "mine");
    CollectedFolder out = new CollectedFolder(temporary);
    assertThatThrownBy(() -> out.collect(aws))
        .isInstanceOf(CollectException.class)
        .hasMessageContaining("--resume");
    assertThat(out.files()).containsOnlyKeys("mine.txt");
  }
}
