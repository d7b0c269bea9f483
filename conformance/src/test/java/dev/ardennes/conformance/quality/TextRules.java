package dev.ardennes.conformance.quality;

import dev.ardennes.conformance.quality.ProjectFiles.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rules that a look at the text of one file decides; each problem says how to mend it.
final class TextRules {
  static final int MOST_LINES = 450;

  // Written in parts, so that the rules do not find themselves.
  private static final Pattern LEFT_OPEN = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  private static final Pattern DISABLED = Pattern.compile("^\\s*@(Dis" + "abled|Ign" + "ore)\\b");
  private static final Pattern MACHINE_PATH =
      Pattern.compile(
          "(?<![\\w.~*/$}-])/(wo" + "rk|fa" + "rm)/|/tmp/[a-z]+_jobs|C:\\\\Users\\\\(?!Public)");
  private static final Pattern REGISTRY_HOST =
      Pattern.compile(
          "repo1?\\.ma"
              + "ven\\.|\\bregistry\\.np"
              + "mjs|\\bdeb\\.de"
              + "bian|files\\.pythonho"
              + "sted|\\bpypi\\.o"
              + "rg");
  private static final Pattern BLANK_END = Pattern.compile("[ \\t]+$");

  private TextRules() {}

  static List<String> check(TextFile file) {
    List<String> problems = new ArrayList<>();
    checkLength(file, problems);
    each(
        file,
        problems,
        "left open",
        LEFT_OPEN.asPredicate(),
        "do it, or say in the documents what is not done");
    each(
        file,
        problems,
        "names a place of one machine",
        MACHINE_PATH.asPredicate(),
        "use a relative path");
    each(
        file,
        problems,
        "names a registry's host",
        REGISTRY_HOST.asPredicate(),
        "leave it to the user's settings");
    if (file.endsWith(".java")) {
      each(
          file,
          problems,
          "a test switched off",
          DISABLED.asPredicate(),
          "mend the test or remove it");
    }
    if (!file.isTestData() && !file.endsWith(".csv", ".cmd", ".txt")) {
      each(file, problems, "blanks at the line's end", BLANK_END.asPredicate(), "remove them");
      each(
          file,
          problems,
          "a tab",
          line -> line.indexOf('\t') >= 0,
          "write spaces, or `\\t` in a literal");
    }
    return problems;
  }

  private static void checkLength(TextFile file, List<String> problems) {
    int lines = file.lines().size();
    if (file.endsWith(".java") && lines > MOST_LINES) {
      problems.add(
          file.problem(
              1,
              lines
                  + " lines, "
                  + MOST_LINES
                  + " at most: find the second thing in it and give it its own file"));
    }
  }

  private static void each(
      TextFile file, List<String> problems, String what, Predicate<String> offends, String mend) {
    List<String> lines = file.lines();
    for (int i = 0; i < lines.size(); i++) {
      if (offends.test(lines.get(i))) {
        problems.add(file.problem(i + 1, what + ": " + mend));
      }
    }
  }

  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

  /// Links of a Markdown file to places inside the repository that do not exist.
  ///
  /// @param exists whether a path relative to the root, with `/`, is a file or folder
  static List<String> checkLinks(TextFile file, Predicate<String> exists) {
    List<String> problems = new ArrayList<>();
    List<String> lines = file.lines();
    boolean inCode = false;
    for (int i = 0; i < lines.size(); i++) {
      inCode ^= lines.get(i).stripLeading().startsWith("```");
      Matcher link = LINK.matcher(inCode ? "" : lines.get(i));
      while (link.find()) {
        String target = link.group(1).replaceFirst("#.*", "");
        if (!target.isEmpty()
            && !target.matches("[a-z]+:.*")
            && !exists.test(resolve(file.path(), target))) {
          problems.add(file.problem(i + 1, "`" + target + "` does not exist: correct the link"));
        }
      }
    }
    return problems;
  }

  private static String resolve(String from, String target) {
    if (target.startsWith("/")) {
      return target.substring(1);
    }
    return java.nio.file.Path.of("/" + from)
        .resolveSibling(target)
        .normalize()
        .toString()
        .replace('\\', '/')
        .substring(1);
  }
}
