package dev.ardennes.live.wire;

/// A service of AWS as far as its wire goes.
public enum Service {
  IAM(Protocol.QUERY, "iam", "iam", "2010-05-08"),
  STS(Protocol.QUERY, "sts", "sts", "2011-06-15"),
  EC2(Protocol.QUERY, "ec2", "ec2", "2016-11-15"),
  ORGANIZATIONS(Protocol.JSON_1_1, "organizations", "organizations", "AWSOrganizationsV20161128"),
  CLOUD_CONTROL(Protocol.JSON_1_0, "cloudcontrolapi", "cloudcontrolapi", "CloudApiService"),
  LAMBDA(Protocol.REST, "lambda", "lambda", ""),
  KMS(Protocol.JSON_1_1, "kms", "kms", "TrentService"),
  SECRETS_MANAGER(Protocol.JSON_1_1, "secretsmanager", "secretsmanager", "secretsmanager"),
  CODE_BUILD(Protocol.JSON_1_1, "codebuild", "codebuild", "CodeBuild_20161006"),
  SAGE_MAKER(Protocol.JSON_1_1, "api.sagemaker", "sagemaker", "SageMaker"),
  SSM(Protocol.JSON_1_1, "ssm", "ssm", "AmazonSSM"),
  RDS(Protocol.QUERY, "rds", "rds", "2014-10-31"),
  RAM(Protocol.POSTED, "ram", "ram", ""),
  S3(Protocol.REST, "s3", "s3", ""),
  S3_CONTROL(Protocol.REST, "s3-control", "s3", "");

  /// How requests and answers are written.
  enum Protocol {
    /// A form as request, XML as answer.
    QUERY,
    JSON_1_0,
    JSON_1_1,
    /// The request is a path; the answer is JSON or XML, as its first character says.
    REST,
    /// The request is a path and JSON, the answer JSON.
    POSTED
  }

  private final Protocol protocol;
  private final String endpoint;
  private final String signing;
  private final String version;

  Service(Protocol protocol, String endpoint, String signing, String version) {
    this.protocol = protocol;
    this.endpoint = endpoint;
    this.signing = signing;
    this.version = version;
  }

  Protocol protocol() {
    return protocol;
  }

  /// Whether a partition has it once and not in each region.
  boolean global() {
    return this == IAM || this == ORGANIZATIONS;
  }

  /// What the names of its endpoints begin with.
  String endpoint() {
    return endpoint;
  }

  /// Its name in signatures.
  String signing() {
    return signing;
  }

  /// The version of a query service, or what stands before the operation of a JSON service.
  String version() {
    return version;
  }
}
