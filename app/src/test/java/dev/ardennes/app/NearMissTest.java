package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.analysis.Report;
import dev.ardennes.report.HtmlReport;
import dev.ardennes.report.JsonReport;
import dev.ardennes.report.SnippetSource;
import dev.ardennes.report.TextOptions;
import dev.ardennes.report.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a report says of estates in which one thing is missing, or nothing comes close.
final class NearMissTest {

  /// A user, a role that a function could have, and a bucket that the role reads.
  private static final String ACCOUNT =
      """
      resource "aws_iam_user" "ci" {
        name = "ci"
        <limit>
      }
      resource "aws_iam_access_key" "ci" { user = aws_iam_user.ci.name }
      resource "aws_iam_user_policy" "ci" {
        name = "deploy"
        user = aws_iam_user.ci.name
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{ Sid = "Own", Effect = "Allow", Action = <actions>, Resource = "<resource>" }]
        })
      }
      resource "aws_iam_role" "reader" {
        name = "customer-reader"
        assume_role_policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole"
          }]
        })
      }
      resource "aws_iam_role_policy" "reader" {
        name = "read"
        role = aws_iam_role.reader.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "arn:aws:s3:::customers/*" }]
        })
      }
      resource "aws_s3_bucket" "customers" {
        bucket = "customers"
        tags   = { data-classification = "regulated" }
      }
      """;

  private static final String FUNCTIONS = "[\"lambda:CreateFunction\", \"lambda:InvokeFunction\"]";

  private static final String BOUNDARY =
      """
      resource "aws_iam_policy" "edge" {
        name = "edge"
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [
            { Sid = "Most", Effect = "Allow", Action = ["*"], Resource = "*" },
            { Sid = "NoCustomers", Effect = "Deny", Action = ["s3:*"], Resource = ["arn:aws:s3:::customers*"] }
          ]
        })
      }
      """;

  private static final String CLUSTER =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: robot, namespace: shop}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: watcher, namespace: shop}
      rules:
      - {apiGroups: [""], resources: ["<resources>"], verbs: ["get", "list"]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: robot-watches, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: watcher}
      subjects:
      - {kind: ServiceAccount, name: robot, namespace: shop}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: customer-key, namespace: shop}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: robot, namespace: shop}
      spec:
        selector: {matchLabels: {app: robot}}
        template:
          metadata: {labels: {app: robot}}
          spec:
            serviceAccountName: robot
            containers: [{name: robot, image: "robot:1"}]
      """;

  @TempDir private Path folder = Path.of("");

  private Report scan(String file, String text, List<String> entries, List<String> targets)
      throws IOException {
    Files.writeString(folder.resolve(file), text);
    ScanRequest request = Labs.request(folder, entries, targets);
    Report report = Scans.of(request).report(Estate.read(request));
    assertThat(report.paths()).isEmpty();
    return report;
  }

  private Report account(String more, String boundary, String actions, String resource)
      throws IOException {
    String text =
        more
            + ACCOUNT
                .replace("<limit>", boundary)
                .replace("<actions>", actions)
                .replace("<resource>", resource);
    return scan("main.tf", text, List.of(), List.of());
  }

  private Report account(String actions) throws IOException {
    return account("", "", actions, "*");
  }

  private Report cluster(String resources) throws IOException {
    return scan(
        "all.yaml",
        CLUSTER.replace("<resources>", resources),
        List.of("k8s/main/shop/deployment/robot"),
        List.of("*customer-key"));
  }

  private static List<String> lacks(Report report) {
    return Objects.requireNonNull(report.closest(), "closest").missing();
  }

  private static String only(Report report) {
    assertThat(lacks(report)).hasSize(1);
    return lacks(report).getFirst();
  }

  @Test
  void whoLacksOnlyPassRoleIsToldSo() throws IOException {
    Report report = account(FUNCTIONS);
    assertThat(only(report))
        .startsWith("ci passes customer-reader to a new Lambda function")
        .contains("ci has no permission iam:PassRole on customer-reader")
        .contains("it has statement Own of policy deploy")
        .contains("(main.tf:11)");
    assertThat(Objects.requireNonNull(report.closest()).then())
        .containsExactly("customer-reader reads customers");
  }

  @Test
  void aBoundaryThatDeniesIsNamedWithItsStatement() throws IOException {
    Report report =
        account(BOUNDARY, "permissions_boundary = aws_iam_policy.edge.arn", "[\"s3:*\"]", "*");
    assertThat(only(report))
        .contains("ci may not s3:GetObject on customers")
        .contains("statement NoCustomers of policy edge (permissions boundary) denies it")
        .contains("main.tf:7");
  }

  @Test
  void everyFormOfTheReportSaysIt() throws IOException {
    Report report = account(FUNCTIONS);
    String lacks = "ci has no permission iam:PassRole on customer-reader";
    assertThat(new TextReport(report, TextOptions.plain()).whole().replaceAll("\\s+", " "))
        .contains(lacks)
        .contains("then customer-reader reads customers");
    StringBuilder json = new StringBuilder();
    JsonReport.write(report, json);
    assertThat(json.toString()).contains(lacks).contains("\"then\"");
    StringBuilder html = new StringBuilder();
    HtmlReport.write(report, SnippetSource.none(), html);
    assertThat(html.toString()).contains("iam:PassRole").contains("customer-reader reads");
  }

  @Test
  void aPermissionOfWhichNothingIsThereIsNotMissed() throws IOException {
    Report report = account("[\"lambda:GetFunction\"]");
    assertThat(lacks(report).toString())
        .contains("control of customer-reader")
        .doesNotContain("has no permission");
  }

  @Test
  void theSamePermissionOnAnotherBucketIsTheClosest() throws IOException {
    Report report = account("", "", "[\"s3:GetObject\"]", "arn:aws:s3:::logs/*");
    assertThat(only(report))
        .contains("ci has no permission s3:GetObject on customers")
        .contains("which allows it on logs/*");
  }

  @Test
  void anAccountOfAClusterThatMayOnlyReadPodsLacksTheVerb() throws IOException {
    assertThat(only(cluster("pods")))
        .contains("robot starts pods in shop: robot may not create pods in shop")
        .contains("closest is rule 0 of watcher, which gives get, list")
        .contains("(all.yaml:13, all.yaml:20)");
  }

  @Test
  void anAccountThatReadsOtherThingsComesCloseToNothing() throws IOException {
    Report.@Nullable Closest closest = cluster("configmaps").closest();
    assertThat(closest).isNull();
  }
}
