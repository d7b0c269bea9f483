package dev.ardennes.app;
import dev.ardennes.analysis.Report;
import java.nio.file.*;
import java.util.*;
public final class LabsTry {
  public static void main(String[] a) throws Exception {
    boolean export = a[0].equals("export");
    var techniques = Techniques.load(a.length > 1 && !a[1].isEmpty() ? List.of(Path.of(a[1])) : List.of());
    int found = 0; long t0 = System.nanoTime();
    for (Labs.Lab lab : Labs.all()) {
      if (a.length > 2 && !lab.id().contains(a[2])) continue;
      List<String> goals = new ArrayList<>(lab.goals()); if (export) goals.replaceAll(g -> g.contains(":ssm:") ? "arn:aws:iam::111111111111:root" : g);
      String line;
      try {
        var request = Labs.request(export ? lab.export() : lab.terraform(), lab.start(), goals);
        Estate estate = Estate.read(request);
        Report report = new Scan(request, techniques).report(estate);
        Report.Path p = Labs.through(report, lab.principals());
        if (p != null) { found++; line = "FOUND rank " + p.rank() + "/" + report.paths().size() + " risk " + p.risk() + " assumes " + p.assumptions().size() + " names " + Labs.names(report, p); }
        else line = "MISSED paths=" + report.paths().size() + (report.paths().isEmpty() ? "" : " first " + Labs.names(report, report.paths().getFirst())) + " wanted " + lab.principals();
      } catch (UsageError e) { line = "ERROR " + e.getMessage(); }
      catch (RuntimeException e) { line = "CRASH " + e; StackTraceElement[] st = e.getStackTrace(); for (int i = 0; i < Math.min(6, st.length); i++) line += "\n      " + st[i]; }
      System.out.println(lab.id() + "\n    " + line);
    }
    System.out.println(found + " found in " + (System.nanoTime() - t0) / 1_000_000 + " ms");
  }
}
