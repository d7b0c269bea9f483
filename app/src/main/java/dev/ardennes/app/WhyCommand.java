package dev.ardennes.app;

import dev.ardennes.model.Entity;
import dev.ardennes.model.Fact;
import dev.ardennes.model.FactBase;
import dev.ardennes.policy.Alternative;
import dev.ardennes.policy.Control;
import dev.ardennes.policy.Explanation;
import dev.ardennes.policy.facts.RelationDecisions;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ardennes why SUBJECT ACTION OBJECT`: a decision, statement by statement.
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = {
      "Says whether SUBJECT may perform ACTION on OBJECT, and why.",
      "Shows every statement that was looked at, with its place."
    },
    footer = {
      "",
      "Example:",
      "  ardennes why '*deployment' iam:PassRole '*thumbnails' --in infra/"
    })
final class WhyCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "SUBJECT", description = "A principal: id, name or ARN.")
  private String subject = "";

  @Parameters(index = "1", paramLabel = "ACTION", description = "Such as `s3:GetObject`.")
  private String action = "";

  @Parameters(
      index = "2",
      paramLabel = "OBJECT",
      description = "What it is done to: id, name, ARN, or `*`.")
  private String object = "";

  @Option(names = "--in", paramLabel = "PATH", description = "What to read (default: this folder).")
  private List<Path> paths = List.of(Path.of("."));

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    if (!action.contains(":")) {
      throw UsageError.usage("ACTION `" + action + "` has no service; write `s3:GetObject`");
    }
    ScanRequest request = common.request(paths);
    FactBase facts = Estate.read(request).facts();
    Naming naming = new Naming(facts);
    Entity who = naming.identity("SUBJECT", subject);
    RelationDecisions decisions =
        new RelationDecisions(
            facts, request.asOf().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    boolean literal = object.equals("*") || object.startsWith("arn:");
    boolean role = action.equals("iam:PassRole") || action.startsWith("sts:");
    String what =
        literal
            ? object
            : (role ? naming.identity("OBJECT", object) : naming.one("OBJECT", object)).id();
    Explanation explanation = decisions.explain(who.id(), action, what);
    output.write(text(facts, who, what, explanation));
    return Main.DONE;
  }

  private String text(FactBase facts, Entity who, String what, Explanation explanation) {
    StringBuilder text = new StringBuilder();
    Entity entity = facts.entity(what);
    text.append(explanation.decision().verdict().name().toLowerCase(Locale.ROOT))
        .append(
            ": %s may %s on %s%n"
                .formatted(who.name(), action, entity == null ? what : entity.name()));
    for (Control control : explanation.decision().controls()) {
      text.append(
          "  no, because %s%s%n".formatted(control.says(), places(facts, control.factIds())));
    }
    List<Alternative> alternatives = explanation.decision().alternatives();
    for (int i = 0; i < alternatives.size(); i++) {
      text.append(alternative(facts, alternatives.get(i), i == 0 ? "because" : "or because"));
    }
    text.append("%n".formatted());
    for (Explanation.Line line : explanation.lines()) {
      String outcome = line.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      text.append(
          "  %-22s %-15s %s%s%n"
              .formatted(
                  line.layer(), outcome, line.says(), places(facts, List.of(line.factId()))));
    }
    return text.toString();
  }

  private static String alternative(FactBase facts, Alternative alternative, String lead) {
    StringBuilder text = new StringBuilder();
    text.append("  %s%s%n".formatted(lead, places(facts, alternative.factIds())));
    alternative
        .assumptions()
        .forEach(
            a -> text.append("    if %s (%s, %s)%n".formatted(a.says(), a.kind().word(), a.id())));
    alternative.choices().forEach(c -> text.append("    choosing %s%n".formatted(c.says())));
    return text.toString();
  }

  private static String places(FactBase facts, List<String> factIds) {
    StringBuilder places = new StringBuilder();
    for (String id : factIds) {
      Fact fact = facts.fact(id);
      if (fact != null && !fact.evidence().isEmpty() && !fact.relation().equals("arn")) {
        String place = fact.evidence().getFirst().place();
        if (places.indexOf(place) < 0) {
          places.append("  ").append(place);
        }
      }
    }
    return places.toString();
  }
}
