package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A user who may change an agent of Bedrock, or use a browser of AgentCore, and pass no role.
final class AgentChangesTest {
  private static final String ESTATE =
      """
      provider "aws" {
        region              = "eu-west-1"
        allowed_account_ids = ["111122223333"]
      }
      resource "aws_iam_role" "agent" {
        name               = "agent"
        assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole",
          Principal = { Service = ["bedrock.amazonaws.com", "bedrock-agentcore.amazonaws.com"] } }] })
      }
      resource "aws_iam_role_policy" "agent" {
        role   = aws_iam_role.agent.id
        policy = jsonencode({ Statement = [
          { Effect = "Allow", Action = "bedrock:Retrieve", Resource = "*" }] })
      }
      resource "aws_bedrockagent_agent" "helper" {
        agent_name              = "helper"
        agent_resource_role_arn = aws_iam_role.agent.arn
        foundation_model        = "x"
      }
      resource "aws_bedrockagent_agent_alias" "live" {
        agent_alias_name = "live"
        agent_id         = aws_bedrockagent_agent.helper.agent_id
      }
      resource "aws_bedrockagent_agent_action_group" "lookup" {
        action_group_name = "lookup"
        agent_id          = aws_bedrockagent_agent.helper.agent_id
        action_group_executor {
          lambda = aws_lambda_function.lookup.arn
        }
      }
      resource "aws_lambda_function" "lookup" {
        function_name = "lookup"
        role          = aws_iam_role.agent.arn
      }
      resource "aws_bedrockagent_knowledge_base" "papers" {
        name     = "papers"
        role_arn = aws_iam_role.agent.arn
      }
      resource "aws_bedrockagentcore_browser" "surf" {
        name               = "surf"
        execution_role_arn = aws_iam_role.agent.arn
      }
      resource "aws_iam_user" "dev" {
        name = "dev"
      }
      resource "aws_iam_user_policy" "dev" {
        user   = aws_iam_user.dev.name
        policy = jsonencode({ Statement = [
          { Effect = "Allow", Action = [ALLOWED], Resource = "*" }] })
      }
      """;

  @TempDir private Path folder = Path.of("");

  private String techniques(String target, String... actions) throws IOException {
    return new TrustEstate(folder)
        .scan(
            ESTATE.replace("ALLOWED", "\"" + String.join("\", \"", actions) + "\""),
            "--entry",
            "*user.dev",
            "--target",
            target,
            "--full")
        .path("paths")
        .toString();
  }

  @Test
  void agentAnswersFromWhatItIsTiedTo() throws IOException {
    assertThat(
            techniques(
                "*papers",
                "bedrock:AssociateAgentKnowledgeBase",
                "bedrock:PrepareAgent",
                "bedrock:InvokeAgent"))
        .contains("aws.bedrock.associate-knowledge-base");
    assertThat(techniques("*papers", "bedrock:PrepareAgent", "bedrock:InvokeAgent"))
        .isEqualTo("[]");
  }

  @Test
  void agentCallsItsFunctionAsItIsTold() throws IOException {
    assertThat(
            techniques(
                "*function.lookup",
                "bedrock:UpdateAgentActionGroup",
                "bedrock:PrepareAgent",
                "bedrock:UpdateAgentAlias"))
        .contains("aws.bedrock.update-action-group");
    assertThat(
            techniques(
                "*function.lookup", "bedrock:UpdateAgentActionGroup", "bedrock:PrepareAgent"))
        .isEqualTo("[]");
  }

  @Test
  void browserGivesItsRoleToWhoeverSteersIt() throws IOException {
    assertThat(
            techniques(
                "*role.agent",
                "bedrock-agentcore:StartBrowserSession",
                "bedrock-agentcore:ConnectBrowserAutomationStream"))
        .contains("aws.bedrock.browser-session");
    assertThat(techniques("*role.agent", "bedrock-agentcore:StartBrowserSession")).isEqualTo("[]");
  }

  @Test
  void newBrowserGivesTheRoleThatIsPassedToIt() throws IOException {
    assertThat(
            techniques(
                "*role.agent",
                "iam:PassRole",
                "bedrock-agentcore:CreateBrowser",
                "bedrock-agentcore:StartBrowserSession",
                "bedrock-agentcore:ConnectBrowserAutomationStream"))
        .contains("aws.bedrock.passrole-browser");
  }
}
