package dev.ardennes.collect.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.helm.value.LineOrigin;
import dev.ardennes.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class HelmChartTest {
  private final TreeMap<String, String> files = new TreeMap<>();
  private final List<ValueFile> given = new ArrayList<>();

  private HelmChartTest file(String path, String text) {
    files.put(path, text);
    return this;
  }

  /// A chart in the folder with one template.
  private HelmChartTest chart(String folder, String values, String template) {
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    return file(folder + "/Chart.yaml", "name: " + name + "\nversion: 1.2.3\nappVersion: 7\n")
        .file(folder + "/values.yaml", values)
        .file(folder + "/templates/" + name + ".yaml", template);
  }

  private HelmChartTest given(String yaml) {
    given.add(new ValueFile("given.yaml", yaml));
    return this;
  }

  private Rendering render() {
    List<HelmChart> charts = HelmCharts.find(ChartTree.ofTexts("test", files));
    assertThat(charts).hasSize(1);
    return charts.getFirst().render(given);
  }

  private String text(String path) {
    return render().files().stream()
        .filter(file -> file.path().equals(path))
        .map(RenderedFile::text)
        .findFirst()
        .orElse("none");
  }

  private List<String> problems() {
    return render().problems().stream().map(Problem::says).toList();
  }

  @Test
  void builtInObjectsAreThoseOfHelmTemplate() {
    chart(
        "web",
        "a: 1",
        """
        {{ .Release.Name }} {{ .Release.Namespace }} {{ .Release.Service }} {{ .Release.IsInstall }}
        {{ .Chart.Name }} {{ .Chart.Version }} {{ .Chart.AppVersion }}
        {{ .Template.Name }} {{ .Template.BasePath }}
        {{ .Capabilities.KubeVersion.Version }} {{ .Capabilities.KubeVersion }} {{ .Capabilities.KubeVersion.Minor }}
        {{ .Capabilities.APIVersions.Has "apps/v1" }} {{ .Capabilities.APIVersions.Has "apps/v1/Deployment" }}
        {{ .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}
        """);
    assertThat(text("web/templates/web.yaml"))
        .isEqualTo(
            """
            release-name default Helm true
            web 1.2.3 7
            web/templates/web.yaml web/templates
            v1.33.0 v1.33.0 33
            true true
            false
            """);
    assertThat(problems()).isEmpty();
  }

  @Test
  void missingValuesAreShownAsNothing() {
    chart("web", "", "a: {{ .Values.absent }}\nb: {{ .Values.absent | quote }}\n");
    assertThat(text("web/templates/web.yaml")).isEqualTo("a: \nb: \n");
    assertThat(problems()).isEmpty();
  }

  @Test
  void givenValuesWinAndLaterOnesFirst() {
    chart("web", "a: {x: 1, w: 2, z: 3}\nl: [1, 2]", "{{ .Values.a }} {{ .Values.l }}");
    given("a: {w: 20, z: 30}").given("a: {z: null}\nl: [9]");
    assertThat(text("web/templates/web.yaml")).isEqualTo("map[w:20 x:1] [9]");
  }

  @Test
  void partsHaveTheirOwnValuesThoseOfTheParentAndGlobalOnes() {
    chart("app", "db: {size: big}\nglobal: {region: eu}", "{{ .Values.db.port }}");
    chart("app/charts/db", "size: small\nport: 5432\nglobal: {zone: a}", "{{ .Values }}");
    assertThat(text("app/templates/app.yaml")).isEqualTo("5432");
    assertThat(text("app/charts/db/templates/db.yaml"))
        .isEqualTo("map[global:map[region:eu zone:a] port:5432 size:big]");
  }

  @Test
  void conditionsAndTagsSwitchPartsOff() {
    String dependencies =
        """
        name: app
        version: 1.0.0
        dependencies:
          - {name: db, condition: db.enabled}
          - {name: cache, tags: [extra]}
          - {name: queue, condition: queue.enabled, tags: [extra]}
        """;
    for (String part : List.of("db", "cache", "queue")) {
      chart("app/charts/" + part, "enabled: true", part);
    }
    chart("app", "db: {enabled: false}\ntags: {extra: false}", "app");
    file("app/Chart.yaml", dependencies);
    assertThat(render().files())
        .extracting(RenderedFile::text)
        .containsExactlyInAnyOrder("app", "queue");
    given("db: {enabled: true}\ntags: {extra: true}");
    assertThat(render().files()).hasSize(4);
  }

  @Test
  void aliasesGiveOneChartSeveralTimesWithValuesOfEach() {
    chart("app", "one: {v: 1}\ntwo: {v: 2}", "app");
    chart("app/charts/db", "v: 0", "{{ .Chart.Name }}={{ .Values.v }}");
    file(
        "app/Chart.yaml",
        "name: app\ndependencies: [{name: db, alias: one}, {name: db, alias: two}]");
    assertThat(render().files())
        .extracting(RenderedFile::text)
        .containsExactlyInAnyOrder("app", "one=1", "two=2");
  }

  @Test
  void helpersOfLibrariesAreSharedAndTheirTemplatesNotRendered() {
    chart("app", "", "{{ include \"lib.name\" . }}");
    chart("app/charts/lib", "", "not rendered");
    file("app/charts/lib/Chart.yaml", "name: lib\ntype: library\nversion: 1.0.0");
    file(
        "app/charts/lib/templates/_names.tpl",
        "{{ define \"lib.name\" }}n-{{ .Chart.Name }}{{ end }}");
    assertThat(render().files()).extracting(RenderedFile::text).containsExactly("n-app");
  }

  @Test
  void definitionOfTheParentWins() {
    chart("app", "", "{{ include \"x\" . }}");
    chart("app/charts/db", "", "{{ include \"x\" . }}");
    file("app/templates/_a.tpl", "{{ define \"x\" }}parent{{ end }}");
    file("app/charts/db/templates/_a.tpl", "{{ define \"x\" }}part{{ end }}");
    assertThat(render().files()).extracting(RenderedFile::text).containsOnly("parent");
  }

  @Test
  void valuesThatATemplateSetsAreSeenByThoseThatFollow() {
    chart("web", "", "{{ .Values.set }}");
    file("web/templates/zzz.yaml", "{{ $_ := set .Values \"set\" \"first\" }}");
    assertThat(render().files()).extracting(RenderedFile::text).containsExactly("first");
  }

  @Test
  void valuesThatATemplateReplacesAreSeenByThoseThatFollow() {
    chart("web", "own: {a: 1}", "{{ .Values.a }} {{ .Template.Name }}");
    file("web/templates/zzz.yaml", "{{ $_ := set $ \"Values\" (merge .Values.own .Values.none) }}");
    assertThat(render().files())
        .extracting(RenderedFile::text)
        .containsExactly("1 web/templates/web.yaml");
  }

  @Test
  void importedValuesOfPartsBecomeThoseOfTheParent() {
    chart("app", "own: 1", "{{ .Values.port }} {{ .Values.deep.x }}");
    chart("app/charts/db", "exports: {data: {port: 5432}}\na: {x: 1}", "db");
    file(
        "app/Chart.yaml",
        "name: app\ndependencies: [{name: db, import-values: [data, {child: a, parent: deep}]}]");
    assertThat(text("app/templates/app.yaml")).isEqualTo("5432 1");
  }

  @Test
  void filesAreThoseOfTheChartOnly() {
    chart(
        "web",
        "",
        """
        {{ .Files.Get "conf/a.txt" }}|{{ .Files.Get "../other.txt" }}|{{ .Files.Get "/etc/passwd" }}|
        {{ (.Files.Glob "conf/*").AsConfig | indent 2 }}
        {{ (.Files.Glob "conf/a*").AsSecrets }}
        {{ range .Files.Lines "conf/b.txt" }}<{{ . }}>{{ end }}
        {{ range $path, $text := .Files.Glob "**.txt" }}{{ $path }};{{ end }}
        """);
    file("web/conf/a.txt", "A").file("web/conf/b.txt", "x\ny\n").file("other.txt", "secret");
    assertThat(text("web/templates/web.yaml"))
        .isEqualTo(
            """
            A|||
              a.txt: A
              b.txt: |
                x
                y
            a.txt: QQ==
            <x><y>
            conf/a.txt;conf/b.txt;
            """);
  }

  @Test
  void ignoredFilesNotesAndHelpersAreNotRenderedAndCrdsAreAsTheyAre() {
    chart("web", "", "web");
    file("web/.helmignore", "*.bak\nold/\n");
    file("web/templates/x.bak", "ignored").file("web/templates/old/y.yaml", "ignored");
    file("web/templates/NOTES.txt", "notes {{ fail \"no\" }}")
        .file("web/templates/_h.tpl", "helper");
    file("web/crds/c.yaml", "kind: {{ not a template }}");
    assertThat(render().files())
        .extracting(RenderedFile::text)
        .containsExactly("kind: {{ not a template }}", "web");
    assertThat(problems()).isEmpty();
  }

  @Test
  void everyLineHasItsPlace() {
    chart(
        "web",
        "labels: {a: 1, b: 2}",
        """
        # first
        {{- if true }}
        kind: A
        {{- end }}
        labels:
          {{- include "web.labels" . | nindent 2 }}
        extra: {{ .Values.labels | toYaml | nindent 2 }}
        last: {{ "x\\ny" | quote }}
        """);
    file(
        "web/templates/_h.tpl",
        "{{ define \"web.labels\" -}}\none: 1\n{{ if true }}two: 2{{ end }}\n{{- end }}");
    RenderedFile file = render().files().getFirst();
    List<String> places = new ArrayList<>();
    String[] lines = file.text().split("\n", -1);
    for (int line = 1; line <= lines.length; line++) {
      LineOrigin origin = file.lines().at(line);
      String name = origin.file().substring(origin.file().lastIndexOf('/') + 1);
      places.add(lines[line - 1].strip() + " @" + name + ":" + origin.line());
    }
    assertThat(places)
        .containsExactly(
            "# first @web.yaml:1",
            "kind: A @web.yaml:3",
            "labels: @web.yaml:5",
            "one: 1 @_h.tpl:2",
            "two: 2 @_h.tpl:3",
            "extra: @web.yaml:7",
            "a: 1 @web.yaml:7",
            "b: 2 @web.yaml:7",
            "last: \"x\\ny\" @web.yaml:8",
            " @web.yaml:8");
  }

  @Test
  void conditionThatIsNotKnownIsRenderedAndMarked() {
    chart("web", "", "kind: A\n{{ if .Values.a.b }}kind: B\n{{ else }}kind: C\n{{ end }}kind: D\n");
    RenderedFile file = render().files().getFirst();
    assertThat(file.text()).isEqualTo("kind: A\nkind: B\nkind: D\n");
    assertThat(file.lines().at(1).condition()).isNull();
    assertThat(file.lines().at(2).condition()).isEqualTo("web:.Values.a.b");
    assertThat(file.lines().at(3).condition()).isNull();
    assertThat(problems()).anyMatch(says -> says.contains("depends on `web:.Values.a.b`"));
  }

  @Test
  void missingRequiredValueIsUnknownAndTheRestIsThere() {
    chart("web", "", "a: {{ required \"password!\" .Values.password | b64enc }}\nb: 1\n");
    assertThat(text("web/templates/web.yaml"))
        .isEqualTo("a: ⟨b64enc(web:.Values.password)⟩\nb: 1\n");
    assertThat(problems()).containsExactly("`.Values.password` is required: password!");
  }

  @Test
  void unknownReleaseIsCarriedByName() {
    chart("web", "", "{{ .Release.Name | trunc 63 }}.{{ .Release.Namespace }}");
    Rendering rendering =
        HelmCharts.find(ChartTree.ofTexts("test", files))
            .getFirst()
            .render(RenderOptions.standard().withRelease("", "prod"));
    assertThat(rendering.files().getFirst().text()).isEqualTo("⟨web:Release.Name⟩.prod");
  }

  @Test
  void linesThatAreUnknownTakeTheShapeOfTheirNeighbours() {
    chart(
        "web",
        "",
        """
        labels:
          {{- include "none" . | nindent 2 }}
          app: web
        env:
          {{- include "none" . | nindent 2 }}
          - name: A
        alone:
          {{- include "none" . | nindent 2 }}
        next: 1
        """);
    assertThat(text("web/templates/web.yaml"))
        .isEqualTo(
            """
            labels:
              ⟨web:include none⟩: ⟨web:include none⟩
              app: web
            env:
              - ⟨web:include none⟩
              - name: A
            alone:
              ⟨web:include none⟩
            next: 1
            """);
  }

  @Test
  void separatorThatTrimmingJoinedIsALineOfItsOwn() {
    chart("web", "", "a: 1\n---\n{{- if true -}}\n# comment\nb: 2\n{{- end }}\n");
    RenderedFile file = render().files().getFirst();
    assertThat(file.text()).isEqualTo("a: 1\n---\n# comment\nb: 2\n");
    assertThat(file.lines().at(4).line()).isEqualTo(5);
  }

  @Test
  void textThatLooksUnknownInFilesIsNot() {
    chart("web", "a: ⟨x⟩", "{{ .Values.a }} ⟨y⟩");
    assertThat(text("web/templates/web.yaml")).isEqualTo("<x> <y>");
  }

  @Test
  void packedAndMissingChartsAreProblemsWithARemedy() {
    chart("app", "", "{{ include \"common.name\" . }}");
    file(
        "app/Chart.yaml",
        "name: app\ndependencies: [{name: common}, {name: extra, condition: extra.enabled}]");
    file("app/values.yaml", "extra: {enabled: false}");
    file("app/charts/common-1.0.tgz", "packed");
    assertThat(problems())
        .containsExactlyInAnyOrder(
            "the packed chart `common-1.0.tgz` is not read",
            "the chart `common` on which this one depends is not here",
            "no template `common.name` is defined");
    assertThat(render().problems()).allMatch(problem -> !problem.help().isEmpty());
  }

  @Test
  void dependencyByPathIsFoundInTheScannedFolderOnly() {
    chart("charts/app", "", "{{ include \"lib.x\" . }}");
    file("charts/lib/Chart.yaml", "name: lib\ntype: library");
    file("charts/lib/templates/_x.tpl", "{{ define \"lib.x\" }}found{{ end }}");
    file(
        "charts/app/Chart.yaml",
        "name: app\ndependencies: [{name: lib, repository: 'file://../lib'}, {name: out, repository: 'file://../../../../etc'}]");
    Rendering rendering =
        HelmCharts.find(ChartTree.ofTexts("test", files)).getFirst().render(List.of());
    assertThat(rendering.files()).extracting(RenderedFile::text).containsExactly("found");
    assertThat(rendering.problems())
        .extracting(Problem::says)
        .containsExactly("the chart `out` on which this one depends is not here");
  }

  @Test
  void valueFilesBesideAreNamedAndNotApplied() {
    chart("web", "a: 1", "{{ .Values.a }}");
    file("web/values-prod.yaml", "a: 2").file("prod-values.yaml", "a: 3").file("values-x.txt", "");
    assertThat(text("web/templates/web.yaml")).isEqualTo("1");
    assertThat(problems()).hasSize(2).allMatch(says -> says.contains("are not applied"));
    given.add(new ValueFile("web/values-prod.yaml", "a: 2"));
    assertThat(text("web/templates/web.yaml")).isEqualTo("2");
    assertThat(problems()).hasSize(1);
  }

  @Test
  void chartsInChartsArePartsAndOthersAreTheirOwn() {
    chart("charts/a", "", "a").chart("charts/a/charts/b", "", "b").chart("charts/c", "", "c");
    assertThat(HelmCharts.find(ChartTree.ofTexts("test", files)))
        .extracting(HelmChart::folder)
        .containsExactly("charts/a", "charts/c");
  }

  @Test
  void brokenFilesAreProblemsAndTheRestIsRendered() {
    chart("web", "a: [", "{{ .Values.a }}fine");
    file("web/templates/broken.yaml", "a\n{{ if }}\n{{ end }}");
    Rendering rendering = render();
    assertThat(rendering.files()).extracting(RenderedFile::text).containsExactly("fine");
    assertThat(rendering.problems())
        .extracting(problem -> problem.evidence() == null ? "" : problem.evidence().place())
        .containsExactly("web/templates/broken.yaml:2", "web/values.yaml");
  }

  @Test
  void chartThatContainsItselfByPathEnds() {
    chart("a", "", "a");
    file("a/Chart.yaml", "name: a\ndependencies: [{name: b, repository: 'file://../b'}]");
    chart("b", "", "b");
    file("b/Chart.yaml", "name: b\ndependencies: [{name: a, repository: 'file://../a'}]");
    Rendering rendering =
        HelmCharts.find(ChartTree.ofTexts("test", files)).getFirst().render(List.of());
    assertThat(rendering.problems())
        .extracting(Problem::says)
        .anyMatch(says -> says.contains("too deep"));
  }

  @Test
  void sameInputGivesTheSame() {
    chart("web", "m: {z: 1, a: 2}", "{{ keys .Values.m }}{{ uuidv4 }}{{ now }}");
    assertThat(render()).isEqualTo(render());
    assertThat(Map.copyOf(files)).hasSize(3);
  }
}
