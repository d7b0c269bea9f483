package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is told of machines: what they serve, which logins they hold, which containers they host.
final class MachineFactsTest {
  @TempDir Path folder;

  private Facts facts(String terraform) {
    return Facts.of(folder, Map.of("main.tf", terraform));
  }

  private static String machine(String script) {
    return "resource \"aws_instance\" \"i\" { user_data = \"" + script + "\" }";
  }

  @Test
  void aProgramOfOnesOwnIsAnApplicationThatNobodyHasSeen() {
    assertThat(facts(machine("cd app && node app.js &")).all("unseen_server"))
        .containsExactly("aws/default/aws_instance.i an application");
  }

  @Test
  void aWebServerWhoseConfigurationComesFromElsewhereIsUnseen() {
    assertThat(facts(machine("apt-get install -y nginx")).all("unseen_server"))
        .containsExactly("aws/default/aws_instance.i a web server");
  }

  @Test
  void aWebServerWhoseConfigurationIsWrittenOutIsSeen() {
    String script = "apt-get install -y nginx; echo 'server { listen 80; }' > /etc/nginx/x";
    assertThat(facts(machine(script)).all("unseen_server")).isEmpty();
  }

  @Test
  void aMachineThatOnlyInstallsPackagesServesNothing() {
    assertThat(facts(machine("yum update -y && yum install -y jq")).all("unseen_server")).isEmpty();
  }

  private static final String DATABASE =
      """
      resource "aws_db_instance" "d" {
        identifier = "d"
        password   = var.secret
      }
      variable "secret" {}
      """;

  @Test
  void thePasswordOfADatabaseIsFoundByTheUnknownThatItIs() {
    Facts facts =
        facts(
            DATABASE
                + """
                resource "aws_ssm_parameter" "p" {
                  name  = "p"
                  type  = "String"
                  value = "postgres://app:${var.secret}@db"
                }
                resource "aws_ssm_parameter" "other" {
                  name  = "other"
                  type  = "String"
                  value = var.other
                }
                variable "other" {}
                """);
    assertThat(facts.all("holds_login"))
        .singleElement()
        .asString()
        .contains("aws_ssm_parameter.p ")
        .endsWith("aws_db_instance.d");
  }

  @Test
  void aPrivateKeyBelongsToTheMachineWhosePublicKeyLiesBesideIt() {
    Facts facts =
        facts(
            """
            resource "aws_key_pair" "k" {
              key_name   = "k"
              public_key = file("../key.pub")
            }
            resource "aws_instance" "i" { key_name = aws_key_pair.k.key_name }
            resource "aws_ssm_parameter" "p" {
              name  = "p"
              type  = "String"
              value = file("../key")
            }
            resource "aws_ssm_parameter" "public" {
              name  = "public"
              type  = "String"
              value = file("../key.pub")
            }
            """);
    assertThat(facts.all("holds_login"))
        .singleElement()
        .asString()
        .contains("aws_ssm_parameter.p ")
        .endsWith("aws_instance.i");
  }

  @Test
  void aKeyThatAProvisionerWritesIsInAFileAndNotInTheUserData() {
    Facts facts =
        facts(
            """
            resource "aws_iam_user" "u" { name = "u" }
            resource "aws_iam_access_key" "k" { user = aws_iam_user.u.name }
            resource "aws_instance" "i" {
              provisioner "file" {
                content     = templatefile("missing.tpl", {secret = aws_iam_access_key.k.secret})
                destination = "/srv/keys"
              }
            }
            """);
    assertThat(facts.all("file_credential"))
        .containsExactly("aws/default/aws_instance.i aws/default/aws_iam_user.u");
    assertThat(facts.all("holds_credential")).isEmpty();
  }

  private static String cluster(String service, String task) {
    return """
    resource "aws_ecs_cluster" "c" { name = "shop" }
    resource "aws_instance" "one" { user_data = "echo ECS_CLUSTER=shop >> /etc/ecs/ecs.config" }
    resource "aws_instance" "two" { user_data = "echo ECS_CLUSTER=shop >> /etc/ecs/ecs.config" }
    resource "aws_ecs_task_definition" "t" {
      family = "t"
      %s
    }
    resource "aws_ecs_service" "s" {
      name            = "s"
      cluster         = aws_ecs_cluster.c.id
      task_definition = aws_ecs_task_definition.t.arn
      %s
    }
    """
        .formatted(task, service);
  }

