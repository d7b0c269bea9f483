package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExposureFactsTest {
  @TempDir Path folder;

  private Facts facts(String terraform) {
    return Facts.of(folder, Map.of("main.tf", terraform));
  }

  @Test
  void rulesOfEveryFormAreOneRelation() {
    Facts facts =
        facts(
            """
            resource "aws_security_group" "a" {
              name = "a"
              ingress {
                from_port   = 80
                to_port     = 443
                protocol    = "tcp"
                cidr_blocks = ["0.0.0.0/0", "10.0.0.0/8"]
              }
            }
            resource "aws_security_group" "b" { name = "b" }
            resource "aws_security_group_rule" "r" {
              type                     = "ingress"
              security_group_id        = aws_security_group.b.id
              protocol                 = "-1"
              from_port                = 0
              to_port                  = 0
              source_security_group_id = aws_security_group.a.id
            }
            resource "aws_security_group_rule" "out" {
              type              = "egress"
              security_group_id = aws_security_group.b.id
              protocol          = "-1"
              from_port         = 0
              to_port           = 0
              cidr_blocks       = ["0.0.0.0/0"]
            }
            resource "aws_vpc_security_group_ingress_rule" "v" {
              security_group_id = aws_security_group.b.id
              ip_protocol       = "udp"
              from_port         = 53
              to_port           = 53
              cidr_ipv6         = "::/0"
            }
            """);
    assertThat(facts.placed("ingress"))
        .containsExactly(
            "aws/default/aws_security_group.a 0.0.0.0/0 tcp/80-443 @main.tf:7",
            "aws/default/aws_security_group.a 10.0.0.0/8 tcp/80-443 @main.tf:7",
            "aws/default/aws_security_group.b ::/0 udp/53-53 @main.tf:32",
            "aws/default/aws_security_group.b aws/default/aws_security_group.a all @main.tf:17");
  }

  @Test
  void addressesComeFromTheMachineItsSubnetOrAnElasticAddress() {
    Facts facts =
        facts(
            """
            resource "aws_subnet" "public" { map_public_ip_on_launch = true }
            resource "aws_subnet" "private" {}
            resource "aws_instance" "a" { associate_public_ip_address = true }
            resource "aws_instance" "b" { subnet_id = aws_subnet.public.id }
            resource "aws_instance" "c" {
              subnet_id                   = aws_subnet.public.id
              associate_public_ip_address = false
            }
            resource "aws_instance" "d" { subnet_id = aws_subnet.private.id }
            resource "aws_instance" "e" { subnet_id = aws_subnet.private.id }
            resource "aws_eip" "e" { instance = aws_instance.e.id }
            """);
    assertThat(facts.all("public_address"))
        .containsExactly(
            "aws/default/aws_instance.a",
            "aws/default/aws_instance.b",
            "aws/default/aws_instance.e");
  }

  @Test
  void whatStandsBehindAPublicLoadBalancerIsReached() {
    Facts facts =
        facts(
            """
            resource "aws_lb" "open" { name = "open" }
            resource "aws_lb" "inside" {
              name     = "inside"
              internal = true
            }
            resource "aws_lb_target_group" "g" { name = "g" }
            resource "aws_lb_listener" "l" {
              load_balancer_arn = aws_lb.open.arn
              default_action {
                type             = "forward"
                target_group_arn = aws_lb_target_group.g.arn
              }
            }
            resource "aws_instance" "i" {}
            resource "aws_lb_target_group_attachment" "a" {
              target_group_arn = aws_lb_target_group.g.arn
              target_id        = aws_instance.i.id
            }
            """);
    assertThat(facts.all("hands_to"))
        .containsExactly("aws/default/aws_lb.open  aws/default/aws_instance.i none");
    assertThat(facts.all("public_address"))
        .contains("aws/default/aws_lb.open")
        .doesNotContain("aws/default/aws_lb.inside");
  }

  @Test
  void aFunctionBehindAnApiIsReachedOnlyWithoutAuthorization() {
    String terraform =
        """
        resource "aws_lambda_function" "f" {
          function_name = "f"
          role          = "arn:aws:iam::111122223333:role/r"
        }
        resource "aws_api_gateway_rest_api" "api" { name = "api" }
        resource "aws_api_gateway_method" "m" {
          rest_api_id   = aws_api_gateway_rest_api.api.id
          resource_id   = "x"
          http_method   = "POST"
          authorization = "NONE"
        }
        resource "aws_api_gateway_integration" "i" {
          rest_api_id = aws_api_gateway_rest_api.api.id
          resource_id = "x"
          uri         = aws_lambda_function.f.invoke_arn
        }
        """;
    String handed = "aws/default/aws_api_gateway_rest_api.api  aws/default/aws_lambda_function.f ";
    assertThat(facts(terraform).all("hands_to")).containsExactly(handed + "none");
    assertThat(facts(terraform.replace("\"NONE\"", "\"AWS_IAM\"")).all("hands_to"))
        .containsExactly(handed + "AWS_IAM");
  }

  @Test
  void aScriptThatForwardsWhereTheCallerSaysHasItsLine() {
    Facts facts =
        facts(
            """
            resource "aws_instance" "proxy" {
              user_data = <<-EOF
                #!/bin/bash
                cat > /etc/nginx/conf.d/a.conf <<CONF
                  location / { proxy_pass http://$host$request_uri; }
                CONF
              EOF
            }
            resource "aws_instance" "plain" {
              user_data = "proxy_pass http://backend;"
            }
            """);
    assertThat(facts.placed("forwards_requests"))
        .containsExactly(
            "aws/default/aws_instance.proxy its first script configures `proxy_pass http://$host$request_uri;` @main.tf:5");
  }

  @Test
  void bucketsTheirListsBlocksAndKeys() {
    Facts facts =
        facts(
            """
            resource "aws_kms_key" "k" {}
            resource "aws_kms_alias" "k" {
              name          = "alias/k"
              target_key_id = aws_kms_key.k.key_id
            }
            resource "aws_s3_bucket" "b" { bucket = "b" }
            resource "aws_s3_bucket_acl" "b" {
              bucket = aws_s3_bucket.b.id
              acl    = "public-read"
            }
            resource "aws_s3_bucket_public_access_block" "b" {
              bucket                  = "b"
              ignore_public_acls      = true
              restrict_public_buckets = false
            }
            resource "aws_s3_bucket_server_side_encryption_configuration" "b" {
              bucket = aws_s3_bucket.b.bucket
              rule {
                apply_server_side_encryption_by_default {
                  sse_algorithm     = "aws:kms"
                  kms_master_key_id = "alias/k"
                }
              }
            }
            resource "aws_s3_object" "o" {
              bucket = aws_s3_bucket.b.id
              key    = "data/o.csv"
            }
            """);
    assertThat(facts.all("public_acl")).containsExactly("arn:aws:s3:::b everyone READ");
    assertThat(facts.all("blocks_public_access")).containsExactly("arn:aws:s3:::b acl");
    assertThat(facts.all("encrypted_with"))
        .containsExactly("arn:aws:s3:::b aws/default/aws_kms_key.k");
    assertThat(facts.all("inside")).containsExactly("arn:aws:s3:::b/data/o.csv arn:aws:s3:::b");
    assertThat(facts.all("policy_statement"))
        .containsExactly(
            "aws/default/aws_kms_key.k/policy 0 {\"Action\":[\"kms:*\"],\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"arn:aws:iam::⟨aws/default⟩:root\"]},\"Resource\":[\"*\"],\"Sid\":\"Enable IAM User Permissions\"}");
  }
}
