package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.eval.Evaluator;
import dev.ardennes.collect.terraform.eval.Scope;
import dev.ardennes.collect.terraform.eval.TypeConversion;
import dev.ardennes.collect.terraform.hcl.Diagnostics;
import dev.ardennes.collect.terraform.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What all modules of one root module share.
final class RootContext {
  /// A scope in which no name means anything, for constants.
  static final Scope NO_NAMES =
      new Scope() {
        @Override
        public @Nullable Value root(String name) {
          return null;
        }

        @Override
        public String symbolPrefix() {
          return "";
        }
      };

  private final String root;
  private final Sources sources;
  private final Evaluator evaluator;
  private final ResourceKnowledge knowledge;
  private final Map<String, String> installed;
  private final Set<String> missingModules = new TreeSet<>();

  /// @param root folder of the root module in the scanned folder
  /// @param installed folders of the modules that `terraform init` has fetched, by dotted module
  ///   path
  RootContext(
      String root,
      Sources sources,
      Evaluator evaluator,
      ResourceKnowledge knowledge,
      Map<String, String> installed) {
    this.root = root;
    this.sources = sources;
    this.evaluator = evaluator;
    this.knowledge = knowledge;
    this.installed = installed;
  }

  /// Folder of the root module in the scanned folder; empty for the scanned folder itself.
  String folder() {
    return root;
  }

  /// The root's name in symbols and results.
  String name() {
    return Paths.shown(root);
  }

  Sources sources() {
    return sources;
  }

  Evaluator evaluator() {
    return evaluator;
  }

  Diagnostics diagnostics() {
    return evaluator.diagnostics();
  }

  ResourceKnowledge knowledge() {
    return knowledge;
  }

  TypeConversion conversion() {
    return new TypeConversion(evaluator);
  }

  /// The folder of a module that `terraform init` has fetched.
  Optional<String> installedFolder(String dottedPath) {
    return Optional.ofNullable(installed.get(dottedPath));
  }

  void addMissing(String address, String source) {
    missingModules.add("`" + address + "` from `" + source + "`");
  }

  Set<String> missingModules() {
    return missingModules;
  }
}
