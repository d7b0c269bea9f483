package dev.ardennes.conformance.quality;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/// The rules of [ArchitectureTest], each for any map, so that a planted violation can be held
/// against it.
final class ArchitectureRules {
  private static final Set<String> CLOCK_AND_CHANCE =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.util.concurrent.ThreadLocalRandom.current");

  /// Classes that put a module together: each names all implementations of an interface of its own
  /// package, which is all that may point from a package into those that build on it.
  private static final Set<String> ASSEMBLIES = Set.of("dev.ardennes.collect.Collectors");

  /// The one class that starts a process: the parser of source code, which is native code that a
  /// hostile file may bring down (decision 13). The command is this program itself.
  private static final String PARSER_STARTER = "dev.ardennes.collect.code.syntax.ParserProcess";

  /// Asks how much memory there is, so that a source takes no more than its share.
  private static final String MEMORY_ASKER = "dev.ardennes.collect.CollectedBuilder";

  /// The program of that process.
  private static final String PARSER = "dev.ardennes.collect.code.syntax.ParserMain";

  private ArchitectureRules() {}

  static ArchRule arrowsOf(ModuleMap map) {
    return classes()
        .that()
        .resideInAPackage(map.root() + "..")
        .should(new FollowsArrows(map))
        .because(
            "modules exist to forbid arrows; move the code, or argue for a new arrow in ARCHITECTURE.md");
  }

  static ArchRule everyModuleIsOnTheMap(ModuleMap map) {
    return classes()
        .that()
        .resideInAPackage(map.root() + "..")
        .should(
            new ArchCondition<JavaClass>("belong to a module of the map") {
              @Override
              public void check(JavaClass javaClass, ConditionEvents events) {
                boolean known = map.allowed().containsKey(map.moduleOf(javaClass.getPackageName()));
                events.add(
                    new SimpleConditionEvent(
                        javaClass,
                        known,
                        javaClass.getName() + " belongs to no module of the map"));
              }
            });
  }

  static ArchRule noCyclesBetweenPackages(ModuleMap map) {
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                return map.moduleOf(javaClass.getPackageName()).isEmpty()
                    ? SliceIdentifier.ignore()
                    : SliceIdentifier.of(javaClass.getPackageName());
              }

              @Override
              public String getDescription() {
                return "packages of " + map.root();
              }
            })
        .should()
        .beFreeOfCycles()
        .ignoreDependency(
            DescribedPredicate.describe("assemblies", type -> ASSEMBLIES.contains(type.getName())),
            DescribedPredicate.alwaysTrue())
        .because("two packages that need each other are one; move what both need below them");
  }

  static ArchRule resultsDependOnTheirInputOnly(ModuleMap map) {
    return noClasses()
        .that(areOutside(map, "app"))
        .should()
        .callCodeUnitWhere(
            DescribedPredicate.describe(
                "it reads a clock or chance",
                call -> CLOCK_AND_CHANCE.contains(ownerAndName(call))))
        .orShould()
        .callConstructor(java.util.Random.class)
        .because("the same input gives the same bytes: take the time or a seed as an argument");
  }

  static ArchRule nothingIsRunOrFetched(ModuleMap map) {
    return noClasses()
        .that(areOutside(map, "app").and(areNot(PARSER_STARTER)).and(areNot(MEMORY_ASKER)))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.Runtime")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.Socket")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "javax.script..")
        .because("inputs are hostile: nothing from them is run, unpacked into objects or fetched");
  }

  /// Decision 17: one module talks to a cloud provider, and the SDK is its own affair.
  static ArchRule onlyOneModuleUsesTheNetwork(ModuleMap map) {
    return noClasses()
        .that(areOutside(map, "live"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon.awssdk..", "java.net.http..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.Socket")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.URLConnection")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.HttpURLConnection")
        .because("whoever scans sends nothing anywhere: what collects live is apart from it");
  }

  /// What comes from the network is written down through one gate and never anything else.
  static ArchRule onlyTheGateSendsAnything(ModuleMap map) {
    return noClasses()
        .that(
            DescribedPredicate.describe(
                "are no part of the gate",
                type -> !type.getPackageName().equals(map.root() + ".live.wire")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon.awssdk.http..", "software.amazon.awssdk.services..")
        .because("what can be sent is a closed list of operations that read");
  }

  static ArchRule onlyTheProgramPrintsAndExits(ModuleMap map) {
    return noClasses()
        .that(areOutside(map, "app").and(areNot(PARSER)))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .because("results are values; app prints them");
  }

  static ArchRule onlyTheProgramHasAMain(ModuleMap map) {
    return noMethods()
        .that()
        .areDeclaredInClassesThat(areOutside(map, "app").and(areNot(PARSER)))
        .should()
        .haveName("main")
        .because("app is the only program");
  }

  static ArchRule noGlobalState() {
    return noFields()
        .that()
        .areStatic()
        .should()
        .notBeFinal()
        .because(
            "state that all share makes a result depend on what ran before: pass it as an argument");
  }

  private static DescribedPredicate<JavaClass> areOutside(ModuleMap map, String module) {
    return DescribedPredicate.describe(
        "are outside " + module, type -> !map.moduleOf(type.getPackageName()).equals(module));
  }

  /// Not this class nor one inside it.
  private static DescribedPredicate<JavaClass> areNot(String name) {
    return DescribedPredicate.describe(
        "are not " + name,
        type -> !type.getName().equals(name) && !type.getName().startsWith(name + "$"));
  }

  private static String ownerAndName(JavaCall<?> call) {
    return call.getTargetOwner().getFullName() + "." + call.getName();
  }

  private static final class FollowsArrows extends ArchCondition<JavaClass> {
    private final ModuleMap map;

    FollowsArrows(ModuleMap map) {
      super("use only the modules that the map allows");
      this.map = map;
    }

    @Override
    public void check(JavaClass javaClass, ConditionEvents events) {
      for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
        boolean allowed =
            map.allows(
                dependency.getOriginClass().getPackageName(),
                dependency.getTargetClass().getPackageName());
        events.add(new SimpleConditionEvent(dependency, allowed, dependency.getDescription()));
      }
    }
  }
}
