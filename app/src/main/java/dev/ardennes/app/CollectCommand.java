package dev.ardennes.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ardennes collect`: reads a live account into files that `scan` reads.
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description = {
      "Reads the configuration of a live cloud account into a folder, changing nothing there.",
      "`ardennes scan` reads the folder, without credentials."
    },
    subcommands = CollectAwsCommand.class)
final class CollectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "name what to collect: `collect aws`");
  }
}
