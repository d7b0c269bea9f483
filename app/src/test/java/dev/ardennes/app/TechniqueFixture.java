package dev.ardennes.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A few lines of Terraform in which one technique fires, and the changes each of which silences
/// it.
///
/// The first lines are comments: `# gains: controls(deployer)` names what the technique yields, by
/// the names of entities; `# entry: attacker` names where the attacker starts, if it is not
/// `attacker`. A line may end in `# silent: -` (without this line the technique is silent) or in `#
/// silent: OLD => NEW` (with that text replaced in this line it is); ` ;; ` parts several changes,
/// of which each silences alone.
///
/// @param technique the id, which is the file's name
/// @param fires the Terraform in which the technique fires, without the marks
record TechniqueFixture(
    String technique, String entry, String gain, String fires, List<Silencing> silencings) {
  private static final String MARK = "# silent: ";

  /// One change that silences the technique.
  ///
  /// @param scope whether the change leaves the actions and only has them about something else
  record Silencing(String says, boolean scope, String terraform) {
    @Override
    public String toString() {
      return says;
    }
  }

  TechniqueFixture {
    silencings = List.copyOf(silencings);
  }

  @Override
  public String toString() {
    return technique;
  }

  /// All fixtures of a folder, by id.
  static List<TechniqueFixture> all(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".tf"))
          .sorted()
          .map(TechniqueFixture::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TechniqueFixture read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String name = file.getFileName().toString();
    List<String> plain = lines.stream().map(TechniqueFixture::unmarked).toList();
    List<Silencing> silencings = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      for (String change : changes(lines.get(i))) {
        silencings.add(silencing(plain, i, change, file));
      }
    }
    return new TechniqueFixture(
        name.substring(0, name.length() - ".tf".length()),
        header(lines, "entry", "attacker"),
        header(lines, "gains", ""),
        text(plain),
        silencings);
  }

  private static String header(List<String> lines, String key, String otherwise) {
    String start = "# " + key + ": ";
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst()
        .orElse(otherwise);
  }

  private static List<String> changes(String line) {
    int mark = line.indexOf(MARK);
    return mark < 0 ? List.of() : List.of(line.substring(mark + MARK.length()).split(" ;; "));
  }

  private static String unmarked(String line) {
    int mark = line.indexOf(MARK);
    return mark < 0 ? line : line.substring(0, mark).stripTrailing();
  }

  private static Silencing silencing(List<String> lines, int at, String change, Path file) {
    List<String> changed = new ArrayList<>(lines);
    String line = lines.get(at);
    String where = "line " + (at + 1) + ": ";
    if (change.strip().equals("-")) {
      changed.remove(at);
      return new Silencing(where + "without `" + line.strip() + "`", false, text(changed));
    }
    String[] parts = change.split(" => ", 2);
    if (parts.length != 2 || !line.contains(parts[0].strip())) {
      throw new IllegalArgumentException(file + ": " + where + "no such change: " + change);
    }
    changed.set(at, line.replace(parts[0].strip(), parts[1].strip()));
    return new Silencing(
        where + change.strip(), parts[1].matches(".*(arn:|[.]arn$).*"), text(changed));
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
