package dev.ardennes.collect.helm;

import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.collect.helm.value.Value.Dict;
import java.util.List;
import java.util.SortedMap;

/// A loaded chart with the charts that it depends on.
///
/// @param name the chart's, or the alias under which it is a dependency
/// @param folder relative to the scanned folder
/// @param metadata `Chart.yaml`
/// @param values its own defaults
/// @param templates path inside the chart to text, `templates` only
/// @param files path inside the chart to path in the scanned folder: everything else
/// @param crds path inside the chart to text
/// @param parts charts that it depends on
record Chart(
    String name,
    String folder,
    Dict metadata,
    Dict values,
    SortedMap<String, String> templates,
    SortedMap<String, String> files,
    SortedMap<String, String> crds,
    List<Chart> parts) {
  Chart {
    parts = List.copyOf(parts);
  }

  boolean library() {
    return metadata.at("type") instanceof Value.Text type && type.text().equals("library");
  }

  /// The same chart under another name and with other parts.
  Chart with(String otherName, List<Chart> otherParts) {
    return new Chart(otherName, folder, metadata, values, templates, files, crds, otherParts);
  }

  /// The path of a file in the scanned folder.
  String path(String inside) {
    return folder.isEmpty() ? inside : folder + "/" + inside;
  }
}
