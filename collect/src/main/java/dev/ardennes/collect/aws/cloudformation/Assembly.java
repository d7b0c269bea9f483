package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.json.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the CDK says in `manifest.json` of the stacks whose templates lie beside it.
///
/// @param artifacts by the name of the template's file
record Assembly(Map<String, Artifact> artifacts) {
  private static final Pattern ENVIRONMENT = Pattern.compile("aws://([^/]*)/([^/]*)");

  /// A stack.
  ///
  /// @param account twelve digits; empty where whoever deploys decides
  /// @param region empty where whoever deploys decides
  record Artifact(String stackName, String account, String region) {}

  static final Assembly NONE = new Assembly(Map.of());

  static Assembly of(Json manifest) {
    Map<String, Artifact> artifacts = new TreeMap<>();
    if (manifest.at("artifacts") instanceof Json.Obj written) {
      written
          .members()
          .forEach(
              (id, artifact) -> {
                Json properties = artifact.at("properties");
                String file = properties == null ? null : properties.textAt("templateFile");
                if (properties != null
                    && file != null
                    && "aws:cloudformation:stack".equals(artifact.textAt("type"))) {
                  artifacts.put(file, artifact(id, artifact, properties));
                }
              });
    }
    return new Assembly(artifacts);
  }

  private static Artifact artifact(String id, Json artifact, Json properties) {
    String named = properties.textAt("stackName");
    String environment = artifact.textAt("environment");
    Matcher matcher = ENVIRONMENT.matcher(environment == null ? "" : environment);
    boolean known = matcher.matches();
    String account = known && matcher.group(1).matches("[0-9]{12}") ? matcher.group(1) : "";
    String region = known && !matcher.group(2).startsWith("unknown") ? matcher.group(2) : "";
    return new Artifact(named == null ? id : named, account, region);
  }

  @Nullable Artifact artifact(String file) {
    return artifacts.get(file);
  }
}
