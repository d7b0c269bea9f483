package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NetworkFactsTest {
  private static final String NETWORK =
      """
      resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
      resource "aws_internet_gateway" "g" { vpc_id = aws_vpc.v.id }
      resource "aws_subnet" "open" {
        vpc_id     = aws_vpc.v.id
        cidr_block = "10.0.1.0/24"
      }
      """;

  @TempDir Path folder;

  private Facts facts(String terraform) {
    return Facts.of(folder, Map.of("main.tf", NETWORK + terraform));
  }

  @Test
  void routesAreReadWhereverTheyAreWritten() {
    Facts facts =
        facts(
            """
            resource "aws_route_table" "t" {
              vpc_id = aws_vpc.v.id
              route {
                cidr_block = "0.0.0.0/0"
                gateway_id = aws_internet_gateway.g.id
              }
            }
            resource "aws_route" "out" {
              route_table_id              = aws_route_table.t.id
              destination_ipv6_cidr_block = "::/0"
              nat_gateway_id              = "nat-1"
            }
            resource "aws_route_table_association" "a" {
              subnet_id      = aws_subnet.open.id
              route_table_id = aws_route_table.t.id
            }
            """);
    String table = "aws/default/aws_route_table.t";
    assertThat(facts.all("network_route"))
        .containsExactly(
            table + " 0.0.0.0/0 internet-gateway aws/default/aws_internet_gateway.g",
            table + " ::/0 nat nat-1");
    assertThat(facts.all("uses_routes")).containsExactly("aws/default/aws_subnet.open " + table);
  }

  @Test
  void theTableThatCameWithANetworkCanBeGivenRoutes() {
    Facts facts =
        facts(
            """
            resource "aws_route" "out" {
              route_table_id         = aws_vpc.v.main_route_table_id
              destination_cidr_block = "0.0.0.0/0"
              gateway_id             = var.gateway
            }
            variable "gateway" {}
            """);
    assertThat(facts.all("uses_routes"))
        .containsExactly("aws/default/aws_vpc.v aws/default/aws_vpc.v/main-route-table");
    assertThat(facts.all("network_route")).singleElement().asString().contains("0.0.0.0/0 unknown");
  }

  @Test
  void rulesOfAccessListsHaveADirectionAndANumber() {
    Facts facts =
        facts(
            """
            resource "aws_network_acl" "l" {
              vpc_id     = aws_vpc.v.id
              subnet_ids = [aws_subnet.open.id]
              ingress {
                rule_no    = 100
                action     = "allow"
                protocol   = "tcp"
                cidr_block = "0.0.0.0/0"
                from_port  = 443
                to_port    = 443
              }
            }
            resource "aws_network_acl_rule" "out" {
              network_acl_id = aws_network_acl.l.id
              egress         = true
              rule_number    = 90
              rule_action    = "deny"
              protocol       = "-1"
              cidr_block     = "0.0.0.0/0"
            }
            """);
    String list = "aws/default/aws_network_acl.l";
    assertThat(facts.all("acl_rule"))
        .containsExactly(
            list + " in 100 allow 0.0.0.0/0 tcp/443-443", list + " out 90 deny 0.0.0.0/0 all");
    assertThat(facts.all("uses_acl")).containsExactly("aws/default/aws_subnet.open " + list);
  }

  @Test
  void aDatabaseLiesInTheSubnetsOfItsGroup() {
    Facts facts =
        facts(
            """
            resource "aws_db_subnet_group" "s" {
              name       = "s"
              subnet_ids = [aws_subnet.open.id]
            }
            resource "aws_db_instance" "d" { db_subnet_group_name = aws_db_subnet_group.s.name }
            """);
    assertThat(facts.all("in_subnet"))
        .containsExactly("aws/default/aws_db_instance.d aws/default/aws_subnet.open");
  }

  @Test
  void anUnknownGroupIsOneThatNothingDeclares() {
    Facts facts =
        facts(
            """
            variable "groups" { type = list(string) }
            resource "aws_instance" "i" {
              subnet_id              = aws_subnet.open.id
              vpc_security_group_ids = var.groups
            }
            """);
    assertThat(facts.all("security_group")).hasSize(1);
    String group = facts.all("security_group").getFirst().split(" ", 2)[1];
    assertThat(facts.all("kind")).noneMatch(fact -> fact.startsWith(group));
  }

  @Test
  void outgoingRulesAreReadAsIncomingOnesAre() {
    Facts facts =
        facts(
            """
            resource "aws_security_group" "s" {
              name = "s"
              egress {
                from_port   = 0
                to_port     = 0
                protocol    = "-1"
                cidr_blocks = ["0.0.0.0/0"]
              }
            }
            """);
    assertThat(facts.all("egress"))
        .containsExactly("aws/default/aws_security_group.s 0.0.0.0/0 all");
    assertThat(facts.all("ingress")).isEmpty();
  }
}
