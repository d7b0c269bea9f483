package dev.ardennes.app;

import dev.ardennes.analysis.Report;
import dev.ardennes.rules.TechniqueSet;
import java.util.List;
import java.util.*;
import org.junit.jupiter.api.Test;

final class ProbeTest {
  private static final TechniqueSet TECHNIQUES = Techniques.load(List.of());

  @Test
  void probe() {
    for (Labs.Lab lab : Labs.all()) {
      System.out.println("== " + lab.id());
      try {
        ScanRequest request = Labs.request(lab.terraform(), List.of(), List.of());
        Estate estate = Estate.read(request);
        Report report = new Scan(request, TECHNIQUES).report(estate);
        for (Report.Path path : report.paths()) {
          if (!report.entitiesById().get(path.target()).kind().equals("aws.account")) continue;
          System.out.println("   " + report.entitiesById().get(path.target()).name() + " " + Labs.names(report, path) + " " + path.steps().stream().map(s -> s.technique() + "/" + s.alternatives()).toList()
             + " " + report.assumptions().stream().filter(a -> path.assumptions().contains(a.assumption().id())).map(a -> a.assumption().kind().word()).toList());
        }
      } catch (UsageError e) {
        System.out.println("   " + e.getMessage());
      }
    }
  }
}
