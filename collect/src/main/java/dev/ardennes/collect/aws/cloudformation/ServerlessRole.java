package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.aws.DeclaredResources;
import dev.ardennes.collect.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The role that SAM gives a function or state machine that has none.
///
/// @param service who may assume it
/// @param from the function or state machine
record ServerlessRole(String logicalId, String service, Json from) {
  private static final String MANAGED = "arn:${AWS::Partition}:iam::aws:policy/";

  /// @param managed names of policies of AWS that it has in any case
  Json.Obj role(Json properties, List<String> managed) {
    Written write = new Written(from.place());
    List<Json> attached = new ArrayList<>();
    managed.forEach(name -> attached.add(write.substitute(MANAGED + name)));
    List<Json> inline = new ArrayList<>();
    for (Json policy : properties.listAt("Policies")) {
      policy(policy, attached, inline);
    }
    Json trust = properties.at("AssumeRolePolicyDocument");
    return write.resource(
        "AWS::IAM::Role",
        from,
        write.object(
            "AssumeRolePolicyDocument",
            trust == null ? trust(write) : trust,
            "ManagedPolicyArns",
            write.list(attached),
            "Policies",
            write.list(inline),
            "Path",
            properties.at("RolePath"),
            "PermissionsBoundary",
            properties.at("PermissionsBoundary")));
  }

  private Json trust(Written write) {
    return document(
        write,
        write.object(
            "Effect",
            "Allow",
            "Principal",
            write.object("Service", service),
            "Action",
            "sts:AssumeRole"));
  }

  private static Json.Obj document(Written write, Json statements) {
    return write.object("Version", "2012-10-17", "Statement", write.list(flat(statements)));
  }

  private static List<Json> flat(Json statements) {
    return statements instanceof Json.Arr list ? list.elements() : List.of(statements);
  }

  /// A name or ARN, a document, a template with its parameters, or whatever a function answers.
  private void policy(Json policy, List<Json> attached, List<Json> inline) {
    Written write = new Written(policy.place());
    if (policy instanceof Json.Text text) {
      attached.add(named(text.value(), write));
      return;
    }
    if (!(policy instanceof Json.Obj object) || object.members().isEmpty()) {
      return;
    }
    String first = object.members().keySet().iterator().next();
    if (object.at("Statement") != null) {
      inline.add(inline(inline.size(), policy, write));
    } else if (first.equals("Ref") || first.startsWith("Fn::")) {
      attached.add(policy);
    } else {
      object
          .members()
          .forEach(
              (name, parameters) ->
                  inline.add(inline(inline.size(), ofTemplate(name, parameters, write), write)));
    }
  }

  private static Json named(String name, Written write) {
    if (name.startsWith("arn:")) {
      return write.text(name);
    }
    return write.substitute(MANAGED + DeclaredResources.managedPolicyPath(name));
  }

  private Json inline(int index, Json document, Written write) {
    return write.object("PolicyName", logicalId + "Policy" + index, "PolicyDocument", document);
  }

  /// What a policy template of SAM says; one that is not known is an unknown document.
  private static Json ofTemplate(String name, Json parameters, Written write) {
    List<ServerlessPolicies.Statement> statements = ServerlessPolicies.standard().statements(name);
    if (statements.isEmpty()) {
      return write.object("Fn::Transform", name);
    }
    Map<String, Json> names = new LinkedHashMap<>();
    if (parameters instanceof Json.Obj given) {
      names.putAll(given.members());
    }
    List<Json> written = new ArrayList<>();
    for (ServerlessPolicies.Statement statement : statements) {
      List<Json> actions = new ArrayList<>();
      statement.actions().forEach(action -> actions.add(write.text(action)));
      List<Json> resources = new ArrayList<>();
      for (String resource : statement.resources()) {
        resources.add(
            write.object(
                "Fn::Sub",
                write.list(write.text(resource), new Json.Obj(names, parameters.place()))));
      }
      written.add(
          write.object(
              "Effect", "Allow", "Action", write.list(actions), "Resource", write.list(resources)));
    }
    return document(write, write.list(written));
  }
}
