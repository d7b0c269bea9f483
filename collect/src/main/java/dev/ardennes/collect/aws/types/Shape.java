package dev.ardennes.collect.aws.types;

import java.util.List;
import java.util.Map;

/// How one resource type of CloudFormation is said in Terraform's words; the meaning of each part
/// stands at the head of `cloudformation-types.yaml`.
///
/// @param type Terraform's type; empty where the resource is nothing of its own
/// @param reference the attribute that `Ref` answers
/// @param attributes what `Fn::GetAtt` answers, where the name is another one
/// @param rename property paths to attribute paths
/// @param set attributes that the type itself says
/// @param values texts that Terraform writes in another way, by attribute
/// @param parts resources that Terraform has for parts of this one
public record Shape(
    String type,
    String reference,
    Map<String, String> attributes,
    Map<String, String> rename,
    Map<String, String> set,
    Map<String, Map<String, String>> values,
    List<Part> parts) {

  /// A part that is a resource of its own in Terraform.
  ///
  /// @param each path of the property that makes it; each element of a list makes one
  /// @param item attribute that the element is, where it is no object
  /// @param self attributes that name the whole, and which attribute of the whole they hold
  /// @param with properties of the whole that the part has too, and under which attribute
  public record Part(
      String each,
      String type,
      String item,
      Map<String, String> self,
      Map<String, String> with,
      Map<String, String> rename,
      Map<String, String> set) {}

  /// The attribute that `Fn::GetAtt` means.
  public String attribute(String name) {
    String attribute = attributes.get(name);
    return attribute != null ? attribute : name.equals("Arn") ? "arn" : Words.snake(name);
  }

  /// The property that sets an attribute by its name alone.
  public String attributeOf(String property) {
    String renamed = rename.get(property);
    return renamed == null
        ? Words.snake(property)
        : renamed.startsWith("=") || renamed.startsWith("~") || renamed.startsWith("/")
            ? renamed.substring(1)
            : renamed;
  }
}
