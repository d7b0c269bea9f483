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
    exitCodeOnExecutionException = Main.DEFECT,
    subcommands = {
      ScanCommand.class,
      CollectCommand.class,
      WhatIfCommand.class,
      ReachCommand.class,
      WhyCommand.class,
      VerifyCommand.class,
      TechniqueCommand.class,
      DatalogCommand.class
    },
    footer = {
      "",
      "Start with:",
      "  ardennes scan FOLDER",
      "",
      "Exit codes: 0 done, 1 a check failed, 64 wrong usage, 65 nothing could be read, 70 a defect."
    })
public final class Main implements Callable<Integer> {
  /// The command did what it was asked.
  static final int DONE = 0;

  /// Something failed its check (`verify` and `technique check` only).
  static final int FAILED = 1;

  /// Wrong usage, as `sysexits.h` has it.
  static final int USAGE = 64;

  /// No input could be read, as `sysexits.h` has it.
  static final int NO_INPUT = 65;

  /// A defect in the program, as `sysexits.h` has it.
  static final int DEFECT = 70;

  @Spec private CommandSpec spec;

  /// Runs the command that the arguments name and ends the process with its exit code.
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::failed)
        .setParameterExceptionHandler(Main::misused)
        .execute(arguments);
  }

  /// Wrong options of any command: what is wrong, where to read on, and the documented exit code.
  private static int misused(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    command.getErr().println("ardennes: " + problem.getMessage());
    command.getErr().println("see " + command.getCommandSpec().qualifiedName() + " --help");
    command.getErr().flush();
    return USAGE;
  }

  private static int failed(Exception problem, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (problem instanceof UsageError error) {
      command.getErr().println("ardennes: " + error.getMessage());
      command.getErr().flush();
      return error.exitCode();
    }
    throw problem;
  }

  /// How the user starts the program, as the launcher says.
  static String started() {
    return System.getProperty("ardennes.command", "ardennes");
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
