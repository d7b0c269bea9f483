package dev.ardennes.estate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Which kinds, tags and words make an entity a crown jewel where nobody has said so: the data of
/// `jewels.yaml`.
record JewelProfile(
    Set<String> accounts,
    Set<String> clusters,
    Set<String> secrets,
    Set<String> stores,
    Set<String> classificationKeys,
    Set<String> critical,
    Set<String> high,
    Set<String> words) {

  static JewelProfile standard() {
    try (InputStream in = JewelProfile.class.getResourceAsStream("jewels.yaml")) {
      JsonNode root = new YAMLMapper().readTree(in);
      JsonNode classification = root.get("classification");
      return new JewelProfile(
          texts(root.get("accounts")),
          texts(root.get("clusters")),
          texts(root.get("secrets")),
          texts(root.get("stores")),
          texts(classification.get("keys")),
          texts(classification.get("critical")),
          texts(classification.get("high")),
          texts(root.get("words")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new LinkedHashSet<>();
    list.forEach(item -> texts.add(item.asString()));
    return texts;
  }
}
