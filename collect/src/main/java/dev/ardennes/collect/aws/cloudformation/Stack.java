package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.aws.DeclaredResources;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.collect.terraform.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a template makes when it is deployed: once for a template of its own, once for each
/// resource that nests it.
final class Stack {
  /// Where a stack stands.
  ///
  /// @param root what its symbols and the ids of its resources begin with
  /// @param prefix logical ids of the stacks that it is nested in, each with a dot
  /// @param name of the stack; empty where it is not known
  /// @param above templates of the stacks that it is nested in
  record Site(
      String root,
      String prefix,
      String name,
      DeclaredResources.Account account,
      List<String> above) {}

  private final Template template;
  private final Site site;
  private final Session session;
  private final Stacks stacks;
  private final Parameters parameters;
  private final Conditions conditions;
  private final Evaluator evaluator;
  private final Map<String, StackResource> resources = new LinkedHashMap<>();
  private boolean complete;
  private boolean entered;

  Stack(Template template, Site site, Stacks stacks, Function<String, @Nullable Value> given) {
    this.template = template;
    this.site = site;
    this.session = stacks.session();
    this.stacks = stacks;
    this.complete = template.whole();
    this.parameters = new Parameters(this, given);
    this.evaluator = new Evaluator(this, session);
    this.conditions = new Conditions(template.section("Conditions"), session, evaluator);
  }

  Template template() {
    return template;
  }

  Site site() {
    return site;
  }

  Stacks stacks() {
    return stacks;
  }

  Session session() {
    return session;
  }

  Parameters parameters() {
    return parameters;
  }

  Conditions conditions() {
    return conditions;
  }

  Evaluator evaluator() {
    return evaluator;
  }

  /// Something is missing, so that what is not here may exist all the same.
  void incomplete() {
    complete = false;
  }

  boolean complete() {
    return complete;
  }

  /// The name of something unknown in this stack.
  String symbol(String name) {
    return site.root() + ":" + site.prefix() + name;
  }

  UnknownValue openCondition(Json condition) {
    String name = condition instanceof Json.Text text ? text.value() : "condition";
    return new UnknownValue(
        symbol("if " + name), UnknownValue.Reason.NOT_SET, Evaluator.origin(condition));
  }

  // --- resources ---

  /// The resource of a logical id, also one whose condition does not hold; null where there is
  /// none.
  @Nullable StackResource resource(String logicalId) {
    enter();
    return resources.get(logicalId);
  }

  Collection<StackResource> resources() {
    enter();
    return resources.values();
  }

  private void enter() {
    if (entered) {
      return;
    }
    entered = true;
    if (!(template.at("Resources") instanceof Json.Obj section)) {
      return;
    }
    evaluator
        .loops(section)
        .forEach(
            (logicalId, resource) -> {
              String type = resource.textAt("Type");
              if (type == null) {
                session.error(
                    resource,
                    "the resource `" + logicalId + "` has no type and is left out",
                    "give it a `Type`");
                incomplete();
              } else {
                resources.put(logicalId, new StackResource(this, logicalId, type, resource));
              }
            });
  }

  // --- outputs ---

  /// The value of an output; unknown where there is none.
  Value output(String name, Json at) {
    Json value = template.section("Outputs").get(name);
    Json written = value == null ? null : value.at("Value");
    if (written == null) {
      session.error(
          at,
          "the stack has no output `" + name + "`",
          "name one that `" + template.path() + "` has");
      return evaluator.unknown("Outputs." + name, UnknownValue.Reason.NOT_LOADED, at);
    }
    Value known =
        session.once(symbol("Outputs." + name), written, () -> evaluator.required(written));
    return known == null
        ? evaluator.unknown("Outputs." + name, UnknownValue.Reason.ERROR, at)
        : known;
  }

  /// The outputs that other stacks can import, each with its name.
  List<Export> exports() {
    List<Export> exports = new ArrayList<>();
    template
        .section("Outputs")
        .forEach(
            (output, written) -> {
              Json export = written.at("Export");
              Json name = export == null ? null : export.at("Name");
              boolean absent =
                  written.at("Condition") instanceof Json.Text condition
                      && conditions.named(condition.value(), condition) == Truth.NO;
              if (name != null && !absent) {
                exports.add(new Export(this, output, evaluator.required(name)));
              }
            });
    return exports;
  }

  /// An output that other stacks can import.
  record Export(Stack stack, String output, Value name) {}

  Value imported(Value name, Json at) {
    return stacks.imported(name, this, at);
  }

  // --- what is known of every stack ---

  /// What a pseudo parameter answers.
  Value pseudo(String name, Json at) {
    Origin origin = Evaluator.origin(at);
    DeclaredResources.Account account = site.account();
    String text =
        switch (name) {
          case "AWS::AccountId" -> account.accountId();
          case "AWS::Region" -> account.regionName();
          case "AWS::Partition" -> account.partition();
          case "AWS::URLSuffix" ->
              account.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
          case "AWS::StackName" -> site.name();
          default -> "";
        };
    return text.isEmpty()
        ? new UnknownValue(symbol(name), UnknownValue.Reason.OUTSIDE, origin)
        : Values.ofText(text, origin);
  }

  Position position() {
    return Session.position(template.root());
  }
}
