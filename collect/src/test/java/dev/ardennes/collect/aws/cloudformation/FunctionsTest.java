package dev.ardennes.collect.aws.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FunctionsTest {
  private static final String PARAMETERS =
      """
      Parameters:
        Stage: {Type: String, Default: prod}
        Only: {Type: String, AllowedValues: [one]}
        Open: {Type: String}
        Secret: {Type: String, NoEcho: true, Default: hunter2}
        Image: {Type: "AWS::SSM::Parameter::Value<String>", Default: /ami/latest}
        Zones: {Type: CommaDelimitedList, Default: "a, b,c"}
      Mappings:
        ByStage: {prod: {Size: large, Numbers: [1, 2]}, dev: {Size: small}}
      Conditions:
        Yes: !Equals [!Ref Stage, prod]
        No: !Not [!Condition Yes]
        Perhaps: !Equals [!Ref Open, x]
        BothKnown: !And [!Condition Yes, !Condition No]
        Both: !And [!Condition Yes, !Condition Perhaps]
        Either: !Or [!Condition Yes, !Condition Perhaps]
        Same: !Equals [!Ref Open, !Ref Open]
      """;

  private static String text(String expression) {
    Evaluated evaluated = Evaluated.value(expression, PARAMETERS);
    String text = evaluated.text();
    assertThat(evaluated.problems()).isEmpty();
    return text;
  }

  @Test
  void refOfParametersIsTheirDefaultOrTheirOnlyAllowedValue() {
    assertThat(text("!Ref Stage")).isEqualTo("prod");
    assertThat(text("!Ref Only")).isEqualTo("one");
    assertThat(text("!Ref Open")).isEqualTo("⟨.:Open⟩");
    assertThat(text("!Ref Zones")).isEqualTo("[\"a\",\"b\",\"c\"]");
  }

  @Test
  void whatIsHiddenOrLookedUpIsUnknownWhateverItsDefault() {
    assertThat(text("!Ref Secret")).isEqualTo("⟨.:Secret⟩");
    assertThat(text("!Ref Image")).isEqualTo("⟨resolve:ssm:/ami/latest⟩");
    assertThat(text("'{{resolve:secretsmanager:db:SecretString}}'"))
        .isEqualTo("⟨resolve:secretsmanager:db:SecretString⟩");
    assertThat(text("'x-{{resolve:ssm:/a}}-y'")).isEqualTo("x-⟨resolve:ssm:/a⟩-y");
  }

  @Test
  void refOfResourcesIsWhatTheirTypeAnswers() {
    assertThat(text("!Ref Bucket")).isEqualTo("exports");
    assertThat(text("!Ref Role")).isEqualTo("runner");
    assertThat(text("!Ref Unnamed")).isEqualTo("⟨.:Unnamed.name⟩");
  }

  @Test
  void pseudoParametersAreTheAccountsUnknowns() {
    assertThat(text("!Ref AWS::AccountId")).isEqualTo("⟨aws/default⟩");
    assertThat(text("!Ref AWS::Region")).isEqualTo("⟨aws/default:region⟩");
    assertThat(text("!Ref AWS::Partition")).isEqualTo("aws");
    assertThat(text("!Ref AWS::URLSuffix")).isEqualTo("amazonaws.com");
    assertThat(text("!Ref AWS::StackName")).isEqualTo("⟨.:AWS::StackName⟩");
  }

  @Test
  void attributesAreThoseThatAwsWillCompute() {
    assertThat(text("!GetAtt Role.Arn")).isEqualTo("arn:aws:iam::⟨aws/default⟩:role/runner");
    assertThat(text("{'Fn::GetAtt': [Bucket, Arn]}")).isEqualTo("arn:aws:s3:::exports");
    assertThat(text("!GetAtt Bucket.DomainName")).isEqualTo("exports.s3.amazonaws.com");
    assertThat(text("!GetAtt Role.RoleId")).isEqualTo("⟨.:Role.unique_id⟩");
  }

  @Test
  void subTakesNamesAttributesOwnVariablesAndLiterals() {
    assertThat(text("!Sub 'x-${Stage}-${Role.Arn}-${!Kept}'"))
        .isEqualTo("x-prod-arn:aws:iam::⟨aws/default⟩:role/runner-${Kept}");
    assertThat(text("!Sub ['${A}/${Stage}/${Open}', {A: !Ref Bucket}]"))
        .isEqualTo("exports/prod/⟨.:Open⟩");
    assertThat(text("!Sub 'ends ${open'")).isEqualTo("ends ${open");
  }

  @Test
  void joinSplitAndSelect() {
    assertThat(text("!Join [':', [arn, !Ref Stage, !Ref Open]]")).isEqualTo("arn:prod:⟨.:Open⟩");
    assertThat(text("!Join ['', ['', b]]")).isEqualTo("b");
    assertThat(text("!Select [1, !Split ['-', a-b-c]]")).isEqualTo("b");
    assertThat(text("!Select ['2', !Ref Zones]")).isEqualTo("c");
    assertThat(text("!Select [0, !Split [',', !Ref Open]]")).isEqualTo("⟨Split(\",\", .:Open)[0]⟩");
    assertThat(text("!Join ['-', !Split ['.', !Ref Open]]")).startsWith("⟨Join(");
  }

  @Test
  void findInMapFollowsKnownKeys() {
    assertThat(text("!FindInMap [ByStage, !Ref Stage, Size]")).isEqualTo("large");
    assertThat(text("!Select [1, !FindInMap [ByStage, prod, Numbers]]")).isEqualTo("2");
    assertThat(text("!FindInMap [ByStage, !Ref Open, Size]"))
        .isEqualTo("⟨FindInMap(\"ByStage\", .:Open, \"Size\")⟩");
    assertThat(text("!FindInMap [ByStage, dev, Other, {DefaultValue: d}]")).isEqualTo("d");
  }

  @Test
  void ifFollowsItsCondition() {
    assertThat(text("!If [Yes, a, b]")).isEqualTo("a");
    assertThat(text("!If [No, a, b]")).isEqualTo("b");
    assertThat(text("!If [BothKnown, a, b]")).isEqualTo("b");
    assertThat(text("!If [Either, a, b]")).isEqualTo("a");
    assertThat(text("!If [Same, a, b]")).isEqualTo("a");
    assertThat(text("!If [No, a, !Ref AWS::NoValue]")).isEqualTo("null");
  }

  @Test
  void anUndecidedConditionIsNeitherBranch() {
    assertThat(text("!If [Perhaps, a, b]")).isEqualTo("⟨either(.:if Perhaps, \"a\", \"b\")⟩");
    assertThat(text("!If [Both, a, b]")).isEqualTo("⟨either(.:if Both, \"a\", \"b\")⟩");
    assertThat(text("!If [Perhaps, a, a]")).isEqualTo("a");
    assertThat(text("[!If [Perhaps, {CidrIp: 0.0.0.0/0}, !Ref AWS::NoValue]]"))
        .isEqualTo("[{\"CidrIp\":\"0.0.0.0/0\"}]");
    assertThat(text("[!If [Perhaps, {Effect: Deny}, !Ref AWS::NoValue]]"))
        .startsWith("[⟨either(.:if Perhaps");
  }

  @Test
  void encodingsAndLengths() {
    assertThat(text("!Base64 abc")).isEqualTo("YWJj");
    assertThat(text("{'Fn::Length': !Ref Zones}")).isEqualTo("3");
    assertThat(text("{'Fn::ToJsonString': {A: [1, !Ref Stage]}}"))
        .isEqualTo("{\"A\":[1,\"prod\"]}");
    assertThat(text("!GetAZs ''")).isEqualTo("⟨GetAZs(\"\")⟩");
    assertThat(text("!Select [0, !GetAZs '']")).isEqualTo("⟨GetAZs(\"\")[0]⟩");
  }

  @Test
  void cidrCutsBlocks() {
    assertThat(text("!Cidr [10.0.0.0/16, 3, 8]"))
        .isEqualTo("[\"10.0.0.0/24\",\"10.0.1.0/24\",\"10.0.2.0/24\"]");
    assertThat(text("!Select [1, !Cidr ['10.1.0.0/24', '2', '4']]")).isEqualTo("10.1.0.16/28");
    assertThat(text("!Cidr [!Ref Open, 2, 8]")).startsWith("⟨Cidr(");
    assertThat(text("!Cidr [10.0.0.0/31, 9, 8]")).startsWith("⟨Cidr(");
  }

  @Test
  void numbersThatAreWrittenAsNoNumbersStayTexts() {
    assertThat(text("012345678901")).isEqualTo("012345678901");
    assertThat(text("1e999999999")).isEqualTo("1e999999999");
  }

  @Test
  void whatIsWrongIsSaidAndUnknown() {
    for (String wrong :
        new String[] {
          "!Ref Nothing",
          "!GetAtt Nothing.Arn",
          "!GetAtt Role",
          "!Sub 7",
          "!Join [a]",
          "!Select [9, [a]]",
          "!If [Nothing, a, b]",
          "!If [Yes]",
          "!FindInMap [ByStage, prod, Nothing]",
          "!Nonsense x",
          "!Ref [a]",
          "!Split [a]",
          "!Cidr 7",
        }) {
      Evaluated evaluated = Evaluated.value(wrong, PARAMETERS);
      assertThat(evaluated.text()).as(wrong).startsWith("⟨");
      assertThat(evaluated.problems()).as(wrong).isNotEmpty();
    }
  }

  @Test
  void loopsAreUnrolled() {
    Evaluated evaluated =
        Evaluated.of(
            """
            Transform: AWS::LanguageExtensions
            Resources:
              Fn::ForEach::Topics:
                - Name
                - [Alpha, Beta]
                - Topic${Name}:
                    Type: AWS::SNS::Topic
                    Properties: {TopicName: !Sub "t-${Name}"}
            """);
    assertThat(evaluated.stack().resources())
        .extracting(StackResource::logicalId)
        .containsExactly("TopicAlpha", "TopicBeta");
    assertThat(evaluated.attribute("aws_sns_topic", "name")).hasToString("t-Alpha");
  }
}
