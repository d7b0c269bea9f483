package dev.ardennes.app;
import dev.ardennes.analysis.Report;
import dev.ardennes.model.*;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;
import tools.jackson.databind.*;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.*;
public final class TwinsTry {
  public static void main(String[] a) throws Exception {
    var techniques = Techniques.load(a.length > 0 && !a[0].isEmpty() ? List.of(Path.of(a[0])) : List.of());
    Map<String, Labs.Lab> labs = Labs.all().stream().collect(Collectors.toMap(Labs.Lab::id, l -> l));
    int deny = 0, lost = 0, useless = 0, kept = 0; 
    for (JsonNode twin : Labs.json("twins.json")) {
      Labs.Lab lab = labs.get(twin.get("lab").asString());
      if (a.length > 1 && !lab.id().contains(a[1])) continue;
      boolean expectDeny = twin.get("after").asString().equals("deny");
      String what = lab.id() + " -" + twin.get("permission").asString() + " of " + twin.get("principal").asString();
      try {
        var request = Labs.request(lab.terraform(), lab.start(), lab.goals());
        Estate estate = Estate.read(request);
        Scan scan = new Scan(request, techniques);
        if (Labs.through(scan.report(estate), lab.principals()) == null) { System.out.println("skip (not found) " + what); continue; }
        List<Fact> changed = new ArrayList<>(); Set<String> removed = new HashSet<>();
        mutate(estate.facts(), twin.get("principal").asString(), twin.get("permission").asString(), changed, removed);
        Estate after = estate.with(estate.facts().changed(f -> removed.contains(f.id()), changed));
        Report report = scan.report(after);
        Report.Path p = Labs.through(report, lab.principals());
        if (expectDeny) { deny++; if (p == null) lost++; else System.out.println("REMAINS " + what + " removed=" + removed.size() + " by " + p.steps().stream().map(s -> s.technique() + s.alternatives()).toList()); }
        else { useless++; if (p != null) kept++; else System.out.println("LOST BUT USELESS " + what + " removed " + removed.size()); }
      } catch (UsageError e) { System.out.println("ERROR " + what + " " + e.getMessage()); }
    }
    System.out.println("deny " + lost + " of " + deny + " lost; useless " + kept + " of " + useless + " kept");
  }
  static void mutate(FactBase facts, String principal, String permission, List<Fact> changed, Set<String> removed) throws Exception {
    JsonMapper m = new JsonMapper();
    Set<String> holders = new HashSet<>();
    for (Entity e : facts.entities()) if (e.kind().startsWith("aws.iam.") && e.name().equals(principal)) { holders.add(e.id()); facts.relation("member", e.id()).forEach(f -> holders.add(f.args().get(1))); }
    for (String h : holders) for (Fact at : facts.relation("attached", h)) for (Fact st : facts.relation("policy_statement", at.args().get(1))) {
      JsonNode n = m.readTree(st.args().get(2)); if (!n.isObject() || !n.has("Action") || !n.get("Effect").asString().equals("Allow")) continue;
      ArrayNode kept = m.createArrayNode(); boolean hit = false;
      for (JsonNode act : n.get("Action")) { if (act.asString().equalsIgnoreCase(permission)) hit = true; else kept.add(act); }
      if (!hit) continue;
      removed.add(st.id());
      if (!kept.isEmpty()) { ObjectNode o = ((ObjectNode) n).deepCopy(); o.set("Action", kept); changed.add(new Fact("policy_statement", List.of(st.args().get(0), st.args().get(1), m.writeValueAsString(o)), st.standing(), st.evidence())); }
    }
  }
}
