package dev.ardennes.rules.document;

import dev.ardennes.model.Catalogue;
import dev.ardennes.rules.AttackReference;
import dev.ardennes.rules.Derivation;
import dev.ardennes.rules.Technique;
import dev.ardennes.rules.TechniqueFile;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.check.AttackList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The pages that are generated from techniques and the relation catalogue.
public final class TechniquePages {
  private TechniquePages() {}

  /// All pages: path below `docs/`, with `/`, to content. The same input gives the same bytes.
  public static SequencedMap<String, String> of(
      TechniqueSet techniques, AttackList attack, Catalogue catalogue) {
    TreeMap<String, String> pages = new TreeMap<>();
    for (TechniqueFile file : techniques.files()) {
      pages.put("techniques/" + file.id() + ".md", TechniquePage.of(file, attack));
    }
    pages.put("techniques/README.md", index(techniques));
    pages.put("reference/relations.md", RelationsPage.of(catalogue));
    return pages;
  }

  private static String index(TechniqueSet techniques) {
    StringBuilder out = new StringBuilder();
    out.append("<!-- Generated from the technique files; -Dgolden=write writes it anew. -->\n");
    out.append("# Techniques\n\n");
    out.append("What an attacker can do, as Ardennes knows it: ");
    out.append(techniques.techniques().size()).append(" techniques. Each page is generated from\n");
    out.append(
        "one file under [`techniques/`](../../techniques); how such a file is written says\n");
    out.append("[technique files](../internals/technique-format.md).\n");
    String group = "";
    for (Technique technique : techniques.techniques()) {
      if (!group(technique).equals(group)) {
        group = group(technique);
        out.append("\n## ").append(group).append("\n\n");
        out.append(Markdown.head("technique", "gains", "stage", "ATT&CK"));
      }
      out.append(row(technique));
    }
    derivations(techniques.derivations(), out);
    return out.toString();
  }

  private static void derivations(List<Derivation> derivations, StringBuilder out) {
    if (derivations.isEmpty()) {
      return;
    }
    out.append("\n## Derived relations\n\n").append(Markdown.head("file", "relation"));
    for (Derivation derivation : derivations) {
      out.append(Markdown.row(List.of(link(derivation), Markdown.code(derivation.gains()))));
    }
  }

  /// Provider and service: `aws lambda`.
  private static String group(TechniqueFile file) {
    String[] words = file.id().split("\\.", 3);
    return words.length < 3 ? words[0] : words[0] + " " + words[1];
  }

  private static String row(Technique technique) {
    return Markdown.row(
        List.of(
            link(technique),
            Markdown.code(technique.gains()),
            technique.stage().word(),
            technique.attack().items().stream()
                .map(AttackReference::id)
                .map(TechniquePage::attackLink)
                .collect(Collectors.joining(", "))));
  }

  private static String link(TechniqueFile file) {
    return "[" + Markdown.cell(file.title()) + "](" + file.id() + ".md)";
  }
}
