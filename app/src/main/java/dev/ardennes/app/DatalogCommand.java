package dev.ardennes.app;

import dev.ardennes.engine.datalog.DatalogProblem;
import dev.ardennes.engine.datalog.DatalogRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ardennes datalog PROGRAM --facts DIR`: the engine on a plain Datalog program.
@Command(
    name = "datalog",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a plain Datalog program and prints the sizes of its results.",
      "The program is in Souffle's notation, its facts are tab-separated `.facts` files."
    })
final class DatalogCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PROGRAM", description = "The program: a `.dl` file.")
  private @Nullable Path program;

  @Option(
      names = "--facts",
      paramLabel = "DIR",
      required = true,
      description = "The folder of the `.facts` files.")
  private @Nullable Path facts;

  @Option(names = "--steps", description = "Keep every ground step and print their number by rule.")
  private boolean steps;

  @Override
  public Integer call() {
    Path file = Objects.requireNonNull(program);
    Path folder = Objects.requireNonNull(facts);
    List<DatalogProblem> problems = DatalogRun.run(file, folder, steps, System.out);
    problems.forEach(System.err::println);
    return problems.isEmpty() ? Main.DONE : Main.NO_INPUT;
  }
}
