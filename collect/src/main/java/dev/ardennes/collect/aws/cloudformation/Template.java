package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A template as it is written, in the long form of its functions.
///
/// @param path relative to the scanned folder
/// @param whole whether the file was read to its end
record Template(String path, Json.Obj root, boolean whole) {
  static final String STACK = "AWS::CloudFormation::Stack";

  /// The members of a section; empty where it is missing or no object.
  Map<String, Json> section(String name) {
    return root.at(name) instanceof Json.Obj section ? section.members() : Map.of();
  }

  /// The section itself, for its place; null where it is missing.
  @Nullable Json at(String name) {
    return root.at(name);
  }

  /// The folder of the file; empty for the scanned folder itself.
  String folder() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /// Whether this is a template: it has resources with types, AWS's or of those who extend it.
  static boolean isTemplate(Json document) {
    if (!(document.at("Resources") instanceof Json.Obj resources)) {
      return false;
    }
    return resources.members().entrySet().stream()
        .anyMatch(
            resource -> {
              String type = resource.getValue().textAt("Type");
              return resource.getKey().startsWith(Evaluator.FOR_EACH)
                  || (type != null && type.startsWith("AWS::"));
            });
  }
}
