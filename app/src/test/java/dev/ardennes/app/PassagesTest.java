package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ways to a bucket: through access points, and out of networks that policies ask for.
final class PassagesTest {
  private static final String PARTNER = "999988887777";

  @TempDir Path folder;

  private List<String> by(String entry, String... terraform) throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        "provider \"aws\" {\n  region = \"eu-west-1\"\n  allowed_account_ids = [\"111122223333\"]\n}\n"
            + String.join("\n", terraform));
    return Gained.by(entry, folder);
  }

  private static boolean readsBucket(String gain) {
    return gain.startsWith("reads ") && gain.contains("northwind-orders");
  }

  // --- access points

  private static final String BUCKET =
      """
      resource "aws_s3_bucket" "orders" {
        bucket = "northwind-orders"
      }
      """;

  private static final String DELEGATING =
      """
      resource "aws_s3_bucket_policy" "orders" {
        bucket = aws_s3_bucket.orders.id
        policy = jsonencode({ Version = "2012-10-17", Statement = [{
          Effect = "Allow", Principal = { AWS = "*" }, Action = "*"
          Resource = [aws_s3_bucket.orders.arn, "${aws_s3_bucket.orders.arn}/*"]
          Condition = { StringEquals = { "s3:DataAccessPointAccount" = "111122223333" } } }] })
      }
      """;

  private static String point(String whom, String more) {
    return """
        resource "aws_s3_access_point" "reports" {
          bucket = aws_s3_bucket.orders.id
          name   = "reports"
          %s
        }
        resource "aws_s3control_access_point_policy" "reports" {
          access_point_arn = aws_s3_access_point.reports.arn
          policy = jsonencode({ Version = "2012-10-17", Statement = [{
            Effect = "Allow", Principal = { AWS = "%s" }, Action = "s3:GetObject"
            Resource = "${aws_s3_access_point.reports.arn}/object/*" }] })
        }
        """
        .formatted(more, whom);
  }

  @Test
  void whomTheAccessPointLetsInReadsTheBucketThatLeavesItToIt() throws IOException {
    assertThat(by(PARTNER, BUCKET, DELEGATING, point("999988887777", "")))
        .anyMatch(PassagesTest::readsBucket);
  }

  @Test
  void aBucketThatLeavesNothingToItsAccessPointsIsNotRead() throws IOException {
    assertThat(by(PARTNER, BUCKET, point("999988887777", ""))).noneMatch(PassagesTest::readsBucket);
  }

  @Test
  void whomTheAccessPointDoesNotLetInReadsNothing() throws IOException {
    String others = point("777766665555", "");
    String named =
        """
        resource "aws_iam_role" "partner" {
          name = "partner"
          assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "999988887777" }, Action = "sts:AssumeRole" }] })
        }
        """;
    assertThat(by(PARTNER, BUCKET, DELEGATING, others, named)).noneMatch(PassagesTest::readsBucket);
  }

  @Test
  void theBlockOfAnAccessPointIsOnUnlessItIsSwitchedOff() throws IOException {
    String open =
        "public_access_block_configuration {\n block_public_policy = false\n restrict_public_buckets = false\n }";
    assertThat(by("internet", BUCKET, DELEGATING, point("*", "")))
        .noneMatch(PassagesTest::readsBucket);
    assertThat(by("internet", BUCKET, DELEGATING, point("*", open)))
        .anyMatch(PassagesTest::readsBucket);
  }

  @Test
  void anAccessPointOfANetworkAnswersNobodyElse() throws IOException {
    String inside = "vpc_configuration {\n vpc_id = aws_vpc.shop.id\n }";
    String vpc = "resource \"aws_vpc\" \"shop\" {\n cidr_block = \"10.0.0.0/16\"\n}\n";
    assertThat(by(PARTNER, BUCKET, DELEGATING, point("999988887777", inside), vpc))
        .noneMatch(PassagesTest::readsBucket);
  }

  // --- networks

  private static String role(String name, String trust) {
    return """
        resource "aws_iam_role" "%s" {
          name = "%s"
          assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = %s, Action = "sts:AssumeRole" }] })
        }
        """
        .formatted(name, name, trust);
  }

  private static final String READER =
      role("reader", "{ AWS = \"999988887777\" }")
          + """
          resource "aws_iam_role_policy" "reader" {
            role = aws_iam_role.reader.id
            policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "ssm:SendCommand"], Resource = "*" }] })
          }
          """;

  private static final String NETWORK =
      """
      resource "aws_vpc" "shop" {
        cidr_block = "10.0.0.0/16"
      }
      resource "aws_subnet" "front" {
        vpc_id = aws_vpc.shop.id
        cidr_block = "10.0.1.0/24"
      }
      """;

  private static String endpoint(String policy) {
    return """
        data "aws_region" "here" {}
        resource "aws_vpc_endpoint" "s3" {
          vpc_id = aws_vpc.shop.id
          service_name = "com.amazonaws.${data.aws_region.here.name}.s3"
          %s
        }
        """
        .formatted(policy);
  }

  private static final String ONLY_THROUGH_IT =
      """
      resource "aws_s3_bucket_policy" "orders" {
        bucket = aws_s3_bucket.orders.id
        policy = jsonencode({ Version = "2012-10-17", Statement = [{
          Effect = "Deny", Principal = "*", Action = "s3:*"
          Resource = [aws_s3_bucket.orders.arn, "${aws_s3_bucket.orders.arn}/*"]
          Condition = { StringNotEquals = { "aws:SourceVpce" = aws_vpc_endpoint.s3.id } } }] })
      }
      """;

  private static String machine(String subnet) {
    return """
        resource "aws_instance" "web" {
          ami = "ami-1"
          instance_type = "t3.micro"
          subnet_id = %s
          iam_instance_profile = aws_iam_instance_profile.web.name
        }
        resource "aws_iam_role_policy_attachment" "web" {
          role = aws_iam_role.web.name
          policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
        }
        resource "aws_iam_instance_profile" "web" {
          name = "web"
          role = aws_iam_role.web.name
        }
        """
            .formatted(subnet)
        + role("web", "{ Service = \"ec2.amazonaws.com\" }");
  }

  @Test
  void credentialsAloneDoNotReadWhatANetworkIsAskedFor() throws IOException {
    assertThat(by(PARTNER, BUCKET, READER, NETWORK, endpoint(""), ONLY_THROUGH_IT))
        .noneMatch(PassagesTest::readsBucket);
  }

  @Test
  void codeInTheNetworkUsesThemThere() throws IOException {
    assertThat(
            by(
                PARTNER,
                BUCKET,
                READER,
                NETWORK,
                endpoint(""),
                ONLY_THROUGH_IT,
                machine("aws_subnet.front.id")))
        .anyMatch(PassagesTest::readsBucket);
  }

  private static String tables(String ofEndpoint) {
    return """
        resource "aws_route_table" "front" {
          vpc_id = aws_vpc.shop.id
        }
        resource "aws_route_table" "back" {
          vpc_id = aws_vpc.shop.id
        }
        resource "aws_route_table_association" "front" {
          subnet_id = aws_subnet.front.id
          route_table_id = aws_route_table.front.id
        }
        resource "aws_vpc_endpoint_route_table_association" "s3" {
          vpc_endpoint_id = aws_vpc_endpoint.s3.id
          route_table_id = aws_route_table.%s.id
        }
        """
        .formatted(ofEndpoint);
  }

  private List<String> behind(String endpoint, String tables) throws IOException {
    String machine = machine("aws_subnet.front.id");
    return by(PARTNER, BUCKET, READER, NETWORK, endpoint, ONLY_THROUGH_IT, machine, tables);
  }

  @Test
  void subnetsWhoseRoutesLeadToTheEndpointAreServed() throws IOException {
    assertThat(behind(endpoint(""), tables("front"))).anyMatch(PassagesTest::readsBucket);
  }

  @Test
  void subnetsWhoseRoutesLeadPastTheEndpointAreNot() throws IOException {
    assertThat(behind(endpoint(""), tables("back"))).noneMatch(PassagesTest::readsBucket);
  }

  @Test
  void everySubnetReachesAnInterfaceEndpoint() throws IOException {
    assertThat(behind(endpoint("vpc_endpoint_type = \"Interface\""), tables("back")))
        .anyMatch(PassagesTest::readsBucket);
  }

  @Test
  void ofSeveralEndpointsToOneServiceAnyMayBeTheWay() throws IOException {
    String narrow =
        "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"s3:PutObject\", Resource = \"*\" }] })";
    String another = endpoint("").replace("\"s3\"", "\"a\"").replaceFirst("data .*\n", "");
    String limited = another.replaceFirst("}\\s*$", narrow + "\n}\n");
    assertThat(behind(endpoint("") + limited, tables("front"))).anyMatch(PassagesTest::readsBucket);
    assertThat(behind(endpoint(narrow) + limited, tables("front")))
        .noneMatch(PassagesTest::readsBucket);
  }

  @Test
  void codeInAnotherNetworkDoesNot() throws IOException {
    String other =
        """
        resource "aws_vpc" "office" {
          cidr_block = "10.1.0.0/16"
        }
        resource "aws_subnet" "office" {
          vpc_id = aws_vpc.office.id
          cidr_block = "10.1.1.0/24"
        }
        """;
    assertThat(
            by(
                PARTNER,
                BUCKET,
                READER,
                NETWORK,
                other,
                endpoint(""),
                ONLY_THROUGH_IT,
                machine("aws_subnet.office.id")))
        .noneMatch(PassagesTest::readsBucket);
  }

  @Test
  void thePolicyOfTheEndpointLimitsWhatPassesIt() throws IOException {
    String narrow =
        "policy = jsonencode({ Statement = [{ Effect = \"Allow\", Principal = \"*\", Action = \"s3:PutObject\", Resource = \"*\" }] })";
    assertThat(
            by(
                PARTNER,
                BUCKET,
                READER,
                NETWORK,
                endpoint(narrow),
                ONLY_THROUGH_IT,
                machine("aws_subnet.front.id")))
        .noneMatch(PassagesTest::readsBucket);
  }

  @Test
  void aBucketThatAsksForNothingIsReadFromAnywhere() throws IOException {
    assertThat(by(PARTNER, BUCKET, READER, NETWORK, endpoint("")))
        .anyMatch(PassagesTest::readsBucket);
  }

  @Test
  void codeInTheNetworkOfAnAccessPointUsesIt() throws IOException {
    String reader =
        role("reader", "{ AWS = \"999988887777\" }")
            + """
            resource "aws_iam_role_policy" "reader" {
              role = aws_iam_role.reader.id
              policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "ssm:SendCommand", Resource = "*" }] })
            }
            """;
    String inside =
        point(
            "arn:aws:iam::111122223333:role/reader",
            "vpc_configuration {\n vpc_id = aws_vpc.shop.id\n }");
    String[] all = {
      BUCKET, DELEGATING, reader, NETWORK, endpoint(""), machine("aws_subnet.front.id"), inside
    };
    assertThat(by(PARTNER, all)).anyMatch(PassagesTest::readsBucket);
    all[4] = "";
    assertThat(by(PARTNER, all)).noneMatch(PassagesTest::readsBucket);
  }

  @Test
  void anEndpointThatNoSourceShowsStaysACondition() throws IOException {
    String elsewhere =
        ONLY_THROUGH_IT.replace("aws_vpc_endpoint.s3.id", "\"vpce-0123456789abcdef0\"");
    assertThat(by(PARTNER, BUCKET, READER, NETWORK, endpoint(""), elsewhere))
        .anyMatch(PassagesTest::readsBucket);
  }

  // --- templates

  private static final String TEMPLATE =
      """
      AWSTemplateFormatVersion: "2010-09-09"
      Resources:
        Orders:
          Type: AWS::S3::Bucket
          Properties: {BucketName: northwind-orders}
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Orders
            PolicyDocument:
              Version: "2012-10-17"
              Statement:
                - Effect: Allow
                  Principal: {AWS: "*"}
                  Action: "*"
                  Resource: !Sub "${Orders.Arn}/*"
                  Condition: {StringEquals: {"s3:DataAccessPointAccount": "111122223333"}}
        Reports:
          Type: AWS::S3::AccessPoint
          Properties:
            Bucket: !Ref Orders
            Name: reports
            PublicAccessBlockConfiguration: {RestrictPublicBuckets: false, BlockPublicPolicy: false}
            VPC
            Policy:
              Version: "2012-10-17"
              Statement:
                - Effect: Allow
                  Principal: "*"
                  Action: s3:GetObject
                  Resource: arn:aws:s3:eu-west-1:111122223333:accesspoint/reports/object/*
        Shop:
          Type: AWS::EC2::VPC
          Properties: {CidrBlock: 10.0.0.0/16}
      """;

  private List<String> ofTemplate(String changed, String to) throws IOException {
    String text = TEMPLATE.replace(changed, to).replace("      VPC\n", "");
    Files.writeString(folder.resolve("t.yaml"), text);
    return Gained.by("internet", folder);
  }

  @Test
  void accessPointsOfTemplatesAreReadThroughAsWell() throws IOException {
    assertThat(ofTemplate("", "")).anyMatch(PassagesTest::readsBucket);
  }

  @Test
  void butNotWhereTheyAnswerTheirNetworkOrBlockThePublic() throws IOException {
    assertThat(ofTemplate("VPC\n", "VpcConfiguration: {VpcId: !Ref Shop}\n"))
        .noneMatch(PassagesTest::readsBucket);
    assertThat(ofTemplate("Buckets: false", "Buckets: true")).noneMatch(PassagesTest::readsBucket);
  }
}
