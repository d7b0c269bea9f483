package dev.ardennes.app;
import dev.ardennes.analysis.Report;
import dev.ardennes.estate.Selector;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;
public final class ScreenTry {
  public static void main(String[] a) throws Exception {
    var techniques = Techniques.load(a.length > 0 && !a[0].isEmpty() ? List.of(Path.of(a[0])) : List.of());
    int ok = 0;
    for (Labs.Lab lab : Labs.all()) {
      if (a.length > 1 && !lab.id().contains(a[1])) continue;
      var request = Labs.request(lab.terraform(), List.of(), List.of());
      Estate estate = Estate.read(request);
      Report r = new Scan(request, techniques).report(estate);
      Set<String> starts = ids(estate, lab.start()), goals = ids(estate, lab.goals());
      int at = -1;
      for (Report.Path p : r.paths()) if (starts.contains(p.entry()) && goals.contains(p.target())) { at = p.rank(); break; }
      if (at > 0 && at <= 30) ok++;
      System.out.println((at > 0 ? "rank " + at : "MISSING") + " of " + r.paths().size() + " " + lab.id() + (at > 0 ? "" : " start " + starts + " goals " + goals + " first " + r.paths().stream().limit(3).map(p -> p.entry() + " => " + p.target()).toList()));
    }
    System.out.println(ok + " on the first screen");
  }
  static Set<String> ids(Estate e, List<String> patterns) { Set<String> s = new LinkedHashSet<>(); for (String p : patterns) Selector.select(e.facts().entities(), p).forEach(m -> s.add(m.entity().id())); return s; }
}
