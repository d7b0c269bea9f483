package dev.ardennes.collect.findings;

import dev.ardennes.model.yaml.YamlNode;
import dev.ardennes.model.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// Which class a weakness is of, by `weaknesses.yaml`. Read once; immutable.
final class Weaknesses {
  /// The class of what a published id (a CVE) names.
  private static final String PUBLISHED = "known-vulnerability";

  private final Map<String, String> byCwe;
  private final Map<String, String> byTag;
  private final Map<String, String> byTool;

  private Weaknesses(YamlNode root) {
    byCwe = section(root, "cwe");
    byTag = section(root, "tags");
    byTool = section(root, "tools");
  }

  static Weaknesses standard() {
    return Holder.STANDARD;
  }

  private static final class Holder {
    static final Weaknesses STANDARD = load();

    private static Weaknesses load() {
      try (InputStream in = Weaknesses.class.getResourceAsStream("weaknesses.yaml")) {
        return new Weaknesses(Objects.requireNonNull(YamlReader.read(in.readAllBytes()).root()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Map<String, String> section(YamlNode root, String name) {
    Map<String, String> classes = new HashMap<>();
    entries(Objects.requireNonNull(entries(root).get(name)).value())
        .forEach(
            (kind, entry) -> {
              for (YamlNode item : ((YamlNode.Sequence) entry.value()).items()) {
                String key = ((YamlNode.Scalar) item).text().toLowerCase(Locale.ROOT);
                if (classes.put(key, kind) != null) {
                  throw new IllegalStateException("twice in section " + name + ": " + key);
                }
              }
            });
    return Map.copyOf(classes);
  }

  private static SequencedMap<String, YamlNode.Entry> entries(YamlNode node) {
    return ((YamlNode.Mapping) node).entries();
  }

  /// The classes of a finding, sorted: those of its CWE ids, and that it is a published
  /// vulnerability; only where these say nothing, that of the rule's tags, and then of the tool.
  Set<String> classes(Finding finding) {
    Set<String> classes = new TreeSet<>();
    if (finding.isPublished()) {
      classes.add(PUBLISHED);
    }
    finding.cwes.forEach(cwe -> add(byCwe, cwe, classes));
    if (classes.isEmpty()) {
      finding.tags.forEach(tag -> add(byTag, tag, classes));
    }
    if (classes.isEmpty() && finding.cwes.isEmpty()) {
      add(byTool, finding.tool, classes);
    }
    return classes;
  }

  private static void add(Map<String, String> known, String key, Set<String> into) {
    String found = known.get(key.toLowerCase(Locale.ROOT));
    if (found != null) {
      into.add(found);
    }
  }
}
