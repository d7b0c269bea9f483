package dev.ardennes.collect.helm;

import dev.ardennes.collect.helm.functions.HelmLibrary;
import dev.ardennes.collect.helm.template.Source;
import dev.ardennes.collect.helm.template.Templates;
import dev.ardennes.collect.helm.value.Budget;
import dev.ardennes.collect.helm.value.Failure;
import dev.ardennes.collect.helm.value.GoText;
import dev.ardennes.collect.helm.value.LineOrigin;
import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.collect.helm.value.Value.Dict;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// One rendering of a chart.
final class ChartRenderer {
  private static final Pattern VALUES_BESIDE =
      Pattern.compile("values[-._].+\\.ya?ml|.+[-._]values\\.ya?ml");

  private final FileIndex index;
  private final String folder;
  private final RenderOptions options;
  private final Budget budget;
  private final List<Problem> problems = new ArrayList<>();
  private final ChartReader reader;
  private final Templates templates;
  private final Value capabilities;
  private final Value release;

  /// A template to render: its name among the templates and that of its chart, its file, and what
  /// it sees, which all templates of the chart share.
  private record Task(String name, String chart, Source source, Dict dot) {}

  private final List<Task> tasks = new ArrayList<>();
  private final Map<String, RenderedFile> rendered = new TreeMap<>();

  ChartRenderer(FileIndex index, String folder, RenderOptions options, Budget budget) {
    this.index = index;
    this.folder = folder;
    this.options = options;
    this.budget = budget;
    this.reader = new ChartReader(index, budget, problems);
    this.templates = new Templates(folder, HelmLibrary.standard(), budget);
    this.capabilities = Capabilities.of(options);
    this.release =
        new Dict()
            .with("Name", named(options.release(), "Release.Name"))
            .with("Namespace", named(options.namespace(), "Release.Namespace"))
            .with("Service", Value.text("Helm"))
            .with("IsInstall", Value.TRUE)
            .with("IsUpgrade", Value.FALSE)
            .with("Revision", Value.integer(1));
  }

  private Value named(String given, String symbol) {
    return given.isEmpty()
        ? new Value.UnknownValue(folder.isEmpty() ? symbol : folder + ":" + symbol)
        : Value.foreign(given);
  }

  Rendering render() {
    try {
      renderChart();
    } catch (Failure failure) {
      problems.add(Problem.error(failure.says(), failure.help(), place("Chart.yaml", 0)));
    }
    for (Templates.Note note : templates.notes()) {
      Evidence at = Evidence.at(index.tree().source(), note.file(), note.line(), 0);
      problems.add(new Problem(note.severity(), note.says(), note.help(), at));
    }
    problems.sort(null);
    return new Rendering(List.copyOf(rendered.values()), problems);
  }

  private Evidence place(String file, int line) {
    return Evidence.at(
        index.tree().source(), folder.isEmpty() ? file : folder + "/" + file, line, 0);
  }

  private void renderChart() {
    ChartValues values = new ChartValues(budget);
    Chart loaded = reader.read(folder);
    Dict given = new Dict();
    for (ValueFile file : options.values()) {
      values.override(given, reader.dict(file.path(), Value.safe(file.text())), 0);
    }
    noticeValuesBeside();
    Dict conditions = values.complete(loaded, values.copy(given));
    Chart chart =
        new Dependencies(index.tree().source(), conditions, problems)
            .resolved(loaded, List.of(), requirements(loaded));
    Dict complete = values.complete(chart, given);
    plan(chart, chart.name(), complete);
    tasks.sort(
        Comparator.comparingLong((Task task) -> depth(task.name))
            .thenComparing(Task::name)
            .reversed());
    List<Task> parsed =
        tasks.stream().filter(task -> templates.add(task.name, task.source)).toList();
    // In this order, as templates change values that later ones see.
    parsed.stream().filter(task -> isRendered(task.name)).forEach(this::render);
  }

