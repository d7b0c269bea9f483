package dev.ardennes.rules.document;

import dev.ardennes.rules.AssumptionTemplate;
import dev.ardennes.rules.AttackReference;
import dev.ardennes.rules.Derivation;
import dev.ardennes.rules.Detection;
import dev.ardennes.rules.Mitigation;
import dev.ardennes.rules.Stride;
import dev.ardennes.rules.Technique;
import dev.ardennes.rules.TechniqueFile;
import dev.ardennes.rules.TechniqueTests.Case;
import dev.ardennes.rules.check.AttackList;
import dev.ardennes.rules.datalog.Atom;
import dev.ardennes.rules.datalog.DatalogText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// One technique as a page for people.
final class TechniquePage {
  private final AttackList attack;
  private final StringBuilder out = new StringBuilder();

  private TechniquePage(AttackList attack) {
    this.attack = attack;
  }

  static String of(TechniqueFile file, AttackList attack) {
    TechniquePage page = new TechniquePage(attack);
    page.write(file);
    return page.out.toString();
  }

  private void write(TechniqueFile file) {
    String source = "../../techniques/" + file.place().file();
    out.append("<!-- Generated from the technique's file; -Dgolden=write writes it anew. -->\n");
    out.append("# ").append(Markdown.text(file.title())).append("\n\n");
    out.append("[`").append(file.id()).append("`](").append(source).append("), ");
    out.append(file.status().word());
    if (!file.replacedBy().isEmpty()) {
      out.append(", use [`").append(file.replacedBy()).append("`](");
      out.append(file.replacedBy()).append(".md)");
    }
    out.append("\n\n").append(Markdown.text(file.summary())).append("\n");
    switch (file) {
      case Technique technique -> technique(technique);
      case Derivation derivation -> rule(derivation);
    }
    cases(file);
    references(file);
  }

  private void technique(Technique technique) {
    out.append("\n> ").append(Markdown.text(technique.says().template())).append("\n\n");
    out.append(Markdown.head("stage", "STRIDE", "effort", "skill", "noise"));
    out.append(
        Markdown.row(
            List.of(
                technique.stage().word(),
                technique.stride().stream().map(Stride::inWords).collect(Collectors.joining(", ")),
                technique.simulation().effort().word(),
                technique.simulation().skill().word(),
                technique.simulation().noise().word())));
    attack(technique);
    rule(technique);
    assumes(technique);
    detection(technique);
    mitigation(technique);
  }

  private void section(String title) {
    out.append("\n## ").append(title).append("\n\n");
  }

  private void none(String because) {
    out.append("None: ").append(Markdown.text(because)).append(".\n");
  }

  private void attack(Technique technique) {
    section("ATT&CK");
    if (technique.attack().items().isEmpty()) {
      none(technique.attack().noneBecause());
    }
    for (AttackReference reference : technique.attack().items()) {
      String name = Objects.requireNonNullElse(attack.name(reference.id()), "not in the list");
      out.append("- ").append(attackLink(reference.id())).append(' ').append(Markdown.text(name));
      out.append(": ").append(Markdown.text(reference.why())).append('\n');
    }
  }

  static String attackLink(String id) {
    return "[" + id + "](https://attack.mitre.org/techniques/" + id.replace('.', '/') + "/)";
  }

  private void rule(TechniqueFile file) {
    section("Rule");
    out.append("```prolog\n").append(file.ruleText().stripTrailing()).append("\n```\n");
    if (!file.limits().isEmpty()) {
      section("Not covered");
      out.append(Markdown.text(file.limits())).append('\n');
    }
  }

  private void assumes(Technique technique) {
    if (technique.assumes().isEmpty()) {
      return;
    }
    section("Every step assumes");
    for (AssumptionTemplate assumption : technique.assumes()) {
      out.append("- ").append(Markdown.text(assumption.says().template()));
      out.append(" (").append(assumption.kind().word()).append(")\n");
    }
  }

  private void detection(Technique technique) {
    section("Detection");
    if (technique.detection().items().isEmpty()) {
      none(technique.detection().noneBecause());
      return;
    }
    out.append(Markdown.head("log", "event", "when", "blind to"));
    for (Detection detection : technique.detection().items()) {
      out.append(
          Markdown.row(
              List.of(
                  Markdown.code(detection.log()),
                  Markdown.code(detection.event()),
                  Markdown.cell(detection.when().template()),
                  Markdown.cell(detection.blind()))));
    }
  }

  private void mitigation(Technique technique) {
    section("Mitigation");
    if (technique.mitigation().items().isEmpty()) {
      none(technique.mitigation().noneBecause());
    }
    for (Mitigation mitigation : technique.mitigation().items()) {
      List<String> changes = new ArrayList<>();
      mitigation.removes().forEach(atom -> changes.add("removes " + code(atom)));
      mitigation.adds().forEach(atom -> changes.add("adds " + code(atom)));
      out.append("- ").append(Markdown.text(mitigation.says().template())).append(": ");
      out.append(String.join(", ", changes)).append('\n');
    }
  }

  private static String code(Atom atom) {
    return Markdown.code(DatalogText.of(atom));
  }

  private void cases(TechniqueFile file) {
    section("Cases");
    out.append(Markdown.head("case", "gains"));
    for (Case example : file.tests().cases()) {
      String gains =
          example.fires()
              ? example.expect().stream()
                  .map(fact -> Markdown.code(fact.toString()))
                  .collect(Collectors.joining(", "))
              : "nothing";
      out.append(Markdown.row(List.of(Markdown.cell(example.name()), gains)));
    }
  }

  private void references(TechniqueFile file) {
    if (file.references().isEmpty()) {
      return;
    }
    section("References");
    file.references().forEach(address -> out.append("- <").append(address).append(">\n"));
  }
}
