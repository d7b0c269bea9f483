package dev.ardennes.collect.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads `terraform.tfstate`, version 4.
final class StateFileReader {
  /// `module.a.provider["registry.terraform.io/hashicorp/aws"].prod`.
  private static final Pattern PROVIDER =
      Pattern.compile("(?:(?<module>.*)\\.)?provider\\[\"(?<source>[^\"]*)\"](?:\\.(?<alias>.*))?");

  private final StateContent content;

  StateFileReader(String root, JsonValues values, ResourceKnowledge knowledge) {
    this.content = new StateContent(root, values, knowledge);
  }

  RootModule state(JsonNode document) {
    content.addOutputs(document.path("outputs"), "/outputs");
    JsonNode resources = document.path("resources");
    for (int index = 0; index < resources.size(); index++) {
      resource(resources.path(index), "/resources/" + index);
    }
    return content.module();
  }

  private void resource(JsonNode resource, String pointer) {
    Optional<Mode> mode = StateContent.mode(resource.path("mode").asString(""));
    if (mode.isEmpty()) {
      return;
    }
    ProviderReference provider = provider(resource.path("provider").asString(""));
    JsonNode instances = resource.path("instances");
    for (int index = 0; index < instances.size(); index++) {
      JsonNode instance = instances.path(index);
      String place = pointer + "/instances/" + index;
      ResourceInstance.Identity identity =
          new ResourceInstance.Identity(
              content.root(),
              resource.path("module").asString(""),
              mode.get(),
              resource.path("type").asString(""),
              resource.path("name").asString(""),
              content.key(instance.path("index_key"), place + "/index_key"),
              false);
      content.add(
          identity, provider, attributes(instance, place), content.values().position(place));
    }
  }

  private List<EvaluatedBody.Attribute> attributes(JsonNode instance, String pointer) {
    List<EvaluatedBody.Attribute> attributes = new ArrayList<>();
    JsonNode values = instance.path("attributes");
    for (String name : values.propertyNames()) {
      String place = pointer + "/attributes" + JsonValues.step(name);
      attributes.add(
          new EvaluatedBody.Attribute(
              name,
              content.values().value(values.path(name), place),
              content.values().position(place)));
    }
    return attributes;
  }

  private static ProviderReference provider(String text) {
    Matcher matcher = PROVIDER.matcher(text);
    if (!matcher.matches()) {
      return new ProviderReference("", text, "", "", true);
    }
    return ShownReader.provider(
        Optional.ofNullable(matcher.group("module")).orElse(""),
        matcher.group("source"),
        Optional.ofNullable(matcher.group("alias")).orElse(""));
  }
}
