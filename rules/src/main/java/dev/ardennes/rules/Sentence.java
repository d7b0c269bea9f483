package dev.ardennes.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A readable sentence with a rule's variables in braces: `{P} passes {R} to a new function`.
public record Sentence(String template) {
  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Z][A-Za-z0-9_]*)}");

  /// The variables, in the order of their first occurrence.
  public SequencedSet<String> variables() {
    SequencedSet<String> found = new LinkedHashSet<>();
    Matcher matcher = VARIABLE.matcher(template);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  /// The sentence with each variable replaced by what `value` gives for its name.
  public String fill(UnaryOperator<String> value) {
    return VARIABLE
        .matcher(template)
        .replaceAll(match -> Matcher.quoteReplacement(value.apply(match.group(1))));
  }

  /// Offsets of braces that are no part of a variable.
  public List<Integer> strayBraces() {
    String rest =
        VARIABLE.matcher(template).replaceAll(match -> " ".repeat(match.group().length()));
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < rest.length(); i++) {
      if (rest.charAt(i) == '{' || rest.charAt(i) == '}') {
        found.add(i);
      }
    }
    return found;
  }

  @Override
  public String toString() {
    return template;
  }
}
