package dev.ardennes.app;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line: `ardennes scan PATH...` and what else `ardennes --help` lists.
@Command(
    name = "ardennes",
    description = "Finds how a system would actually be breached, and the change that stops it.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    exitCodeOnInvalidInput = Main.USAGE,
    exitCodeOnExecutionException = Main.DEFECT)
public final class Main implements Callable<Integer> {
  /// Wrong usage, as `sysexits.h` has it.
  static final int USAGE = 64;

  /// A defect in the program, as `sysexits.h` has it.
  static final int DEFECT = 70;

  @Spec private CommandSpec spec;

  /// Runs the command that the arguments name and ends the process with its exit code.
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new Main()).execute(arguments);
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"ardennes " + (version == null ? "from its classes" : version)};
    }
  }
}
