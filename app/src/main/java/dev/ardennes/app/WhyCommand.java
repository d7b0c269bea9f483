package dev.ardennes.app;

import dev.ardennes.model.Entity;
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
    boolean documented = decisions.services().action(action).isPresent() || action.contains("*");
    output.write(text(facts, who, what, explanation, documented));
    return Main.DONE;
  }

  private String text(
      FactBase facts, Entity who, String what, Explanation explanation, boolean documented) {
    Reasons reasons = new Reasons(facts);
    StringBuilder text = new StringBuilder();
    Entity entity = facts.entity(what);
    text.append(explanation.decision().verdict().name().toLowerCase(Locale.ROOT))
        .append(
            ": %s %s %s on %s%n"
                .formatted(
                    who.name(), may(explanation), action, entity == null ? what : entity.name()));
    if (!documented) {
      text.append("  `%s` is no action that AWS documents%n".formatted(action));
    }
    for (Control control : explanation.decision().controls()) {
      text.append("  no, because %s%n".formatted(control.says()));
      reasons.lines(control.factIds()).forEach(line -> text.append("    ").append(line));
    }
    List<Alternative> alternatives = explanation.decision().alternatives();
    for (int i = 0; i < alternatives.size(); i++) {
      text.append(alternative(reasons, alternatives.get(i), i == 0 ? "because" : "or because"));
    }
    text.append("%n  What each layer says:%n".formatted());
    for (Explanation.Line line : explanation.lines()) {
      text.append(layer(reasons, line));
    }
    return text.toString();
  }

  private static String may(Explanation explanation) {
    return switch (explanation.decision().verdict()) {
      case YES -> "may";
      case CONDITIONAL -> "may, if what follows holds,";
      case NO -> "may not";
    };
  }

  private static String layer(Reasons reasons, Explanation.Line line) {
    String outcome = line.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    boolean plain =
        line.outcome() == Explanation.Outcome.ALLOWS
            || line.outcome() == Explanation.Outcome.DENIES;
    return "  %-23s %-14s %s%s%n"
        .formatted(
            line.layer(),
            outcome,
            reasons.statement(line.factId()),
            plain ? "" : (line.factId().isEmpty() ? "" : ": ") + line.says());
  }

  private static String alternative(Reasons reasons, Alternative alternative, String lead) {
    StringBuilder text = new StringBuilder("  %s%n".formatted(lead));
    reasons.lines(alternative.factIds()).forEach(line -> text.append("    ").append(line));
    alternative
        .assumptions()
        .forEach(
            a -> text.append("    if %s (%s, %s)%n".formatted(a.says(), a.kind().word(), a.id())));
    alternative.choices().forEach(c -> text.append("    choosing %s%n".formatted(c.says())));
    return text.toString();
  }
}
