package dev.ardennes.app;

import dev.ardennes.engine.check.EngineEvaluator;
import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Problem;
import dev.ardennes.rules.TechniqueFile;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.check.TechniqueChecks;
import dev.ardennes.rules.document.TechniqueScaffold;
import dev.ardennes.rules.document.TechniqueText;
import dev.ardennes.rules.load.LoadedTechniques;
import dev.ardennes.rules.load.TechniqueBundle;
import dev.ardennes.rules.load.TechniqueFolder;
import dev.ardennes.rules.load.TechniqueReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ardennes technique new|check|list|show`: the technique library.
@Command(
    name = "technique",
    mixinStandardHelpOptions = true,
    description = "Lists, shows, checks and starts technique files.",
    subcommands = {
      TechniqueCommand.ListThem.class,
      TechniqueCommand.Show.class,
      TechniqueCommand.Check.class,
      TechniqueCommand.New.class
    })
final class TechniqueCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "name one of list, show, check and new");
  }

  /// `technique list`.
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists all techniques, one a line.")
  static final class ListThem implements Callable<Integer> {
    @Option(names = "--techniques", paramLabel = "DIR", description = "Add this folder's.")
    private List<Path> folders = List.of();

    @Override
    public Integer call() {
      System.out.print(TechniqueText.list(Techniques.load(folders)));
      return Main.DONE;
    }
  }

  /// `technique show`.
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows one technique: rule, labels, limits, detection and mitigation.")
  static final class Show implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Such as `aws.lambda.passrole-lambda`.")
    private String id = "";

    @Option(names = "--techniques", paramLabel = "DIR", description = "Add this folder's.")
    private List<Path> folders = List.of();

    @Override
    public Integer call() {
      TechniqueFile file = Techniques.load(folders).file(id);
      if (file == null) {
        throw UsageError.usage("there is no technique `" + id + "`; `technique list` names them");
      }
      System.out.print(TechniqueText.show(file, TechniqueBundle.attack()));
      return Main.DONE;
    }
  }

  /// `technique check`.
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Checks technique files: form, types, cases, premises, mitigations and ATT&CK ids. Without a",
        "folder it checks the built-in ones. Exit code 1 if anything is wrong."
      })
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", arity = "0..1", description = "A folder of technique files.")
    private List<Path> folders = List.of();

    @Override
    public Integer call() {
      Catalogue catalogue = Catalogue.standard();
      LoadedTechniques loaded =
          folders.isEmpty()
              ? new LoadedTechniques(TechniqueBundle.standard(catalogue), List.of())
              : TechniqueFolder.read(
                  folders.getFirst(), folders.getFirst().toString().replace('\\', '/'), catalogue);
      List<Problem> problems = new ArrayList<>(loaded.problems());
      TechniqueChecks checks =
          new TechniqueChecks(new EngineEvaluator(catalogue), TechniqueBundle.attack(), catalogue);
      TechniqueSet techniques = loaded.techniques();
      techniques.files().forEach(file -> problems.addAll(checks.check(file)));
      problems.forEach(problem -> System.out.println(Techniques.line(problem).strip()));
      System.out.printf("%d files checked, %d problems%n", techniques.size(), problems.size());
      return problems.isEmpty() ? Main.DONE : Main.FAILED;
    }
  }

  /// `technique new`.
  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      description = "Starts a technique file and says what is left to fill in.")
  static final class New implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Dotted: its file's path below DIR.")
    private String id = "";

    @Option(
        names = "--techniques",
        paramLabel = "DIR",
        description = "Where to put it (default: ${DEFAULT-VALUE}).",
        defaultValue = "techniques")
    private Path folder = Path.of("techniques");

    @Override
    public Integer call() {
      if (!TechniqueReader.isId(id)) {
        throw UsageError.usage(
            "`" + id + "` is no id; write words in lower case with dots between");
      }
      TechniqueScaffold scaffold = TechniqueScaffold.of(id);
      Path file = folder.resolve(scaffold.path());
      try {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.writeString(file, scaffold.text(), StandardOpenOption.CREATE_NEW);
      } catch (IOException e) {
        throw UsageError.usage("`" + file + "` cannot be written, or is there already");
      }
      System.out.println("wrote " + file);
      scaffold.fill().forEach(what -> System.out.println("  fill in: " + what));
      return Main.DONE;
    }
  }
}
