package dev.ardennes.conformance.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import org.junit.jupiter.api.Test;

/// The map's arrows and the invariants of the code that its bytecode shows, over all modules; and
/// for each rule a planted violation, since a rule that cannot fail checks nothing.
final class ArchitectureTest {
  private static final String PLANTED_ROOT = "dev.ardennes.conformance.quality.planted";

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("dev.ardennes");

  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(PLANTED_ROOT);

  private static final ModuleMap PLANTED_MAP =
      ModuleMap.parse(
          PLANTED_ROOT,
          """
          lower <-
          upper <- lower
          """);

  @Test
  void everyClassIsSeen() {
    assertThat(PROGRAM.contain("dev.ardennes.app.Main")).isTrue();
    assertThat(PROGRAM.contain("dev.ardennes.model.Fact")).isTrue();
    assertHolds(ArchitectureRules.everyModuleIsOnTheMap(ModuleMap.ARDENNES));
  }

  @Test
  void modulesUseOnlyWhatTheMapAllows() {
    assertHolds(ArchitectureRules.arrowsOf(ModuleMap.ARDENNES));
  }

  @Test
  void packagesHaveNoCycles() {
    assertHolds(ArchitectureRules.noCyclesBetweenPackages(ModuleMap.ARDENNES));
  }

  @Test
  void resultsDependOnTheirInputOnly() {
    assertHolds(ArchitectureRules.resultsDependOnTheirInputOnly(ModuleMap.ARDENNES));
    assertHolds(ArchitectureRules.noGlobalState());
  }

  @Test
  void nothingIsRunOrFetched() {
    assertHolds(ArchitectureRules.nothingIsRunOrFetched(ModuleMap.ARDENNES));
  }

  @Test
  void onlyWhatCollectsLiveUsesTheNetwork() {
    assertHolds(ArchitectureRules.onlyOneModuleUsesTheNetwork(ModuleMap.ARDENNES));
    assertHolds(ArchitectureRules.onlyTheGateSendsAnything(ModuleMap.ARDENNES));
  }

  @Test
  void onlyTheProgramPrintsAndExits() {
    assertHolds(ArchitectureRules.onlyTheProgramPrintsAndExits(ModuleMap.ARDENNES));
    assertHolds(ArchitectureRules.onlyTheProgramHasAMain(ModuleMap.ARDENNES));
  }

  @Test
  void plantedArrowAgainstTheMapIsFound() {
    assertFinds(
        ArchitectureRules.arrowsOf(PLANTED_MAP), "planted.lower.Climbs", "planted.upper.Above");
  }

  @Test
  void plantedCycleIsFound() {
    assertFinds(
        ArchitectureRules.noCyclesBetweenPackages(PLANTED_MAP), "planted.lower", "planted.upper");
  }

  @Test
  void plantedModuleThatIsNotOnTheMapIsFound() {
    ModuleMap smaller = ModuleMap.parse(PLANTED_ROOT, "upper <-");
    assertFinds(ArchitectureRules.everyModuleIsOnTheMap(smaller), "planted.lower.Climbs");
  }

  @Test
  void plantedOffencesAgainstPurityAreFound() {
    assertFinds(
        ArchitectureRules.resultsDependOnTheirInputOnly(PLANTED_MAP), "Offends", "nanoTime");
    assertFinds(ArchitectureRules.nothingIsRunOrFetched(PLANTED_MAP), "Offends", "ProcessBuilder");
    assertFinds(
        ArchitectureRules.onlyOneModuleUsesTheNetwork(PLANTED_MAP), "Offends", "URLConnection");
    assertFinds(
        ArchitectureRules.onlyTheProgramPrintsAndExits(PLANTED_MAP), "Offends", "System.out");
    assertFinds(ArchitectureRules.onlyTheProgramHasAMain(PLANTED_MAP), "Offends", "main");
    assertFinds(ArchitectureRules.noGlobalState(), "Offends", "count");
  }

  private static void assertHolds(ArchRule rule) {
    EvaluationResult result = rule.evaluate(PROGRAM);
    assertThat(result.getFailureReport().getDetails()).as(rule.getDescription()).isEmpty();
  }

  private static void assertFinds(ArchRule rule, String... words) {
    String found = String.join("\n", rule.evaluate(PLANTED).getFailureReport().getDetails());
    assertThat(found).as(rule.getDescription()).contains(words);
  }
}
