package dev.ardennes.collect.helm;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds the charts of a folder.
///
/// ```java
/// for (HelmChart chart : HelmCharts.find(ChartTree.of(tree))) {
///   Rendering rendering = chart.render(List.of());
/// }
/// ```
public final class HelmCharts {
  private HelmCharts() {}

  /// All charts but those that are parts of another one, in the order of their folders.
  public static List<HelmChart> find(ChartTree tree) {
    Set<String> folders = new HashSet<>();
    for (String path : tree.files()) {
      if (path.equals("Chart.yaml") || path.endsWith("/Chart.yaml")) {
        folders.add(path.equals("Chart.yaml") ? "" : path.substring(0, path.lastIndexOf('/')));
      }
    }
    FileIndex index = new FileIndex(tree);
    return folders.stream()
        .filter(folder -> !isPart(folder, folders))
        .sorted()
        .map(folder -> new HelmChart(index, folder))
        .toList();
  }

  private static boolean isPart(String folder, Set<String> folders) {
    for (int at = folder.lastIndexOf("charts/");
        at >= 0;
        at = folder.lastIndexOf("charts/", at - 1)) {
      boolean whole = at == 0 || folder.charAt(at - 1) == '/';
      if (whole && folders.contains(at == 0 ? "" : folder.substring(0, at - 1))) {
        return true;
      }
    }
    return false;
  }
}
