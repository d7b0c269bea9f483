package dev.ardennes.collect.findings;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.json.Json;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Hidden;
import dev.ardennes.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One report while it is read: numbers its findings in the order of the file and states them.
final class Report {
  private final Session session;
  private final CollectedBuilder out;
  private final SourceFile file;
  private final Weaknesses weaknesses = Weaknesses.standard();
  private final Map<String, Integer> hidden = new LinkedHashMap<>();
  private int number;
  private int surplus;
  private int cut;

  Report(Session session, SourceFile file) {
    this.session = session;
    this.out = session.out;
    this.file = file;
  }

  SourceFile file() {
    return file;
  }

  /// The file of the scanned folder that the report means, see [ScannedPaths#inTree].
  String inTree(String path) {
    return session.paths.inTree(path, file.folder());
  }

  /// Whether the scanned folder has a file of this path.
  boolean knows(String path) {
    return session.paths.has(path);
  }

  /// An entry of the report that is no finding (a check that was passed). It has its number, so
  /// that those of others do not depend on it.
  ///
  /// @param what in the plural
  void leaveOut(String what) {
    number++;
    hidden.merge(what, 1, Integer::sum);
  }

  /// An entry was larger than a finding may be, so that only its beginning was read.
  void wasCut() {
    cut++;
  }

  void warn(String says, String help, Json.Place place) {
    out.problem(Problem.warning(says, help, at(place)));
  }

  void warn(String says, String help) {
    warn(says, help, Json.Place.NONE);
  }

  void error(String says, String help, int line, int column) {
    out.problem(Problem.error(says, help, Evidence.at(out.source(), file.path(), line, column)));
  }

  private Evidence at(Json.Place place) {
    return new Evidence(out.source(), file.path(), place.line(), place.column(), place.pointer());
  }

  /// What the end of the report shows: what was left out of it.
  List<Hidden> finish() {
    if (surplus > 0) {
      warn(
          "all reports together have more than "
              + Session.MOST_FINDINGS
              + " findings: "
              + surplus
              + " of this one are left out",
          "split the report, or let the tool report less");
    }
    if (cut > 0) {
      warn(cut + " entries are too large: only their beginnings are read", "");
    }
    List<Hidden> all = new ArrayList<>();
    hidden.forEach((what, count) -> all.add(new Hidden(file.path(), what, count)));
    return all;
  }

  /// States the finding under the next number.
  void add(Finding finding) {
    number++;
    if (!session.takes()) {
      surplus++;
      return;
    }
    String id = "finding/" + file.path() + "#" + number;
    out.entity(id, "finding", finding.title(), List.of());
    Statements statements = new Statements(session, at(finding.place), id);
    statements.fact("kind", "finding");
    statements.fact("reported", finding.tool, finding.rule, finding.severity().word());
    statements.weakness(finding, weaknesses.classes(finding));
    statements.places(finding);
    statements.subjects(finding);
    for (Exploitability.Statement known : session.exploitability.of(finding)) {
      statements.fact("finding_exploitability", known.id(), known.status());
    }
  }

  /// States what a VEX document says, and keeps it for the findings of reports that are read later.
  void statement(Vex vex) {
    number++;
    String vulnerability = vex.vulnerability();
    if (vulnerability == null || !Vex.STATUSES.contains(vex.status())) {
      warn("a statement without a vulnerability or a known status is left out", "", vex.place());
      return;
    }
    if (!session.takes()) {
      surplus++;
      return;
    }
    String id = "vex/" + file.path() + "#" + number;
    String cut = Finding.cut(vulnerability);
    out.entity(id, "vex.statement", cut + " " + vex.status(), List.of());
    Statements statements = new Statements(session, at(vex.place()), id);
    statements.fact("kind", "vex.statement");
    for (String product : vex.products().isEmpty() ? Set.of("") : vex.products()) {
      statements.fact("exploitability", cut, product, vex.status(), vex.why());
    }
    session.exploitability.add(
        new Exploitability.Statement(
            id, cut, vex.status(), names(vex.products()), names(vex.parts())));
  }

  private static Set<String> names(Set<String> products) {
    Set<String> names = new LinkedHashSet<>();
    products.forEach(product -> names.addAll(Exploitability.names(product)));
    return names;
  }
}
