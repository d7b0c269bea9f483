package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Agents of Bedrock and AgentCore, and what they do for whoever may ask them.
final class AgentWaysTest {
  @TempDir Path folder;

  private static final String AGENTS =
      """
      resource "aws_iam_role" "agent" {
        name = "agent"
        assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { Service = ["bedrock.amazonaws.com", "bedrock-agentcore.amazonaws.com", "lambda.amazonaws.com"] }, Action = "sts:AssumeRole" }] })
      }
      resource "aws_lambda_function" "lookup" {
        function_name = "lookup"
        role = aws_iam_role.agent.arn
      }
      resource "aws_bedrockagent_agent" "helper" {
        agent_name = "helper"
        agent_resource_role_arn = aws_iam_role.agent.arn
        foundation_model = "m"
      }
      resource "aws_bedrockagent_agent_action_group" "lookup" {
        action_group_name = "lookup"
        agent_id = aws_bedrockagent_agent.helper.agent_id
        agent_version = "DRAFT"
        action_group_executor {
          lambda = aws_lambda_function.lookup.arn
        }
      }
      resource "aws_bedrockagent_knowledge_base" "docs" {
        name = "docs"
        role_arn = aws_iam_role.agent.arn
      }
      resource "aws_bedrockagent_agent_knowledge_base_association" "docs" {
        agent_id = aws_bedrockagent_agent.helper.agent_id
        knowledge_base_id = aws_bedrockagent_knowledge_base.docs.id
      }
      resource "aws_bedrockagentcore_agent_runtime" "runtime" {
        agent_runtime_name = "runtime"
        role_arn = aws_iam_role.agent.arn
      }
      resource "aws_iam_user" "attacker" {
        name = "attacker"
      }
      resource "aws_iam_user_policy" "attacker" {
        name = "a"
        user = aws_iam_user.attacker.name
        policy = jsonencode({ Statement = [{ Effect = "Allow", Action = [ALLOWED], Resource = "*" }] })
      }
      """;

  private List<String> gains(String allowed) throws IOException {
    Files.writeString(folder.resolve("main.tf"), AGENTS.replace("ALLOWED", allowed));
    return Gained.by("attacker", folder);
  }

  @Test
  void whoeverMayInvokeAnAgentUsesWhatItUses() throws IOException {
    assertThat(gains("\"bedrock:InvokeAgent\""))
        .anyMatch(gain -> gain.startsWith("invokes ") && gain.endsWith("lookup"))
        .anyMatch(gain -> gain.startsWith("reads ") && gain.endsWith("docs"));
  }

  @Test
  void whoeverMayInvokeModelsOnlyDoesNot() throws IOException {
    assertThat(gains("\"bedrock:InvokeModel\"")).isEmpty();
  }

  @Test
  void aCommandInARuntimeHasItsRole() throws IOException {
    assertThat(gains("\"bedrock-agentcore:InvokeAgentRuntimeCommand\""))
        .anyMatch(gain -> gain.startsWith("controls ") && gain.endsWith("agent"));
    assertThat(gains("\"bedrock-agentcore:InvokeAgentRuntime\""))
        .noneMatch(gain -> gain.startsWith("controls "));
  }

  @Test
  void aRuntimeIsReplacedByWhoeverMayPassItsRole() throws IOException {
    assertThat(gains("\"bedrock-agentcore:UpdateAgentRuntime\", \"iam:PassRole\""))
        .anyMatch(gain -> gain.startsWith("controls ") && gain.endsWith("agent"));
    assertThat(gains("\"bedrock-agentcore:UpdateAgentRuntime\""))
        .noneMatch(gain -> gain.startsWith("controls "));
  }

  private static final String PAPERS =
      """
      resource "aws_bedrockagent_knowledge_base" "papers" {
        name = "papers"
        role_arn = aws_iam_role.agent.arn
      }
      resource "aws_iam_role" "asker" {
        name = "asker"
        assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { Service = "bedrock.amazonaws.com" }, Action = "sts:AssumeRole" }] })
      }
      resource "aws_iam_role_policy" "asker" {
        name = "ask"
        role = aws_iam_role.asker.name
        policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "bedrock:Retrieve", Resource = "*" }] })
      }
      """;

  @Test
  void anAgentThatIsChangedAnswersFromWhatItsNewRoleMayAsk() throws IOException {
    String changes =
        "\"bedrock:UpdateAgent\", \"bedrock:AssociateAgentKnowledgeBase\","
            + " \"bedrock:PrepareAgent\", \"bedrock:InvokeAgent\"";
    Files.writeString(folder.resolve("papers.tf"), PAPERS);
    assertThat(gains(changes + ", \"iam:PassRole\""))
        .anyMatch(gain -> gain.startsWith("reads ") && gain.endsWith("papers"));
    assertThat(gains(changes))
        .noneMatch(gain -> gain.startsWith("reads ") && gain.endsWith("papers"));
  }
}
