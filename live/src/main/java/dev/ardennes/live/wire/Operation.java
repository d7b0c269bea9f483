package dev.ardennes.live.wire;

import java.util.List;

/// Every operation that this program can ask of AWS: none changes anything there, and none gives
/// out the value of a secret. What is not here cannot be sent, since [Calls] takes nothing else.
///
/// `sts:AssumeRole` gives credentials of another role and changes nothing either.
public enum Operation {
  GET_CALLER_IDENTITY(Service.STS, "GetCallerIdentity", "sts:GetCallerIdentity"),
  ASSUME_ROLE(Service.STS, "AssumeRole", "sts:AssumeRole"),

  GET_ACCOUNT_AUTHORIZATION_DETAILS(
      Service.IAM,
      "GetAccountAuthorizationDetails",
      "iam:GetAccountAuthorizationDetails",
      Paging.same("Marker")),
  LIST_ACCESS_KEYS(Service.IAM, "ListAccessKeys", "iam:ListAccessKeys", Paging.same("Marker")),
  GET_LOGIN_PROFILE(Service.IAM, "GetLoginProfile", "iam:GetLoginProfile"),
  GET_ACCOUNT_SUMMARY(Service.IAM, "GetAccountSummary", "iam:GetAccountSummary"),

  /// Makes AWS put the report together that the next operation answers; nothing else changes.
  GENERATE_CREDENTIAL_REPORT(
      Service.IAM, "GenerateCredentialReport", "iam:GenerateCredentialReport"),
  GET_CREDENTIAL_REPORT(Service.IAM, "GetCredentialReport", "iam:GetCredentialReport"),

  DESCRIBE_ORGANIZATION(
      Service.ORGANIZATIONS, "DescribeOrganization", "organizations:DescribeOrganization"),
  LIST_ROOTS(
      Service.ORGANIZATIONS, "ListRoots", "organizations:ListRoots", Paging.same("NextToken")),
  LIST_ORGANIZATIONAL_UNITS_FOR_PARENT(
      Service.ORGANIZATIONS,
      "ListOrganizationalUnitsForParent",
      "organizations:ListOrganizationalUnitsForParent",
      Paging.same("NextToken")),
  LIST_ACCOUNTS_FOR_PARENT(
      Service.ORGANIZATIONS,
      "ListAccountsForParent",
      "organizations:ListAccountsForParent",
      Paging.same("NextToken")),
  LIST_POLICIES_FOR_TARGET(
      Service.ORGANIZATIONS,
      "ListPoliciesForTarget",
      "organizations:ListPoliciesForTarget",
      Paging.same("NextToken")),
  DESCRIBE_POLICY(Service.ORGANIZATIONS, "DescribePolicy", "organizations:DescribePolicy"),
  LIST_AWS_SERVICE_ACCESS_FOR_ORGANIZATION(
      Service.ORGANIZATIONS,
      "ListAWSServiceAccessForOrganization",
      "organizations:ListAWSServiceAccessForOrganization",
      Paging.same("NextToken")),
  LIST_DELEGATED_ADMINISTRATORS(
      Service.ORGANIZATIONS,
      "ListDelegatedAdministrators",
      "organizations:ListDelegatedAdministrators",
      Paging.same("NextToken")),
  LIST_DELEGATED_SERVICES_FOR_ACCOUNT(
      Service.ORGANIZATIONS,
      "ListDelegatedServicesForAccount",
      "organizations:ListDelegatedServicesForAccount",
      Paging.same("NextToken")),
  DESCRIBE_RESOURCE_POLICY(
      Service.ORGANIZATIONS, "DescribeResourcePolicy", "organizations:DescribeResourcePolicy"),

  LIST_RESOURCES(
      Service.CLOUD_CONTROL,
      "ListResources",
      "cloudformation:ListResources",
      Paging.same("NextToken")),
  GET_RESOURCE(Service.CLOUD_CONTROL, "GetResource", "cloudformation:GetResource"),

  DESCRIBE_REGIONS(Service.EC2, "DescribeRegions", "ec2:DescribeRegions"),
  DESCRIBE_INSTANCE_ATTRIBUTE(
      Service.EC2, "DescribeInstanceAttribute", "ec2:DescribeInstanceAttribute"),
  DESCRIBE_ROUTE_TABLES(
      Service.EC2,
      "DescribeRouteTables",
      "ec2:DescribeRouteTables",
      new Paging("NextToken", "nextToken")),
  DESCRIBE_NETWORK_ACLS(
      Service.EC2,
      "DescribeNetworkAcls",
      "ec2:DescribeNetworkAcls",
      new Paging("NextToken", "nextToken")),
  DESCRIBE_SNAPSHOTS(
      Service.EC2,
      "DescribeSnapshots",
      "ec2:DescribeSnapshots",
      new Paging("NextToken", "nextToken")),
  DESCRIBE_SNAPSHOT_ATTRIBUTE(
      Service.EC2, "DescribeSnapshotAttribute", "ec2:DescribeSnapshotAttribute"),

