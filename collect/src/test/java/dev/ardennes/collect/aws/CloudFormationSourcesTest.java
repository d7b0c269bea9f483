package dev.ardennes.collect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.Collect;
import dev.ardennes.collect.Limits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files, nested stacks, imports, and what is known of what is not here.
final class CloudFormationSourcesTest {
  private static final String ROLE =
      """
      Resources:
        Runner:
          Type: AWS::IAM::Role
          Properties:
            RoleName: runner
      """;

  @TempDir Path folder;

  private Facts facts(Map<String, String> files) {
    return Facts.of(folder, files);
  }

  @Test
  void templatesAreToldByTheirContent() {
    Facts facts =
        facts(
            Map.of(
                "a.yaml", ROLE,
                "b.json", "{\"Resources\": {\"Q\": {\"Type\": \"AWS::SQS::Queue\"}}}",
                "c.yaml", "Resources:\n  x: {Type: other}\n",
                "d.yaml", "# Type: AWS::S3::Bucket\nkind: x\n",
                "e.json", "{\"Resources\": [\"Type: AWS::S3::Bucket\"]}"));
    assertThat(facts.collected().kind()).isEqualTo("cloudformation");
    assertThat(facts.collected().files()).isEqualTo(2);
    assertThat(facts.all("kind")).anyMatch(fact -> fact.contains("aws.iam.role"));
    assertThat(facts.all("kind")).anyMatch(fact -> fact.contains("aws.sqs.queue"));
    assertThat(facts.problems()).isEmpty();
  }

  @Test
  void evidenceIsTheLineOfTheTemplate() {
    Facts facts = facts(Map.of("a.yaml", ROLE));
    assertThat(facts.placed("kind")).contains("aws/default/Runner aws.iam.role @a.yaml:2");
  }

  @Test
  void aResourceWhoseConditionHoldsNotIsNotThereAndAnOpenOneIs() {
    Facts facts =
        facts(
            Map.of(
                "a.yaml",
                """
                Parameters:
                  Open: {Type: String}
                Conditions:
                  Never: !Equals [a, b]
                  Perhaps: !Equals [!Ref Open, x]
                Resources:
                  A: {Type: AWS::SQS::Queue, Condition: Never, Properties: {QueueName: a}}
                  B: {Type: AWS::SQS::Queue, Condition: Perhaps, Properties: {QueueName: b}}
                """));
    assertThat(facts.entities())
        .contains("aws.sqs.queue aws/default/B[if Perhaps]")
        .noneMatch(entity -> entity.endsWith("/A"));
  }

  @Test
  void parametersComeFromTheFileBeside() {
    String template =
        """
        Parameters:
          Name: {Type: String, Default: other}
          Hidden: {Type: String, NoEcho: true}
        Resources:
          Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Name}}
          H: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Hidden}}
        """;
    Facts list =
        facts(
            Map.of(
                "a.yaml",
                template,
                "a.parameters.json",
                "[{\"ParameterKey\": \"Name\", \"ParameterValue\": \"given\"},"
                    + "{\"ParameterKey\": \"Hidden\", \"ParameterValue\": \"hunter2\"}]"));
    assertThat(list.all("arn")).anyMatch(arn -> arn.endsWith(":given"));
    assertThat(list.collected().toString()).doesNotContain("hunter2");
  }

  @Test
  void nestedStacksGetTheirParametersAndGiveTheirOutputs() {
    Facts facts =
        facts(
            Map.of(
                "main.yaml",
                """
                Resources:
                  Roles:
                    Type: AWS::CloudFormation::Stack
                    Properties:
                      TemplateURL: ./nested/roles.yaml
                      Parameters: {Name: worker}
                  Fn:
                    Type: AWS::Lambda::Function
                    Properties:
                      FunctionName: fn
                      Role: !GetAtt Roles.Outputs.Arn
                """,
                "nested/roles.yaml",
                """
                Parameters:
                  Name: {Type: String}
                Resources:
                  Role: {Type: AWS::IAM::Role, Properties: {RoleName: !Ref Name}}
                Outputs:
                  Arn: {Value: !GetAtt Role.Arn}
                """));
    assertThat(facts.problems()).isEmpty();
    assertThat(facts.all("runs_as")).containsExactly("aws/default/Fn aws/default/Roles.Role");
    assertThat(facts.all("arn"))
        .contains("aws/default/Roles.Role arn:aws:iam::⟨aws/default⟩:role/worker");
    assertThat(facts.collected().covers()).containsExactly("aws.iam of account aws/default");
  }

