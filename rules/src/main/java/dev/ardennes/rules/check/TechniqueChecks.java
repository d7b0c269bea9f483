package dev.ardennes.rules.check;

import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Position;
import dev.ardennes.model.Problem;
import dev.ardennes.rules.AttackReference;
import dev.ardennes.rules.GroundFact;
import dev.ardennes.rules.Mitigation;
import dev.ardennes.rules.Technique;
import dev.ardennes.rules.TechniqueFile;
import dev.ardennes.rules.TechniqueTests.Case;
import dev.ardennes.rules.compile.CompiledRules;
import dev.ardennes.rules.datalog.DatalogText;
import dev.ardennes.rules.datalog.Literal;
import dev.ardennes.rules.datalog.Rule;
import dev.ardennes.rules.datalog.SafetyCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The generic checks of a technique: its cases come out as they say, one fires and one stays
/// silent, every premise is needed by some case, every mitigation ends the gain, and ATT&CK ids
/// exist.
///
/// What can be told without running the rules has been checked when the file was read.
public final class TechniqueChecks {
  private final CaseRunner runner;
  private final AttackList attack;
  private final Catalogue catalogue;

  /// @param evaluator what runs the cases
  /// @param attack the ids that files may name
  public TechniqueChecks(Evaluator evaluator, AttackList attack, Catalogue catalogue) {
    this.runner = new CaseRunner(evaluator, catalogue);
    this.attack = attack;
    this.catalogue = catalogue;
  }

  /// Everything that is wrong with the file; empty if it passes. Premises and mitigations are tried
  /// only where the cases come out as they should. Cost: cases times premises evaluations.
  public List<Problem> check(TechniqueFile file) {
    List<Problem> problems = new ArrayList<>();
    if (file instanceof Technique technique) {
      attackIds(technique, problems);
    }
    int before = problems.size();
    firesAndStaysSilent(file, problems);
    cases(file, problems);
    if (problems.size() == before) {
      premises(file, problems);
      if (file instanceof Technique technique) {
        mitigations(technique, problems);
      }
    }
    problems.sort(null);
    return List.copyOf(problems);
  }

  private void attackIds(Technique technique, List<Problem> problems) {
    for (AttackReference reference : technique.attack().items()) {
      if (attack.name(reference.id()) == null) {
        problems.add(
            problem(
                technique,
                reference.position(),
                "`" + reference.id() + "` is not in the list of ATT&CK techniques",
                "use an id of `techniques/attack.lock`, which lists those that are not revoked"));
      }
    }
  }

  private static void firesAndStaysSilent(TechniqueFile file, List<Problem> problems) {
    List<Case> cases = file.tests().cases();
    Position start = new Position(1, 1);
    if (cases.stream().noneMatch(Case::fires)) {
      problems.add(problem(file, start, "no case fires", "add a case that expects a gain"));
    }
    if (cases.stream().allMatch(Case::fires)) {
      problems.add(problem(file, start, "no case stays silent", "add a case with `expect: []`"));
    }
  }

  private void cases(TechniqueFile file, List<Problem> problems) {
    List<Rule> rules = CompiledRules.of(file, catalogue).plain();
    for (Case example : file.tests().cases()) {
      SortedSet<GroundFact> expected = new TreeSet<>(example.expect());
      SortedSet<GroundFact> found = gains(file, rules, example);
      if (!found.equals(expected)) {
        problems.add(
            problem(
                file,
                example.position(),
                "case `"
                    + example.name()
                    + "`: expected "
                    + list(expected)
                    + ", found "
                    + list(found),
                "mend the rule, or the case"));
      }
    }
  }

  private SortedSet<GroundFact> gains(TechniqueFile file, List<Rule> rules, Case example) {
    return runner.gains(rules, file.tests().facts(example), file.gains());
  }

  private static String list(Set<GroundFact> facts) {
    return facts.isEmpty()
        ? "nothing"
        : String.join(", ", facts.stream().map(fact -> "`" + fact + "`").toList());
  }

  /// A rule that cannot do without a premise for safety's sake needs it.
  private void premises(TechniqueFile file, List<Problem> problems) {
    for (int i = 0; i < file.rules().size(); i++) {
      for (Premises.Dropped dropped : Premises.dropEach(file.rules().get(i))) {
        List<Rule> changed = new ArrayList<>(file.rules());
        changed.set(i, dropped.rest());
        boolean needed =
            dropped.rest().isFact()
                || !SafetyCheck.check(List.of(dropped.rest())).isEmpty()
                || someCaseDiffers(file, CompiledRules.of(file, changed, catalogue).plain());
        if (!needed) {
          problems.add(
              problem(
                  file,
                  dropped.premise().position(),
                  "no case needs the premise `" + text(dropped.premise()) + "`",
                  "add a case that stays silent for want of it, or remove the premise"));
        }
      }
    }
  }

  private boolean someCaseDiffers(TechniqueFile file, List<Rule> rules) {
    return file.tests().cases().stream()
        .anyMatch(c -> !gains(file, rules, c).equals(new TreeSet<>(c.expect())));
  }

  private static String text(Literal literal) {
    return switch (literal) {
      case Literal.Positive positive -> DatalogText.of(positive.atom());
      case Literal.Negative negative -> "not " + DatalogText.of(negative.atom());
      case Literal.Comparison comparison ->
          DatalogText.of(comparison.left())
              + " "
              + comparison.operator().sign()
              + " "
              + DatalogText.of(comparison.right());
      case Literal.Existential existential -> "some";
    };
  }

  private void mitigations(Technique technique, List<Problem> problems) {
    for (Mitigation mitigation : technique.mitigation().items()) {
      if (!mitigation(technique, mitigation, problems)) {
        problems.add(
            problem(
                technique,
                mitigation.position(),
                "no case shows that `" + mitigation.says() + "` works",
                "add a case that fires through the premises it changes"));
      }
    }
  }

  /// Applies the mitigation to every case that fires. True if it changes one of them.
  private boolean mitigation(Technique technique, Mitigation mitigation, List<Problem> problems) {
    List<Rule> rules = CompiledRules.of(technique, catalogue).plain();
    Remedy remedy = new Remedy(mitigation, technique.rules());
    boolean shown = false;
    for (Case example : technique.tests().cases()) {
      Set<GroundFact> facts = technique.tests().facts(example);
      Set<GroundFact> changed = remedy.apply(facts);
      if (!example.fires() || changed.equals(facts)) {
        continue;
      }
      shown = true;
      SortedSet<GroundFact> left = runner.gains(rules, changed, technique.gains());
      if (!left.isEmpty()) {
        problems.add(
            problem(
                technique,
                mitigation.position(),
                "after `"
                    + mitigation.says()
                    + "` the case `"
                    + example.name()
                    + "` still gains "
                    + list(left),
                "have it remove what every rule of the file needs, or split the file"));
      }
    }
    return shown;
  }

  private static Problem problem(TechniqueFile file, Position at, String says, String help) {
    Evidence place =
        Evidence.at(file.place().source(), file.place().file(), at.line(), at.column());
    return Problem.error(says, help, place);
  }
}