  private Dict requirements(Chart chart) {
    String path = chart.path("requirements.yaml");
    return index.contains(path)
        ? reader.text(path).map(text -> reader.dict(path, text)).orElseGet(Dict::new)
        : new Dict();
  }

  private static long depth(String name) {
    return name.chars().filter(c -> c == '/').count();
  }

  private static boolean isRendered(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    return !file.startsWith("_") && !file.toUpperCase(Locale.ROOT).equals("NOTES.TXT");
  }

  /// Files of values that are not applied by themselves: which of them are in use is nowhere said.
  private void noticeValuesBeside() {
    String parent = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
    for (String path : index.under(parent)) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      String around = path.substring(0, Math.max(0, path.lastIndexOf('/')));
      boolean beside = around.equals(folder) || around.equals(parent);
      boolean used = options.values().stream().anyMatch(file -> file.path().equals(path));
      if (beside && !used && VALUES_BESIDE.matcher(name).matches()) {
        problems.add(
            Problem.warning(
                "the values in `" + name + "` are not applied to the chart `" + folder + "`",
                "name the file if the chart is installed with it",
                Evidence.at(index.tree().source(), path, 0, 0)));
      }
    }
  }

  /// Collects the templates of a chart and its parts with what they see.
  private void plan(Chart chart, String fullPath, Dict values) {
    Dict dot = new Dict();
    Dict parts = new Dict();
    for (Chart part : chart.parts()) {
      Dict ofPart = values.at(part.name()) instanceof Dict dict ? dict : new Dict();
      plan(part, fullPath + "/charts/" + part.name(), ofPart);
      parts.with(part.name(), new Dict().with("Values", ofPart));
    }
    dot.with("Values", values)
        .with("Chart", metadata(chart))
        .with("Release", release)
        .with("Capabilities", capabilities)
        .with("Subcharts", parts)
        .with("Files", new ChartFiles(chart.files(), path -> reader.text(path).orElse(""), budget));
    chart
        .templates()
        .forEach(
            (inside, text) -> {
              String name = fullPath + "/" + inside;
              boolean helper = inside.substring(inside.lastIndexOf('/') + 1).startsWith("_");
              if (!chart.library() || helper) {
                tasks.add(new Task(name, fullPath, new Source(chart.path(inside), text), dot));
              }
            });
    chart.crds().forEach((inside, text) -> keep(chart.path(inside), text));
  }

  /// `Chart.yaml` under the names of the fields that templates use.
  private static Dict metadata(Chart chart) {
    Dict metadata = new Dict();
    chart
        .metadata()
        .entries()
        .forEach(
            (key, value) ->
                metadata.with(
                    key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1), value));
    for (String field : List.of("Version", "AppVersion", "Description", "Type", "Icon", "Home")) {
      Value value = metadata.at(field);
      String text = value instanceof Value.Real number ? GoText.json(number.value()) : "";
      if (!(value instanceof Value.Text)) {
        metadata.with(field, Value.text(text));
      }
    }
    metadata.with("APIVersion", metadata.at("ApiVersion"));
    return metadata.with("Name", Value.text(chart.name())).with("IsRoot", Value.bool(true));
  }

  private void keep(String path, String text) {
    rendered.put(path, new RenderedFile(path, text, LineMap.identity(path, text)));
  }

  private void render(Task task) {
    task.dot.with(
        "Template",
        new Dict()
            .with("Name", Value.text(task.name))
            .with("BasePath", Value.text(task.chart + "/templates")));
    Value.Text value = templates.render(task.name, task.dot);
    String text = value.text().replace(GoText.NO_VALUE, "");
    if (text.isBlank()) {
      return;
    }
    List<LineOrigin> lines = Objects.requireNonNullElse(value.lines(), List.of());
    DocumentMarks marks = new DocumentMarks(text, lines).separated();
    String key =
        task.source.file() + (rendered.containsKey(task.source.file()) ? "\0" + task.name : "");
    rendered.put(
        key,
        new RenderedFile(
            task.source.file(), UnknownLines.shaped(marks.text()), new LineMap(marks.lines())));
  }
}
