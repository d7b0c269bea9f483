package dev.ardennes.app;

import java.util.Locale;

/// A type of resource of a generated account: how many of a thousand it makes, and what one is
/// called.
enum GeneratedKind {
  FUNCTION(200, "AWS::Lambda::Function", "lambda", "function:{name}"),
  BUCKET(110, "AWS::S3::Bucket", "s3", "{name}"),
  LOG_GROUP(100, "AWS::Logs::LogGroup", "logs", "log-group:{name}"),
  INSTANCE(95, "AWS::EC2::Instance", "ec2", "instance/i-{number}"),
  QUEUE(80, "AWS::SQS::Queue", "sqs", "{name}"),
  SECRET(80, "AWS::SecretsManager::Secret", "secretsmanager", "secret:{name}-Ab3dEf"),
  SECURITY_GROUP(60, "AWS::EC2::SecurityGroup", "ec2", "security-group/sg-{number}"),
  PARAMETER(60, "AWS::SSM::Parameter", "ssm", "parameter/{name}"),
  TOPIC(50, "AWS::SNS::Topic", "sns", "{name}"),
  TABLE(50, "AWS::DynamoDB::Table", "dynamodb", "table/{name}"),
  KEY(30, "AWS::KMS::Key", "kms", "key/00000000-0000-4000-8000-{number}"),
  REPOSITORY(30, "AWS::ECR::Repository", "ecr", "repository/{name}"),
  SUBNET(25, "AWS::EC2::Subnet", "ec2", "subnet/subnet-{number}"),
  DATABASE(20, "AWS::RDS::DBInstance", "rds", "db:{name}"),
  ROUTE_TABLE(6, "AWS::EC2::RouteTable", "ec2", "route-table/rtb-{number}"),
  VPC(2, "AWS::EC2::VPC", "ec2", "vpc/vpc-{number}"),
  GATEWAY(2, "AWS::EC2::InternetGateway", "ec2", "internet-gateway/igw-{number}");

  private final int ofThousand;
  private final String type;
  private final String service;
  private final String path;

  GeneratedKind(int ofThousand, String type, String service, String path) {
    this.ofThousand = ofThousand;
    this.type = type;
    this.service = service;
    this.path = path;
  }

  /// As CloudFormation names it.
  String type() {
    return type;
  }

  /// At least two, so that each small account has some of everything.
  int count(int resources) {
    return Math.max(2, resources * ofThousand / 1000);
  }

  /// The beginning of the names of a team's resources.
  static String team(int team) {
    return String.format(Locale.ROOT, "t%02d-", team);
  }

  /// What stands behind the last separator of its ARN.
  String id(int team, int number) {
    String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
    return filled(last, team, number);
  }

  String name(int team, int number) {
    String word = name().toLowerCase(Locale.ROOT).replace("_", "");
    return team(team) + word + String.format(Locale.ROOT, "%05d", number);
  }

  String arn(String region, int team, int number) {
    return within(region) + filled(path, team, number);
  }

  /// A pattern for all that a team has of it, or for all there are; those without a name of their
  /// team are always meant all.
  String pattern(String team) {
    String most = path.contains("{name}") ? team + "*" : "*";
    return within("*") + path.replaceAll("\\{.*", "") + most;
  }

  private String within(String region) {
    return this == BUCKET
        ? "arn:aws:s3:::"
        : "arn:aws:" + service + ":" + region + ":" + GeneratedAccount.ID + ":";
  }

  private String filled(String text, int team, int number) {
    return text.replace("{name}", name(team, number))
        .replace("{number}", String.format(Locale.ROOT, "%012d", number));
  }
}
