package dev.ardennes.collect.aws;

import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Unknown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Facts about agents of Bedrock and gateways of AgentCore: what they use for whoever asks them.
final class AgentFacts {
  private static final String AGENT = "aws_bedrockagent_agent";
  private static final String GATEWAY = "aws_bedrockagentcore_gateway";
  private static final String KNOWLEDGE = "aws_bedrockagent_knowledge_base";
  private static final String[] FUNCTIONS = {"aws_lambda_function", "aws_lambda_alias"};

  /// The alias of every agent by which its draft is tried.
  private static final String TEST_ALIAS = "TSTALIASID";

  private final Estate estate;

  AgentFacts(Estate estate) {
    this.estate = estate;
  }

  void state(AwsResource resource) {
    switch (resource.type()) {
      case AGENT -> testAlias(resource);
      case "aws_bedrockagent_agent_action_group" ->
          uses(found(resource, "agent_id", AGENT), resource, "action_group_executor.lambda");
      case "aws_bedrockagent_agent_knowledge_base_association" ->
          uses(found(resource, "agent_id", AGENT), resource, "knowledge_base_id");
      case "aws_bedrockagentcore_gateway_target" ->
          uses(
              found(resource, "gateway_identifier", GATEWAY),
              resource,
              "target_configuration.mcp.lambda.lambda_arn");
      default -> {
        // No agent.
      }
    }
    if (resource.type().equals(AGENT)) {
      // CloudFormation writes them into the agent.
      uses(resource, resource, "action_groups.action_group_executor.lambda");
      uses(resource, resource, "knowledge_bases.knowledge_base_id");
    }
  }

  private @Nullable AwsResource found(AwsResource from, String attribute, String type) {
    Value value = from.attributes().value(attribute);
    return value == null ? null : estate.directory().find(value, from.account(), type);
  }

  private void uses(@Nullable AwsResource agent, AwsResource saying, String path) {
    for (Value value : agent == null ? List.<Value>of() : saying.attributes().all(path)) {
      AwsResource part = estate.directory().find(value, saying.account(), FUNCTIONS);
      if (part == null) {
        part = estate.directory().find(value, saying.account(), KNOWLEDGE);
      }
      if (agent != null && part != null) {
        estate.fact(saying.evidence(value), "acts_by", agent.entity(), part.entity());
      }
    }
  }

  private void testAlias(AwsResource agent) {
    Evidence at = agent.evidence();
    String id = agent.entity() + "/test-alias";
    Arn arn = Arn.parse(agent.naming().arn());
    if (arn == null) {
      return;
    }
    String name = arn.resource().substring(arn.resource().indexOf('/') + 1);
    String alias = "agent-alias/" + name + "/" + TEST_ALIAS;
    String text =
        new Arn(arn.partition(), arn.service(), arn.region(), arn.account(), alias).toString();
    estate.out().entity(id, "aws.bedrock.agent-alias", TEST_ALIAS, List.of(Unknown.asGlob(text)));
    estate.fact(at, "kind", id, "aws.bedrock.agent-alias");
    estate.fact(at, "in_account", id, agent.account().entity());
    estate.fact(at, "arn", id, text);
    estate.fact(at, "inside", id, agent.entity());
    estate.fact(at, "serves_draft", id, agent.entity());
  }
}
