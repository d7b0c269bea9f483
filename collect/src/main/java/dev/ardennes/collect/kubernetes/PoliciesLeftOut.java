package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Policies that a chart has in its templates and leaves out with its own values: whoever installs
/// it as it comes has none of them, and a reader of its templates would think otherwise.
final class PoliciesLeftOut {
  private static final Pattern KIND =
      Pattern.compile("^kind: *[\"']?(NetworkPolicy|AuthorizationPolicy|PeerAuthentication)\\b");
  private static final Pattern CONDITION =
      Pattern.compile("\\{\\{-? *if +[^}]*?\\.Values\\.([A-Za-z0-9_.]+)");

  private final SourceTree tree;
  private final String templates;

  /// @param folder of the chart, relative to the source's location
  PoliciesLeftOut(SourceTree tree, String folder) {
    this.tree = tree;
    this.templates = folder.isEmpty() ? "templates/" : folder + "/templates/";
  }

  /// Where a kind stands first, and how often.
  private record Place(String file, int line, String value, int count) {
    Place andOne() {
      return new Place(file, line, value, count + 1);
    }
  }

  /// One warning for each kind that none of the rendered objects is of.
  List<Problem> problems(String chart, List<Manifest> rendered) {
    Map<String, Place> places = new TreeMap<>();
    for (SourceFile file : tree.files()) {
      if (file.path().startsWith(templates) && file.size() <= tree.limits().textBytes()) {
        look(file, places);
      }
    }
    Set<String> there = rendered.stream().map(Manifest::kind).collect(Collectors.toSet());
    List<Problem> problems = new ArrayList<>();
    places.forEach(
        (kind, place) -> {
          if (!there.contains(kind)) {
            problems.add(problem(chart, kind, place));
          }
        });
    return problems;
  }

  private static void look(SourceFile file, Map<String, Place> places) {
    String value = "";
    int number = 0;
    try {
      for (String line : file.text().split("\n", -1)) {
        number++;
        Matcher condition = CONDITION.matcher(line);
        if (condition.find()) {
          value = condition.group(1);
        }
        Matcher kind = KIND.matcher(line);
        if (kind.find()) {
          Place here = new Place(file.path(), number, value, 0);
          places.put(kind.group(1), places.getOrDefault(kind.group(1), here).andOne());
        }
      }
    } catch (IOException unreadable) {
      // the rendering has said so
      return;
    }
  }

  private Problem problem(String chart, String kind, Place place) {
    String by = place.value().isEmpty() ? "" : " (`" + place.value() + "`)";
    return Problem.warning(
        "chart %s ships %d objects of kind %s switched off: its own values leave them out%s"
            .formatted(chart, place.count(), kind, by),
        "scan what `helm template` makes with the values that you install it with",
        Evidence.at(tree.source(), place.file(), place.line(), 0));
  }
}
