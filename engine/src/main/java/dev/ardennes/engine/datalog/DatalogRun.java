package dev.ardennes.engine.datalog;

import dev.ardennes.rules.datalog.DatalogParser;
import dev.ardennes.rules.datalog.Dialect;
import dev.ardennes.rules.datalog.Directive;
import dev.ardennes.rules.datalog.ParseResult;
import dev.ardennes.rules.datalog.Program;
import dev.ardennes.rules.datalog.RuleProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs a plain Datalog program over files of facts and prints the sizes of its results.
public final class DatalogRun {

  private final Path program;
  private final Path facts;
  private final boolean keepSteps;
  private final EvaluationOptions options;
  private final PrintStream out;
  private final List<DatalogProblem> problems = new ArrayList<>();

  private DatalogRun(Path program, Path facts, EvaluationOptions options, PrintStream out) {
    this.program = program;
    this.facts = facts;
    this.options = options;
    this.out = out;
    keepSteps = options.keepSteps();
  }

  /// Reads the program, reads `NAME.facts` in the folder for each of its inputs, evaluates, and
  /// prints `name<TAB>size` for each output relation in the order of the program; with steps, then
  /// `rule LINE<TAB>steps` for each rule.
  ///
  /// Nothing is printed unless program and facts are free of problems.
  ///
  /// @return what went wrong; empty if the sizes printed are those of the least fixpoint
  public static List<DatalogProblem> run(Path program, Path facts, boolean steps, PrintStream out) {
    return run(
        program, facts, steps ? EvaluationOptions.withSteps() : EvaluationOptions.factsOnly(), out);
  }

  /// The same with limits of one's own.
  public static List<DatalogProblem> run(
      Path program, Path facts, EvaluationOptions options, PrintStream out) {
    DatalogRun run = new DatalogRun(program, facts, options, out);
    run.run();
    return List.copyOf(run.problems);
  }

  private void run() {
    SymbolTable symbols = new SymbolTable();
    CompiledProgram compiled = compile(symbols);
    if (compiled == null) {
      return;
    }
    Evaluation evaluation = new Evaluation(compiled, options);
    for (String input : relations(compiled, Set.of(Directive.Kind.INPUT))) {
      read(evaluation.relation(input), symbols);
    }
    if (!problems.isEmpty()) {
      return;
    }
    evaluation
        .run()
        .limit()
        .ifPresent(
            limit ->
                problems.add(
                    new DatalogProblem(
                        program.toString(),
                        0,
                        0,
                        "the run was ended at "
                            + limit.value()
                            + " "
                            + limit.what()
                            + ", the result is not complete",
                        "narrow the rules or the facts, or raise the limit")));
    print(compiled, evaluation);
  }

  private @Nullable CompiledProgram compile(SymbolTable symbols) {
    String text;
    try {
      text = Files.readString(program);
    } catch (IOException unreadable) {
      problems.add(unreadable(program, unreadable));
      return null;
    }
    ParseResult parsed = DatalogParser.parse(text, Dialect.SOUFFLE);
    if (!parsed.problems().isEmpty()) {
      addAll(parsed.problems());
      return null;
    }
    Program tree = parsed.program();
    CompileResult result = RuleCompiler.compile(tree, Map.of(), symbols);
    addAll(result.problems());
    return result.program();
  }

  private void addAll(List<RuleProblem> found) {
    for (RuleProblem problem : found) {
      problems.add(
          new DatalogProblem(
              program.toString(),
              problem.position().line(),
              problem.position().column(),
              problem.says(),
              problem.help()));
    }
  }

  private static DatalogProblem unreadable(Path file, IOException cause) {
    String why =
        switch (cause) {
          case NoSuchFileException missing -> "there is no such file";
          case MalformedInputException malformed -> "the file is not UTF-8 text";
          default -> "the file cannot be read";
        };
    return new DatalogProblem(file.toString(), 0, 0, why, "check the path and its permissions");
  }

  private static Set<String> relations(CompiledProgram compiled, Set<Directive.Kind> kinds) {
    Set<String> names = new LinkedHashSet<>();
    for (Directive directive : compiled.directives()) {
      if (kinds.contains(directive.kind())) {
        names.add(directive.relation());
      }
    }
    return names;
  }

  private void read(Relation relation, SymbolTable symbols) {
    Path file = facts.resolve(relation.name() + ".facts");
    try (InputStream in = Files.newInputStream(file)) {
      new FactsReader(relation, symbols, file.toString(), problems).read(in, Files.size(file));
    } catch (IOException unreadable) {
      problems.add(unreadable(file, unreadable));
    } catch (LimitReached limit) {
      problems.add(
          new DatalogProblem(
              file.toString(),
              0,
              0,
              "there are more than " + limit.limit() + " " + limit.what(),
              "split the facts"));
    }
  }

  private void print(CompiledProgram compiled, Evaluation evaluation) {
    for (String name :
        relations(compiled, Set.of(Directive.Kind.OUTPUT, Directive.Kind.PRINT_SIZE))) {
      out.println(name + "\t" + evaluation.relation(name).size());
    }
    if (keepSteps) {
      for (RuleInfo rule : compiled.rules()) {
        String block = rule.block() == 0 ? "" : " some " + rule.block();
        out.println("rule " + rule.position().line() + block + "\t" + evaluation.steps(rule));
      }
    }
    out.flush();
  }
}