  GET_FUNCTION_POLICY(
      Service.LAMBDA,
      "GetPolicy",
      "lambda:GetPolicy",
      "/2015-03-31/functions/{FunctionName}/policy"),
  GET_SECRET_RESOURCE_POLICY(
      Service.SECRETS_MANAGER, "GetResourcePolicy", "secretsmanager:GetResourcePolicy"),
  LIST_GRANTS(Service.KMS, "ListGrants", "kms:ListGrants", new Paging("Marker", "NextMarker")),
  DESCRIBE_INSTANCE_INFORMATION(
      Service.SSM,
      "DescribeInstanceInformation",
      "ssm:DescribeInstanceInformation",
      Paging.same("NextToken")),
  DESCRIBE_PARAMETERS(
      Service.SSM, "DescribeParameters", "ssm:DescribeParameters", Paging.same("NextToken")),

  DESCRIBE_DB_SNAPSHOTS(
      Service.RDS, "DescribeDBSnapshots", "rds:DescribeDBSnapshots", Paging.same("Marker")),
  DESCRIBE_DB_SNAPSHOT_ATTRIBUTES(
      Service.RDS, "DescribeDBSnapshotAttributes", "rds:DescribeDBSnapshotAttributes"),
  DESCRIBE_DB_CLUSTER_SNAPSHOTS(
      Service.RDS,
      "DescribeDBClusterSnapshots",
      "rds:DescribeDBClusterSnapshots",
      Paging.same("Marker")),
  DESCRIBE_DB_CLUSTER_SNAPSHOT_ATTRIBUTES(
      Service.RDS,
      "DescribeDBClusterSnapshotAttributes",
      "rds:DescribeDBClusterSnapshotAttributes"),

  GET_RESOURCE_SHARES(
      Service.RAM,
      "GetResourceShares",
      "ram:GetResourceShares",
      "/getresourceshares",
      Paging.same("nextToken")),
  GET_RESOURCE_SHARE_ASSOCIATIONS(
      Service.RAM,
      "GetResourceShareAssociations",
      "ram:GetResourceShareAssociations",
      "/getresourceshareassociations",
      Paging.same("nextToken")),

  LIST_PROJECTS(
      Service.CODE_BUILD, "ListProjects", "codebuild:ListProjects", Paging.same("nextToken")),
  /// Asked for one at a time, in the list that it takes.
  BATCH_GET_PROJECTS(Service.CODE_BUILD, "BatchGetProjects", "codebuild:BatchGetProjects"),
  LIST_NOTEBOOK_INSTANCES(
      Service.SAGE_MAKER,
      "ListNotebookInstances",
      "sagemaker:ListNotebookInstances",
      Paging.same("NextToken")),
  DESCRIBE_NOTEBOOK_INSTANCE(
      Service.SAGE_MAKER, "DescribeNotebookInstance", "sagemaker:DescribeNotebookInstance"),

  LIST_BUCKETS(
      Service.S3,
      "ListBuckets",
      "s3:ListAllMyBuckets",
      "/",
      new Paging("continuation-token", "ContinuationToken")),
  GET_BUCKET_ACL(Service.S3, "GetBucketAcl", "s3:GetBucketAcl", "/{Bucket}"),
  GET_ACCOUNT_PUBLIC_ACCESS_BLOCK(
      Service.S3_CONTROL,
      "GetPublicAccessBlock",
      "s3:GetAccountPublicAccessBlock",
      "/v20180820/configuration/publicAccessBlock");

  /// How an answer says that there is more.
  ///
  /// @param in the parameter that asks for the next page
  /// @param out where an answer has its value; empty for operations of one page
  record Paging(String in, String out) {
    static final Paging NONE = new Paging("", "");

    static Paging same(String name) {
      return new Paging(name, name);
    }
  }

  private final Service service;
  private final String name;
  private final String permission;
  private final String path;
  private final String pageIn;
  private final String pageOut;

  Operation(Service service, String name, String permission) {
    this(service, name, permission, "/", Paging.NONE);
  }

  Operation(Service service, String name, String permission, Paging paging) {
    this(service, name, permission, "/", paging);
  }

  Operation(Service service, String name, String permission, String path) {
    this(service, name, permission, path, Paging.NONE);
  }

  Operation(Service service, String name, String permission, String path, Paging paging) {
    this.service = service;
    this.name = name;
    this.permission = permission;
    this.path = path;
    this.pageIn = paging.in();
    this.pageOut = paging.out();
  }

  /// All of them.
  public static List<Operation> all() {
    return List.of(values());
  }

  public Service service() {
    return service;
  }

  /// As the service names it: `ListResources`.
  public String operationName() {
    return name;
  }

  /// The IAM action that allows it: `cloudformation:ListResources`.
  public String permission() {
    return permission;
  }

  String path() {
    return path;
  }

  Paging paging() {
    return new Paging(pageIn, pageOut);
  }
}
