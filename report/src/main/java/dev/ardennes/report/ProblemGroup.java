package dev.ardennes.report;

import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Problems that differ only in the text of the user and the place: one remedy settles them all.
record ProblemGroup(List<Problem> problems) {
  private static final Pattern QUOTED = Pattern.compile("`[^`]*`");
  private static final String ANY = "`\u2026`";
  private static final int EXAMPLES = 3;

  private record Key(Problem.Severity severity, String says, String help) {}

  /// Errors first, then larger groups; otherwise in the order of their first problem.
  static List<ProblemGroup> of(List<Problem> problems) {
    Map<Key, List<Problem>> byKey = new LinkedHashMap<>();
    for (Problem problem : problems) {
      Key key = new Key(problem.severity(), general(problem.says()), general(problem.help()));
      byKey.computeIfAbsent(key, none -> new ArrayList<>()).add(problem);
    }
    return byKey.values().stream()
        .map(ProblemGroup::new)
        .sorted(
            (a, b) -> {
              int bySeverity = a.first().severity().compareTo(b.first().severity());
              return bySeverity != 0
                  ? bySeverity
                  : Integer.compare(b.problems().size(), a.problems().size());
            })
        .toList();
  }

  private static String general(String text) {
    return QUOTED.matcher(text).replaceAll(ANY);
  }

  private Problem first() {
    return problems.getFirst();
  }

  /// The only problem's text, or what all have in common with the first few texts of the user.
  String says() {
    List<String> texts = problems.stream().map(Problem::says).distinct().toList();
    if (texts.size() == 1) {
      return texts.getFirst();
    }
    String general = general(first().says());
    boolean oneQuoted = general.indexOf(ANY) == general.lastIndexOf(ANY);
    return oneQuoted ? general.replace(ANY, examples(texts)) : general;
  }

  private static String examples(List<String> texts) {
    List<String> quoted = new ArrayList<>();
    for (String text : texts) {
      Matcher matcher = QUOTED.matcher(text);
      if (matcher.find() && quoted.size() < EXAMPLES) {
        quoted.add(matcher.group());
      }
    }
    int more = texts.size() - quoted.size();
    return more > 0 ? String.join(", ", quoted) + " and " + more + " more" : Wording.and(quoted);
  }

  String help() {
    boolean alike = problems.stream().allMatch(problem -> problem.help().equals(first().help()));
    return alike ? first().help() : general(first().help());
  }

  String severity() {
    return first().severity().name().toLowerCase(Locale.ROOT);
  }

  List<Evidence> places() {
    return problems.stream().map(Problem::evidence).filter(Objects::nonNull).toList();
  }
}
