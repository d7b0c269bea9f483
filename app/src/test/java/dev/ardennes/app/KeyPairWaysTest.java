package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Private keys of machines that lie where somebody reads them.
final class KeyPairWaysTest {
  @TempDir Path folder;

  private static final String TEMPLATE =
      """
      AWSTemplateFormatVersion: "2010-09-09"
      Resources:
        Pair:
          Type: AWS::EC2::KeyPair
          Properties:
            KeyName: shop
            MATERIAL
        Box:
          Type: AWS::EC2::Instance
          Properties:
            ImageId: ami-1
            KeyName: !Ref Pair
        Attacker:
          Type: AWS::IAM::User
          Properties:
            UserName: attacker
            Policies:
              - PolicyName: read
                PolicyDocument:
                  Statement:
                    - {Effect: Allow, Action: "ssm:DescribeParameters", Resource: "*"}
                    - {Effect: Allow, Action: "ssm:GetParameter", Resource: "RESOURCE"}
      """;

  private List<String> stack(String material, String resource) throws IOException {
    Files.writeString(
        folder.resolve("stack.yaml"),
        TEMPLATE.replace("MATERIAL", material).replace("RESOURCE", resource));
    return Gained.by("attacker", folder);
  }

  @Test
  void thePrivateKeyOfAPairThatAStackMakesLiesInAParameter() throws IOException {
    assertThat(stack("KeyType: rsa", "*")).anyMatch(gain -> gain.startsWith("has_login"));
  }

  @Test
  void aPairWithAPublicKeyOfItsOwnMakesNoParameter() throws IOException {
    assertThat(stack("PublicKeyMaterial: ssh-rsa AAAA", "*"))
        .noneMatch(gain -> gain.startsWith("has_login"));
  }

  @Test
  void otherParametersHoldNoKey() throws IOException {
    assertThat(stack("KeyType: rsa", "arn:aws:ssm:*:*:parameter/app/*"))
        .noneMatch(gain -> gain.startsWith("has_login"));
  }

  private static final String GROUP =
      """
      resource "tls_private_key" "key" {
        algorithm = "RSA"
      }
      resource "aws_key_pair" "pair" {
        key_name = "shop"
        public_key = tls_private_key.key.public_key_openssh
      }
      resource "aws_launch_template" "box" {
        name = "box"
        key_name = aws_key_pair.pair.key_name
        network_interfaces {
          associate_public_ip_address = true
          security_groups = [aws_security_group.open.id]
        }
      }
      resource "aws_security_group" "open" {
        name = "open"
        vpc_id = aws_vpc.net.id
        ingress {
          from_port = PORT
          to_port = PORT
          protocol = "tcp"
          cidr_blocks = ["0.0.0.0/0"]
        }
      }
      resource "aws_vpc" "net" {
        cidr_block = "10.0.0.0/16"
      }
      resource "aws_internet_gateway" "gw" {
        vpc_id = aws_vpc.net.id
      }
      resource "aws_subnet" "front" {
        vpc_id = aws_vpc.net.id
        cidr_block = "10.0.1.0/24"
      }
      resource "aws_route_table" "out" {
        vpc_id = aws_vpc.net.id
        route {
          cidr_block = "0.0.0.0/0"
          gateway_id = aws_internet_gateway.gw.id
        }
      }
      resource "aws_route_table_association" "front" {
        subnet_id = aws_subnet.front.id
        route_table_id = aws_route_table.out.id
      }
      resource "aws_autoscaling_group" "boxes" {
        name = "boxes"
        min_size = 1
        max_size = 2
        vpc_zone_identifier = [aws_subnet.front.id]
        launch_template {
          id = aws_launch_template.box.id
        }
      }
      resource "aws_secretsmanager_secret" "key" {
        name = "key"
      }
      resource "aws_secretsmanager_secret_version" "key" {
        secret_id = aws_secretsmanager_secret.key.id
        secret_string = tls_private_key.key.private_key_pem
      }
      resource "aws_iam_user" "attacker" {
        name = "attacker"
      }
      resource "aws_iam_user_policy" "attacker" {
        name = "a"
        user = aws_iam_user.attacker.name
        policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["secretsmanager:GetSecretValue"], Resource = "*" }] })
      }
      """;

  private List<String> group(String port) throws IOException {
    Files.writeString(folder.resolve("main.tf"), GROUP.replace("PORT", port));
    return Gained.by("attacker", folder);
  }

  @Test
  void theKeyOfATemplateOpensTheMachinesOfItsGroup() throws IOException {
    assertThat(group("22"))
        .anyMatch(gain -> gain.startsWith("runs_code_on ") && gain.endsWith("boxes"));
  }

  @Test
  void aKeyWithoutAPortIsNoWay() throws IOException {
    assertThat(group("443"))
        .anyMatch(gain -> gain.startsWith("has_login "))
        .noneMatch(gain -> gain.startsWith("runs_code_on "));
  }

  private List<String> heldBy(String entry, String terraform) throws IOException {
    Files.writeString(folder.resolve("main.tf"), terraform);
    return Gained.by(entry, folder);
  }

  @Test
  void whoeverHoldsThePairEntersTheMachines() throws IOException {
    assertThat(heldBy("*aws_key_pair.pair", GROUP.replace("PORT", "22")))
        .anyMatch(gain -> gain.startsWith("runs_code_on ") && gain.endsWith("boxes"));
    assertThat(heldBy("credential:*aws_key_pair.pair", GROUP.replace("PORT", "22")))
        .anyMatch(gain -> gain.startsWith("runs_code_on "));
  }

  @Test
  void thePairWithoutAPortIsNoWay() throws IOException {
    assertThat(heldBy("*aws_key_pair.pair", GROUP.replace("PORT", "443")))
        .anyMatch(gain -> gain.startsWith("has_login "))
        .noneMatch(gain -> gain.startsWith("runs_code_on "));
  }

  private static final String BY_HAND =
      """
      provider "aws" {
        region = "eu-west-1"
        allowed_account_ids = ["111122223333"]
      }
      resource "aws_instance" "box" {
        ami = "ami-1"
        instance_type = "t3.micro"
        key_name = "NAME"
      }
      """;

  @Test
  void pairThatNoSourceDeclaresIsKnownByItsName() throws IOException {
    String pair = "arn:aws:ec2:eu-west-1:111122223333:key-pair/deployer";
    assertThat(heldBy(pair, BY_HAND.replace("NAME", "deployer")))
        .anyMatch(gain -> gain.startsWith("has_login ") && gain.endsWith("box"));
  }

  @Test
  void anotherPairOpensNothing() throws IOException {
    String two = BY_HAND + "resource \"aws_key_pair\" \"old\" { key_name = \"old\" }\n";
    assertThat(heldBy("*aws_key_pair.old", two.replace("NAME", "deployer")))
        .noneMatch(gain -> gain.startsWith("has_login "));
  }
}