  @Test
  void anotherPathIsTakenForAWayToTheFileOfThatName() {
    Facts facts =
        facts(
            Map.of(
                "main.json",
                """
                {"Resources": {"Inner": {"Type": "AWS::CloudFormation::Stack",
                  "Properties": {"TemplateURL": {"Fn::Sub": "https://${B}.s3.amazonaws.com/x.json"}},
                  "Metadata": {"aws:asset:path": "x.json"}}},
                 "Parameters": {"B": {"Type": "String"}}}
                """,
                "x.json",
                "{\"Resources\": {\"Q\": {\"Type\": \"AWS::SQS::Queue\"}}}"));
    assertThat(facts.entities()).contains("aws.sqs.queue aws/default/Inner.Q");
    assertThat(facts.errors()).isEmpty();
  }

  @Test
  void aNestedStackThatIsNotHereIsSaidAndNothingIsKnownToBeAbsent() {
    Facts facts =
        facts(
            Map.of(
                "main.yaml",
                ROLE
                    + """
                      Inner:
                        Type: AWS::CloudFormation::Stack
                        Properties: {TemplateURL: "https://elsewhere/x.yaml"}
                    """));
    assertThat(facts.problems())
        .containsExactly(
            "the template of the nested stack `Inner` is not here, so that what it makes is missing");
    assertThat(facts.collected().covers()).isEmpty();
  }

  @Test
  void whatOneTemplateExportsAnotherImports() {
    Facts facts =
        facts(
            Map.of(
                "a/roles.yaml",
                ROLE
                    + """
                    Outputs:
                      Arn:
                        Value: !GetAtt Runner.Arn
                        Export: {Name: runner-arn}
                    """,
                "b/app.yaml",
                """
                Resources:
                  Fn:
                    Type: AWS::Lambda::Function
                    Properties: {FunctionName: fn, Role: !ImportValue runner-arn}
                """));
    assertThat(facts.problems()).isEmpty();
    assertThat(facts.all("runs_as")).containsExactly("aws/b:default/Fn aws/a:default/Runner");
    assertThat(facts.placed("same_symbol"))
        .containsExactly("aws/b:default aws/a:default  @b/app.yaml:4");
  }

  @Test
  void anImportThatNothingExportsIsUnknown() {
    Facts facts =
        facts(
            Map.of(
                "app.yaml",
                """
                Resources:
                  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !ImportValue other-name}}
                """));
    assertThat(facts.all("arn"))
        .contains(
            "aws/default/Q arn:aws:sqs:⟨aws/default:region⟩:⟨aws/default⟩:⟨.:import other-name⟩");
  }

  @Test
  void theCdkSaysWhichAccountAndStackATemplateIsFor() {
    Facts facts =
        facts(
            Map.of(
                "manifest.json",
                """
                {"artifacts": {"App": {"type": "aws:cloudformation:stack",
                  "environment": "aws://111122223333/eu-west-1",
                  "properties": {"templateFile": "App.template.json"}}}}
                """,
                "App.template.json",
                """
                {"Resources": {"R": {"Type": "AWS::SNS::Topic",
                   "Properties": {"TopicName": {"Fn::Sub": "${AWS::StackName}-t"}}}}}
                """));
    assertThat(facts.entities()).contains("aws.sns.topic arn:aws:sns:eu-west-1:111122223333:App-t");
  }

