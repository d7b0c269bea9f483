package dev.ardennes.app;

import dev.ardennes.engine.attack.AttackRules;
import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Problem;
import dev.ardennes.rules.TechniqueSet;
import dev.ardennes.rules.load.LoadedTechniques;
import dev.ardennes.rules.load.TechniqueBundle;
import dev.ardennes.rules.load.TechniqueFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The built-in techniques and those of the user's folders.
final class Techniques {
  private Techniques() {}

  /// Read once, however often one process asks.
  private static final class BuiltIn {
    static final TechniqueSet TECHNIQUES = TechniqueBundle.standard(Catalogue.standard());
  }

  /// Unfolded once as well.
  private static final class Rules {
    static final AttackRules RULES = new AttackRules(BuiltIn.TECHNIQUES);
  }

  /// Has the built-in rules read beside what else is done until [#rules] is called.
  static void readAhead() {
    Thread.ofPlatform().daemon().name("techniques").start(() -> rules(List.of()));
  }

  /// The rules of the built-in techniques and of those in the folders.
  ///
  /// @throws UsageError as [#load] does
  static AttackRules rules(List<Path> folders) {
    return folders.isEmpty() ? Rules.RULES : new AttackRules(load(folders));
  }

  /// @throws UsageError if a file of the user's folders has problems; all of them are named
  static TechniqueSet load(List<Path> folders) {
    TechniqueSet builtIn = BuiltIn.TECHNIQUES;
    if (folders.isEmpty()) {
      return builtIn;
    }
    LoadedTechniques loaded = TechniqueFolder.readAll(builtIn, folders, Catalogue.standard());
    if (!loaded.problems().isEmpty()) {
      throw UsageError.usage(
          "technique files have problems:\n"
              + loaded.problems().stream().map(Techniques::line).collect(Collectors.joining("\n")));
    }
    return loaded.techniques();
  }

  static String line(Problem problem) {
    var place = problem.evidence();
    String where = place == null ? "" : place.source() + "/" + place.place() + ": ";
    String help = problem.help().isEmpty() ? "" : " (" + problem.help() + ")";
    return "  " + where + problem.says() + help;
  }
}
