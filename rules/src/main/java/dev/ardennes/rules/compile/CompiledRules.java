package dev.ardennes.rules.compile;

import dev.ardennes.model.Catalogue;
import dev.ardennes.rules.Derivation;
import dev.ardennes.rules.Status;
import dev.ardennes.rules.Technique;
import dev.ardennes.rules.TechniqueFile;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.datalog.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// All rules of a set of techniques as evaluators run them: unfolded for changed state, limited by
/// absorption. Engine and oracle take the same list, so that they cannot disagree on what it is.
public record CompiledRules(List<CompiledRule> rules) {
  public CompiledRules {
    rules = List.copyOf(rules);
  }

  /// The rules of every file that is not deprecated, ordered by id, source rule and variant.
  public static CompiledRules of(TechniqueSet techniques, Catalogue catalogue) {
    List<CompiledRule> all = new ArrayList<>();
    for (TechniqueFile file : techniques.files()) {
      if (file.status() != Status.DEPRECATED) {
        all.addAll(of(file, file.rules(), catalogue).rules());
      }
    }
    return new CompiledRules(all);
  }

  /// The rules of one file.
  public static CompiledRules of(TechniqueFile file, Catalogue catalogue) {
    return of(file, file.rules(), catalogue);
  }

  /// As the other, with other source rules in the place of the file's own: for checks that change
  /// them.
  public static CompiledRules of(TechniqueFile file, List<Rule> source, Catalogue catalogue) {
    ChangedStateUnfolding unfolding = new ChangedStateUnfolding(catalogue);
    List<CompiledRule> compiled = new ArrayList<>();
    for (int i = 0; i < source.size(); i++) {
      switch (file) {
        case Derivation derivation ->
            compiled.add(new CompiledRule(file.id(), i, List.of(), source.get(i)));
        case Technique technique -> {
          boolean absorbed = Absorption.applies(source.get(i), technique.hop(), catalogue);
          for (ChangedStateUnfolding.Variant variant : unfolding.variants(source.get(i))) {
            Rule limited =
                Absorption.limit(variant.rule(), technique.hop(), variant.changes(), absorbed);
            compiled.add(new CompiledRule(file.id(), i, variant.changes(), limited));
          }
        }
      }
    }
    return new CompiledRules(compiled);
  }

  /// Those of the rules, in the same order.
  public CompiledRules only(Predicate<CompiledRule> wanted) {
    return new CompiledRules(rules.stream().filter(wanted).toList());
  }

  /// Only the rules.
  public List<Rule> plain() {
    return rules.stream().map(CompiledRule::rule).toList();
  }
}