  @Test
  void templatesThatOnlyNestEachOtherAreReadAllTheSame() {
    String nesting =
        """
        Resources:
          Q: {Type: AWS::SQS::Queue}
          Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: %s.yaml}}
        """;
    Facts facts = facts(Map.of("a.yaml", nesting.formatted("b"), "b.yaml", nesting.formatted("a")));
    assertThat(facts.entities()).anyMatch(entity -> entity.endsWith("default/Q"));
    assertThat(facts.errors()).anyMatch(says -> says.contains("nests itself"));
    assertThat(facts.collected().covers()).isEmpty();
  }

  @Test
  void aMacroLeavesOpenWhatElseThereIs() {
    Facts facts = facts(Map.of("a.yaml", "Transform: [MyMacro]\n" + ROLE));
    assertThat(facts.collected().covers()).isEmpty();
    assertThat(facts.problems())
        .containsExactly("what the macro `MyMacro` makes of the template is not known");
  }

  @Test
  void policiesOfUndecidedConditionsAreNeitherAllowedNorDenied() {
    Facts facts =
        facts(
            Map.of(
                "a.yaml",
                """
                Parameters: {Open: {Type: String}}
                Conditions: {Perhaps: !Equals [!Ref Open, x]}
                Resources:
                  U:
                    Type: AWS::IAM::User
                    Properties:
                      UserName: u
                      Policies:
                        - PolicyName: p
                          PolicyDocument:
                            Version: "2012-10-17"
                            Statement:
                              - !If
                                - Perhaps
                                - {Effect: Deny, Action: "s3:*", Resource: "*"}
                                - !Ref AWS::NoValue
                """));
    assertThat(facts.all("policy_statement"))
        .hasSize(1)
        .allMatch(fact -> fact.startsWith("aws/default/U/inline/p 0 \"⟨either(.:if Perhaps"));
  }

  @Test
  void aNameThatSeveralStacksExportMeansNoneOfThem() {
    String exporting =
        ROLE + "Outputs:\n  Arn: {Value: !GetAtt Runner.Arn, Export: {Name: runner-arn}}\n";
    Facts facts =
        facts(
            Map.of(
                "dev/roles.yaml",
                exporting,
                "prod/roles.yaml",
                exporting,
                "app.yaml",
                """
                Resources:
                  Fn:
                    Type: AWS::Lambda::Function
                    Properties: {FunctionName: fn, Role: !ImportValue runner-arn}
                """));
    assertThat(facts.all("runs_as")).isEmpty();
    assertThat(facts.all("same_symbol")).isEmpty();
  }

  @Test
  void policiesAndRulesThatNobodyKnowsAreNotNone() {
    Facts facts =
        facts(
            Map.of(
                "a.yaml",
                """
                Parameters: {Open: {Type: String}, Policies: {Type: String}}
                Conditions: {Perhaps: !Equals [!Ref Open, x]}
                Resources:
                  U:
                    Type: AWS::IAM::User
                    Properties: {UserName: u, Policies: !Ref Policies, ManagedPolicyArns: [!Ref Open]}
                  G:
                    Type: AWS::EC2::SecurityGroup
                    Properties:
                      GroupName: g
                      SecurityGroupIngress:
                        !If [Perhaps, [{IpProtocol: "-1", CidrIp: 0.0.0.0/0}], !Ref AWS::NoValue]
                """));
    assertThat(facts.all("attached")).hasSize(2);
    assertThat(facts.all("policy_statement")).hasSize(2).allMatch(fact -> fact.contains("0 \"⟨"));
    assertThat(facts.all("ingress")).containsExactly("aws/default/G 0.0.0.0/0 all");
  }

  @Test
  void aTemplateBesideTerraformHasAnAccountOfItsOwn() {
    facts(Map.of("a.yaml", ROLE, "main.tf", "resource \"aws_iam_role\" \"r\" { name = \"r\" }\n"));
    List<String> accounts =
        Collect.run(List.of(folder), Limits.standard()).stream()
            .flatMap(source -> source.covers().stream())
            .toList();
    assertThat(accounts)
        .containsExactly("aws.iam of account aws/default", "aws.iam of account aws/a.yaml:default");
  }
}
