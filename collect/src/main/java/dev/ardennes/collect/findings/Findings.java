package dev.ardennes.collect.findings;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.Collector;
import dev.ardennes.collect.Recognition;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.Text;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Hidden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/// Reports of scanners: SARIF 2.1.0, Trivy, trivy-operator, Semgrep and ZAP, told by their content.
/// Read as streams: memory grows with the findings and not with the reports.
///
/// VEX documents (OpenVEX, CycloneDX) of the same folder are read first: a finding that one of them
/// is about is kept with what it says.
///
/// Each finding is an entity `finding/<file>#<n>`, the n-th entry of its report from 1 on; see the
/// catalogue for what is stated of it. A finding is never a verdict: nothing here asks whether it
/// is true.
public final class Findings implements Collector {
  private static final List<ReportReader> READERS =
      List.of(
          new SarifReader(),
          new OperatorReader(),
          new TrivyReader(),
          new SemgrepReader(),
          new ZapReader(),
          new ZapXmlReader(),
          new VexReader());
  private static final Set<String> ENDINGS = Set.of("json", "sarif", "xml", "yaml", "yml", "");

  @Override
  public String kind() {
    return "findings";
  }

  @Override
  public List<SourceFile> recognise(SourceTree tree, Recognition recognition) {
    List<SourceFile> files = new ArrayList<>();
    for (SourceFile file : tree.files()) {
      if (mayBeReport(file, tree) && reader(file, recognition.json(file), tree) != null) {
        files.add(file);
      }
    }
    return files;
  }

  private static boolean mayBeReport(SourceFile file, SourceTree tree) {
    String name = file.name().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return tree.files().size() == 1 || ENDINGS.contains(dot <= 0 ? "" : name.substring(dot + 1));
  }

  private static @Nullable ReportReader reader(
      SourceFile file, Recognition.JsonShape shape, SourceTree tree) {
    String text;
    try {
      text = Text.decode(file.beginning(tree.limits().lookBytes()));
    } catch (IOException e) {
      return null;
    }
    ReportReader.Look look = new ReportReader.Look(file, shape, text);
    return READERS.stream().filter(reader -> reader.reads(look)).findFirst().orElse(null);
  }

  @Override
  public Collected collect(SourceTree tree, List<SourceFile> files, String location) {
    CollectedBuilder out = new CollectedBuilder(tree.source());
    Session session = new Session(out, new ScannedPaths(tree));
    Recognition recognition = new Recognition(tree);
    Map<SourceFile, ReportReader> reports = new LinkedHashMap<>();
    List<Hidden> hidden = new ArrayList<>();
    for (SourceFile file : files) {
      switch (reader(file, recognition.json(file), tree)) {
        case null -> {}
        case VexReader vex -> hidden.addAll(read(vex, new Report(session, file)));
        case ReportReader reader -> reports.put(file, reader);
      }
    }
    reports.forEach((file, reader) -> hidden.addAll(read(reader, new Report(session, file))));
    hidden.sort(null);
    return out.build(kind(), location, files.size(), hidden);
  }

  private static List<Hidden> read(ReportReader reader, Report report) {
    try {
      reader.read(report);
    } catch (StreamConstraintsException e) {
      broken(report, "the report is nested too deeply or has too long a text from here on", e);
    } catch (JacksonException e) {
      broken(report, "the report breaks off or is no JSON from here on", e);
    } catch (IOException e) {
      report.error(
          "the file cannot be read, so that what it holds is missing",
          "give the program permission to read it",
          0,
          0);
    }
    return report.finish();
  }

  private static void broken(Report report, String says, JacksonException e) {
    var at = e.getLocation();
    report.error(
        says + ": what follows is missing",
        "write the report again",
        at == null ? 0 : Math.max(0, at.getLineNr()),
        at == null ? 0 : Math.max(0, at.getColumnNr()));
  }
}
