package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.aws.DeclaredResources;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A template of the tests with its only stack.
record Evaluated(Session session, Stack stack) {
  /// A template of a value and what else it needs.
  static Evaluated value(String expression, String... sections) {
    return of(
        String.join("\n", sections)
            + """

            Resources:
              Bucket:
                Type: AWS::S3::Bucket
                Properties:
                  BucketName: exports
              Role:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: runner
              Unnamed:
                Type: AWS::IAM::Role
            Outputs:
              Out:
                Value:"""
            + " "
            + expression
            + "\n");
  }

  static Evaluated of(String text) {
    Session session = new Session("source");
    Template template = new TemplateReader(session, 1 << 20).read("t.yaml", text);
    TemplateFiles files = new TemplateFiles();
    if (template == null) {
      throw new AssertionError("no template: " + session.problems());
    }
    Template expanded = Serverless.expanded(template, session);
    files.add(expanded);
    Stacks stacks = new Stacks(session, files);
    Stack.Site site =
        new Stack.Site(".", "", "", new DeclaredResources.Account(".", "", ""), List.of());
    stacks.deployed(expanded, site, Parameters.ofFile(Map.of()));
    stacks.enter();
    return new Evaluated(session, stacks.all().getFirst());
  }

  Value output() {
    return stack.output("Out", stack.template().root());
  }

  String text() {
    return Objects.requireNonNull(output()).toString();
  }

  /// The property of a resource in Terraform's words; null where it has none.
  @Nullable Value attribute(String type, String name) {
    return stack.resources().stream()
        .flatMap(resource -> resource.declared().stream())
        .filter(resource -> resource.type().equals(type))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type))
        .attributes()
        .entry(name);
  }

  List<String> problems() {
    return session.problems().stream().map(Problem::says).toList();
  }
}