  @Test
  void aContainerSaysWhatItMayDoToItsMachineAndOnWhichPortItAnswers() {
    String task =
        """
        network_mode = "host"
        container_definitions = jsonencode([{
          name = "web", image = "shop:1", privileged = true
          portMappings = [{containerPort = 80}]
          mountPoints  = [{sourceVolume = "s", containerPath = "/s", readOnly = true}]
        }])
        volume {
          name      = "s"
          host_path = "/var/run/docker.sock"
        }
        """;
    Facts facts = facts(cluster("scheduling_strategy = \"DAEMON\"", task));
    String service = "aws/default/aws_ecs_service.s";
    assertThat(facts.all("privileged")).containsExactly(service);
    assertThat(facts.all("mounts_host_path"))
        .containsExactly(service + " /var/run/docker.sock read");
    assertThat(facts.all("hosted_on"))
        .containsExactly(
            service + " aws/default/aws_instance.one every host",
            service + " aws/default/aws_instance.two every host");
    assertThat(facts.all("hands_to"))
        .contains("aws/default/aws_instance.one 80 " + service + " none");
  }

  @Test
  void aConstraintPlacesAServiceAndFargateHasNoMachines() {
    String task = "container_definitions = jsonencode([{name = \"web\", image = \"shop:1\"}])";
    String placed =
        """
        placement_constraints {
          type       = "memberOf"
          expression = "ec2InstanceId == ${aws_instance.two.id}"
        }
        """;
    assertThat(facts(cluster(placed, task)).all("hosted_on"))
        .containsExactly("aws/default/aws_ecs_service.s aws/default/aws_instance.two placed there");
    assertThat(facts(cluster("launch_type = \"FARGATE\"", task)).all("hosted_on")).isEmpty();
  }

  @Test
  void aSnapshotSharedWithAllIsSharedWithEveryone() {
    Facts facts =
        facts(
            """
            resource "aws_db_snapshot" "s" {
              db_instance_identifier = "d"
              db_snapshot_identifier = "s"
              shared_accounts        = ["all", "111122223333"]
            }
            """);
    assertThat(facts.all("shared_with"))
        .hasSize(2)
        .anyMatch(fact -> fact.endsWith(" everyone"))
        .anyMatch(fact -> fact.endsWith(" 111122223333"));
  }

  private List<String> answering(String options) {
    return facts(
            """
            resource "aws_launch_template" "t" {
              name = "t"
              metadata_options {
                OPTIONS
              }
            }
            resource "aws_instance" "i" {
              launch_template { id = aws_launch_template.t.id }
            }
            resource "aws_eks_node_group" "n" {
              cluster_name = "c"
              node_group_name = "n"
              node_role_arn = "arn:aws:iam::111122223333:role/n"
              launch_template { id = aws_launch_template.t.id }
            }
            """
                .replace("OPTIONS", options))
        .all("answers_containers");
  }

  @Test
  void oneHopIsTooFewForContainersWhereATokenIsAskedFor() {
    assertThat(answering("http_tokens = \"required\"\n http_put_response_hop_limit = 1")).isEmpty();
    assertThat(answering("http_tokens = \"required\"\n http_put_response_hop_limit = 2"))
        .hasSize(2);
  }

  @Test
  void plainRequestsTakeAnyNumberOfHops() {
    assertThat(answering("http_tokens = \"optional\"\n http_put_response_hop_limit = 1"))
        .hasSize(2);
  }

  @Test
  void aServiceThatIsOffAnswersNobody() {
    assertThat(answering("http_endpoint = \"disabled\"")).isEmpty();
  }

  @Test
  void howManyHopsWhereNothingIsSaidIsAssumed() {
    assertThat(answering("http_tokens = \"required\"")).hasSize(2);
  }
}
