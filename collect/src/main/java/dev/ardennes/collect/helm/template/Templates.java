package dev.ardennes.collect.helm.template;

import dev.ardennes.collect.helm.value.Budget;
import dev.ardennes.collect.helm.value.LineOrigin;
import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.model.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The templates of a chart and all its parts, which share one set of names. Not for several
/// threads.
///
/// ```java
/// Templates templates = new Templates("charts/web", library, new Budget(Budget.Limits.DEFAULT));
/// templates.add("web/templates/a.yaml", new Source("charts/web/templates/a.yaml", text));
/// Value.Text rendered = templates.render("web/templates/a.yaml", dot);
/// ```
public final class Templates {
  private static final int MOST_PROBLEMS = 200;

  private final String prefix;
  private final Function.Library library;
  private final Budget budget;
  private final Map<String, Template> defined = new HashMap<>();
  private final TreeMap<String, Note> notes = new TreeMap<>();
  private final TreeSet<String> missing = new TreeSet<>();
  private boolean cut;

  /// A problem and its place.
  ///
  /// @param line 1-based
  public record Note(Problem.Severity severity, String file, int line, String says, String help) {}

  /// @param prefix begins the names of unknown values, so that those of two charts differ
  public Templates(String prefix, Function.Library library, Budget budget) {
    this.prefix = prefix;
    this.library = library;
    this.budget = budget;
  }

  /// Parses a template; what it defines replaces what was defined under the same names before.
  ///
  /// @return whether it is well-formed; otherwise a problem says where it is not
  public boolean add(String name, Source source) {
    try {
      defined.put(name, TemplateParser.parse(name, source, defined));
      return true;
    } catch (ParseFailure failure) {
      note(
          Problem.Severity.ERROR,
          source.file(),
          source.line(failure.offset()),
          failure.says(),
          "correct the template");
      return false;
    }
  }

  /// What the template gives for the value as its dot. Never throws: what goes wrong is a problem,
  /// and its value unknown.
  public Value.Text render(String name, Value dot) {
    Template template = defined.get(name);
    if (template == null) {
      return Value.text("");
    }
    return new Evaluator(this, template.source()).run(template, dot);
  }

  /// Problems in the order of their places, each once.
  public Iterable<Note> notes() {
    return notes.values();
  }

  @Nullable Template find(String name) {
    return defined.get(name);
  }

  /// Notes that no template has the name; whether that is said for the first time.
  boolean missing(String name) {
    return missing.add(name);
  }

  Function.Library library() {
    return library;
  }

  Budget budget() {
    return budget;
  }

  Value.UnknownValue unknown(String symbol) {
    return new Value.UnknownValue(prefix.isEmpty() ? symbol : prefix + ":" + symbol);
  }

  /// Parses a text that is a template for the duration of one rendering.
  Template temporary(Source source) throws ParseFailure {
    Map<String, Template> own = new HashMap<>();
    Template template = TemplateParser.parse(source.file(), source, own);
    own.forEach(defined::putIfAbsent);
    return template;
  }

  void note(Problem.Severity severity, String file, int line, String says, String help) {
    String key = "%s %09d %s".formatted(file, line, says);
    if (notes.size() < MOST_PROBLEMS) {
      notes.putIfAbsent(key, new Note(severity, file, line, says, help));
    } else if (!notes.containsKey(key) && !cut) {
      cut = true;
      notes.put(
          "\uffff",
          new Note(
              Problem.Severity.WARNING,
              file,
              line,
              "the chart has more than " + MOST_PROBLEMS + " problems: the rest is not listed",
              "mend the first ones"));
    }
  }

  static LineOrigin origin(Source source, int line, @Nullable String condition) {
    return new LineOrigin(source.file(), line, condition);
  }
}
