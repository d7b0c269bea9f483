package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.helm.ChartTree;
import dev.ardennes.collect.helm.HelmChart;
import dev.ardennes.collect.helm.HelmCharts;
import dev.ardennes.collect.helm.LineMap;
import dev.ardennes.collect.helm.RenderOptions;
import dev.ardennes.collect.helm.RenderedFile;
import dev.ardennes.collect.helm.Rendering;
import dev.ardennes.collect.helm.value.LineOrigin;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.DocumentReader;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Notices;
import dev.ardennes.model.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Charts, rendered with the values that they bring.
final class Charts {
  private static final String NAMESPACE = "default";

  private final SourceTree tree;
  private final DocumentReader reader;
  private final Notices notices;
  private final List<HelmChart> charts;
  private final Set<String> folders = new HashSet<>();

  Charts(SourceTree tree, DocumentReader reader, Notices notices) {
    this.tree = tree;
    this.reader = reader;
    this.notices = notices;
    charts = HelmCharts.find(ChartTree.of(tree));
    charts.forEach(chart -> folders.add(chart.folder()));
  }

  /// Whether the file is a template or another part of a chart.
  boolean owns(String path) {
    for (int end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
      String folder = path.substring(0, end);
      if (folders.contains(folder) && isPart(folder, path)) {
        return true;
      }
    }
    return folders.contains("") && isPart("", path);
  }

  private static boolean isPart(String folder, String path) {
    String start = folder.isEmpty() ? "" : folder + "/";
    if (!path.startsWith(start)) {
      return false;
    }
    String inside = path.substring(start.length());
    return inside.startsWith("templates/")
        || inside.startsWith("charts/")
        || inside.startsWith("crds/")
        || inside.equals("Chart.yaml")
        || inside.matches("[^/]*values[^/]*\\.ya?ml");
  }

  List<Root> roots() {
    return charts.stream().map(this::root).toList();
  }

  private String release(HelmChart chart) {
    String folder = chart.folder().isEmpty() ? tree.source() : chart.folder();
    return folder.substring(folder.lastIndexOf('/') + 1);
  }

  private Root root(HelmChart chart) {
    String release = release(chart);
    Rendering rendering = chart.render(RenderOptions.standard().withRelease(release, NAMESPACE));
    notices.all(rendering.problems());
    int errors = notices.errors();
    List<Manifest> objects = new ArrayList<>();
    boolean complete =
        rendering.problems().stream()
            .noneMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    for (RenderedFile file : rendering.files()) {
      List<Json> documents = new ArrayList<>();
      for (Json document : reader.yaml(file.text(), file.path())) {
        Origins origins = new Origins(file.lines(), file.path());
        if (origins.certain(document)) {
          documents.add(origins.placed(document));
        }
        if (origins.leftOut) {
          complete = false;
          notices.counted(
              "a part of a chart depends on a value that is not known, and is left out",
              "# parts of charts depend on values that are not known, and are left out",
              "scan what `helm template` makes with your values",
              origins.placed(document).place());
        }
      }
      objects.addAll(DocumentReader.manifests(documents, notices));
    }
    notices.all(new PoliciesLeftOut(tree, chart.folder()).problems(release, objects));
    String how =
        "chart " + release + " with its own values, as release " + release + " in " + NAMESPACE;
    complete &= notices.errors() == errors;
    return new Root(chart.folder(), how, complete, Loose.once(objects, notices));
  }

  /// Moves places from rendered lines to those of the templates, and leaves out lines of which it
  /// is not known whether they are there.
  private static final class Origins {
    private final LineMap lines;
    private final String rendered;
    boolean leftOut;

    Origins(LineMap lines, String rendered) {
      this.lines = lines;
      this.rendered = rendered;
    }

    boolean certain(Json value) {
      boolean certain = origin(value).condition() == null;
      leftOut |= !certain;
      return certain;
    }

    private LineOrigin origin(Json value) {
      int line = value.place().line();
      return lines.lines().isEmpty() ? new LineOrigin(rendered, line, null) : lines.at(line);
    }

    private Json.Place place(Json value) {
      LineOrigin origin = origin(value);
      boolean same = origin.file().equals(rendered) && origin.line() == value.place().line();
      return new Json.Place(
          origin.file(), origin.line(), same ? value.place().column() : 0, value.place().pointer());
    }

    /// Depth is bounded by the reader.
    Json placed(Json value) {
      Json.Place place = place(value);
      return switch (value) {
        case Json.Obj object -> {
          Map<String, Json> members = new LinkedHashMap<>();
          object
              .members()
              .forEach(
                  (key, member) -> {
                    if (certain(member)) {
                      members.put(key, placed(member));
                    }
                  });
          yield new Json.Obj(members, place);
        }
        case Json.Arr list ->
            new Json.Arr(
                list.elements().stream().filter(this::certain).map(this::placed).toList(), place);
        case Json.Text text -> new Json.Text(text.value(), place);
        case Json.Num number -> new Json.Num(number.value(), place);
        case Json.Bool bool -> new Json.Bool(bool.value(), place);
        case Json.Null ignored -> new Json.Null(place);
      };
    }
  }
}
