package dev.ardennes.conformance.quality;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which module may use which; a module is the subpackage of `root` that bears its name.
///
/// @param root the package that holds the modules
/// @param allowed for each module the modules it may use
record ModuleMap(String root, Map<String, Set<String>> allowed) {

  /// The map of the code. A new arrow belongs here only together with the reason in
  /// `ARCHITECTURE.md`.
  static final ModuleMap ARDENNES =
      parse(
          "dev.ardennes",
          """
          model       <-
          graph       <-
          policy      <- model
          rules       <- model
          collect     <- model
          live        <- model
          estate      <- model
          engine      <- model graph policy rules
          analysis    <- model graph engine
          verify      <- model policy rules
          report      <- model analysis
          techniques  <-
          oracle      <- model rules
          app         <- model graph policy rules techniques collect live estate engine analysis verify report
          conformance <- model graph policy rules techniques collect live estate engine analysis verify report oracle app
          """);

  /// Reads lines of the form `module <- module module ...`.
  static ModuleMap parse(String root, String arrows) {
    Map<String, Set<String>> allowed = new LinkedHashMap<>();
    for (String line : arrows.lines().toList()) {
      String[] sides = line.split("<-", -1);
      allowed.put(
          sides[0].strip(),
          Arrays.stream(sides[1].strip().split(" "))
              .filter(name -> !name.isEmpty())
              .collect(Collectors.toCollection(LinkedHashSet::new)));
    }
    return new ModuleMap(root, allowed);
  }

  /// The module of a package, or the empty text for a package that lies outside the root.
  String moduleOf(String packageName) {
    if (!packageName.startsWith(root + ".")) {
      return "";
    }
    String inside = packageName.substring(root.length() + 1);
    int dot = inside.indexOf('.');
    return dot < 0 ? inside : inside.substring(0, dot);
  }

  /// Whether code of one package may use code of the other; what lies outside the root is free.
  boolean allows(String fromPackage, String toPackage) {
    String from = moduleOf(fromPackage);
    String to = moduleOf(toPackage);
    return from.isEmpty()
        || to.isEmpty()
        || from.equals(to)
        || allowed.getOrDefault(from, Set.of()).contains(to);
  }
}
