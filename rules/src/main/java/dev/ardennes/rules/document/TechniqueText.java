package dev.ardennes.rules.document;

import dev.ardennes.rules.AttackReference;
import dev.ardennes.rules.Derivation;
import dev.ardennes.rules.Detection;
import dev.ardennes.rules.Mitigation;
import dev.ardennes.rules.OrNone;
import dev.ardennes.rules.Technique;
import dev.ardennes.rules.TechniqueFile;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.check.AttackList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Techniques as plain text for a terminal. Lines end with a line feed.
public final class TechniqueText {
  private static final int WIDTH = 96;

  private TechniqueText() {}

  /// One line for each file: id, stage, title.
  public static String list(TechniqueSet techniques) {
    int widest = techniques.files().stream().mapToInt(file -> file.id().length()).max().orElse(0);
    StringBuilder out = new StringBuilder();
    for (TechniqueFile file : techniques.files()) {
      String stage =
          switch (file) {
            case Technique technique -> technique.stage().word();
            case Derivation ignored -> "derived";
          };
      out.append(
          String.format(
              Locale.ROOT,
              "%-" + Math.max(1, widest) + "s  %-11s  %s\n",
              file.id(),
              stage,
              file.title()));
    }
    return out.toString();
  }

  /// Everything a reader wants to know about one file, the rule as it is written included.
  public static String show(TechniqueFile file, AttackList attack) {
    StringBuilder out = new StringBuilder();
    out.append(file.title()).append('\n');
    out.append(file.id()).append(", ").append(file.status().word());
    out.append(", ").append(file.digest()).append("\n\n");
    out.append(wrapped(file.summary(), "  "));
    if (file instanceof Technique technique) {
      labels(technique, attack, out);
    }
    out.append("\nRule\n").append(indented(file.ruleText()));
    if (!file.limits().isEmpty()) {
      out.append("\nNot covered\n").append(wrapped(file.limits(), "  "));
    }
    if (file instanceof Technique technique) {
      defence(technique, out);
    }
    out.append("\nCases\n");
    file.tests()
        .cases()
        .forEach(
            c -> out.append(c.fires() ? "  fires   " : "  silent  ").append(c.name()).append('\n'));
    file.references().forEach(address -> out.append('\n').append(address));
    return out.append(file.references().isEmpty() ? "" : "\n").toString();
  }

  private static void labels(Technique technique, AttackList attack, StringBuilder out) {
    out.append("\n  ").append(technique.says()).append("\n\n");
    line(out, "stage", technique.stage().word());
    line(
        out,
        "STRIDE",
        technique.stride().stream().map(s -> s.inWords()).collect(Collectors.joining(", ")));
    for (AttackReference reference : technique.attack().items()) {
      String name = Objects.requireNonNullElse(attack.name(reference.id()), "not in the list");
      line(out, "ATT&CK", reference.id() + " " + name + ": " + reference.why());
    }
    line(
        out,
        "simulation",
        "effort "
            + technique.simulation().effort().word()
            + ", skill "
            + technique.simulation().skill().word()
            + ", noise "
            + technique.simulation().noise().word());
    technique.assumes().forEach(a -> line(out, "assumes", a.says() + " (" + a.kind().word() + ")"));
  }

  private static void defence(Technique technique, StringBuilder out) {
    out.append("\nDetection\n");
    items(technique.detection(), TechniqueText::detection, out);
    out.append("\nMitigation\n");
    items(technique.mitigation(), TechniqueText::mitigation, out);
  }

  private static <T> void items(OrNone<T> listed, Function<T, String> text, StringBuilder out) {
    if (listed.items().isEmpty()) {
      out.append(wrapped("none: " + listed.noneBecause(), "  "));
    }
    listed.items().forEach(item -> out.append(wrapped(text.apply(item), "  ")));
  }

  private static String detection(Detection detection) {
    String when = detection.when().template();
    return detection.log()
        + " "
        + detection.event()
        + (when.isEmpty() ? "" : ", when " + when)
        + "; blind: "
        + detection.blind();
  }

  private static String mitigation(Mitigation mitigation) {
    return mitigation.says().template();
  }

  private static void line(StringBuilder out, String label, String text) {
    out.append(String.format(Locale.ROOT, "  %-10s  %s\n", label, text));
  }

  private static String indented(String text) {
    return text.stripTrailing()
        .lines()
        .map(line -> line.isEmpty() ? "\n" : "  " + line + "\n")
        .collect(Collectors.joining());
  }

  private static String wrapped(String text, String indent) {
    StringBuilder out = new StringBuilder();
    StringBuilder line = new StringBuilder(indent);
    for (String word : List.of(text.strip().split("\\s+"))) {
      if (line.length() > indent.length() && line.length() + 1 + word.length() > WIDTH) {
        out.append(line).append('\n');
        line.setLength(indent.length());
      }
      line.append(line.length() > indent.length() ? " " : "").append(word);
    }
    return out.append(line).append('\n').toString();
  }
}
