package dev.ardennes.rules.load;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Problem;
import dev.ardennes.rules.TechniqueFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A technique file that is right, to be broken in one place.
public final class Sample {
  /// Passes every check.
  public static final String TECHNIQUE =
      """
      id: aws.sample.widen
      title: Attach a policy to a role
      status: stable
      attack:
        - {id: T1098.003, why: the role is given permissions}
      summary: A principal attaches a policy to a role.
      hop: {from: P, to: R}
      stage: escalation
      stride: [E]
      says: "{P} attaches a policy to {R}"
      rule: |
        policy_writable(R) :-
            controls(P),
            kind(R, "aws.iam.role"),
            may(P, "iam:AttachRolePolicy", R).
      limits: Conditions stay as assumptions.
      simulate: {effort: seconds, skill: low, noise: medium}
      detect:
        - {log: aws.cloudtrail.management, event: AttachRolePolicy, when: "by {P}", blind: many do}
      mitigate:
        - {do: Limit it, removes: 'may(P, "iam:AttachRolePolicy", R)'}
      references:
        - https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction.html
      tests:
        base: |
          controls(dev).
          kind(admin, "aws.iam.role").
          may(dev, "iam:AttachRolePolicy", admin).
        cases:
          - {name: widens, expect: ["policy_writable(admin)"]}
          - {name: not held, without: ["controls(dev)"], expect: []}
          - {name: no role, without: ['kind(admin, "aws.iam.role")'], expect: []}
          - {name: not allowed, without: ['may(dev, "iam:AttachRolePolicy", admin)'], expect: []}
      """;

  private Sample() {}

  /// The sample with one piece of text replaced, which has to occur.
  public static String with(String old, String now) {
    if (!TECHNIQUE.contains(old)) {
      throw new IllegalArgumentException("not in the sample: " + old);
    }
    return TECHNIQUE.replace(old, now);
  }

  /// Reads a text as the sample's file.
  public static ReadFile read(String text) {
    return TechniqueReader.read(
        "techniques",
        "aws/sample/widen.yaml",
        text.getBytes(StandardCharsets.UTF_8),
        Catalogue.standard());
  }

  /// The file, which has to be right in form.
  public static TechniqueFile file(String text) {
    ReadFile read = read(text);
    if (read.file() == null) {
      throw new IllegalArgumentException(String.join("\n", lines(read.problems())));
    }
    return Objects.requireNonNull(read.file());
  }

  /// `line:column says (help)` of each problem.
  public static List<String> lines(List<Problem> problems) {
    return problems.stream()
        .map(
            problem -> {
              var place = Objects.requireNonNull(problem.evidence());
              return place.line()
                  + ":"
                  + place.column()
                  + " "
                  + problem.says()
                  + " ("
                  + problem.help()
                  + ")";
            })
        .toList();
  }
}
