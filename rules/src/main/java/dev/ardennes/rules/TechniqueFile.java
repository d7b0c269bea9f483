package dev.ardennes.rules;

import dev.ardennes.model.ContentId;
import dev.ardennes.model.Evidence;
import dev.ardennes.rules.datalog.DatalogText;
import dev.ardennes.rules.datalog.Dialect;
import dev.ardennes.rules.datalog.Rule;
import java.util.List;

/// What one file of the technique library holds.
public sealed interface TechniqueFile permits Technique, Derivation {
  /// The file's path with dots: `aws.lambda.passrole-lambda`.
  String id();

  /// One line, without a full stop.
  String title();

  Status status();

  /// The id of the file to use instead; empty unless deprecated.
  String replacedBy();

  String summary();

  /// What the rule does not cover; may be empty.
  String limits();

  /// The rules as the file writes them, comments included.
  String ruleText();

  /// At least one; all have the same head relation. Positions are places in the file.
  List<Rule> rules();

  /// Addresses of pages that describe it, `https` only.
  List<String> references();

  TechniqueTests tests();

  /// The file, at line 1.
  Evidence place();

  /// The relation that all heads have.
  default String gains() {
    return rules().getFirst().head().relation();
  }

  /// Comes from the id and the rules' meaningful text: another comment or line break leaves it as
  /// it is, another premise changes it.
  default String digest() {
    List<String> texts =
        rules().stream().map(rule -> DatalogText.of(rule, Dialect.TECHNIQUE)).toList();
    return ContentId.of("t", id(), texts);
  }
}
