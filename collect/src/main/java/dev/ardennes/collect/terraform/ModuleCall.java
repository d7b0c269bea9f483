package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.eval.Scope;
import dev.ardennes.collect.terraform.hcl.Body;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.UnknownValue.Reason;
import dev.ardennes.collect.terraform.value.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A `module` block of a module instance with the instances that it makes.
final class ModuleCall {
  private final ModuleInstance module;
  private final String name;
  private final Body.Block block;
  private final Lazy<Optional<String>> folder;
  private final Lazy<Expansion<ModuleInstance>> expansion;

  ModuleCall(ModuleInstance module, String name, Body.Block block) {
    this.module = module;
    this.name = name;
    this.block = block;
    this.folder = new Lazy<>(address(), this::findFolder);
    this.expansion = new Lazy<>(address(), this::expand);
  }

  private String address() {
    return module.absolute("module." + name);
  }

  /// Whether a source is a folder and not something to be fetched.
  static boolean isLocal(String source) {
    return source.startsWith("./")
        || source.startsWith("../")
        || source.equals(".")
        || source.equals("..");
  }

  /// The instances; none where the module is not on disk.
  List<ModuleInstance> instances() {
    return folder.get().isEmpty()
        ? List.of()
        : expansion.get().instances().stream().map(Expansion.Instance::made).toList();
  }

  /// What a reference to the module means.
  Value value() {
    Origin origin = Origin.at(block.position());
    if (folder.get().isEmpty()) {
      String symbol = module.context().name() + ":" + address();
      return new UnknownValue(symbol, Reason.NOT_LOADED, origin);
    }
    return expansion.get().value(ModuleInstance::outputs, origin);
  }

  private Expansion<ModuleInstance> expand() {
    return Expansion.of(
        block.body(),
        module.context().name() + ":" + address(),
        module.evaluator(),
        module,
        this::instance);
  }

  private ModuleInstance instance(@Nullable Value key, boolean symbolic, Scope scope) {
    ModuleConfiguration called = module.context().sources().module(folder.get().orElse(""));
    VariableInputs inputs =
        variable ->
            block
                .body()
                .attribute(variable)
                .map(attribute -> module.evaluator().evaluate(attribute.expression(), scope));
    return new ModuleInstance(
        module.context(), called, address() + InstanceKeys.step(key), inputs, module, block.body());
  }

  private Optional<String> findFolder() {
    Optional<String> source = ModuleConfiguration.constant(block.body(), "source");
    if (source.isEmpty()) {
      report("the module `" + name + "` has no source", "add `source = \"...\"`");
      return Optional.empty();
    }
    if (!isLocal(source.get())) {
      return installed(source.get());
    }
    Optional<String> found = Paths.resolve(module.configuration().folder(), source.get());
    if (found.isEmpty()) {
      report(
          "the source `" + source.get() + "` lies outside the scanned folder",
          "scan a folder that contains it");
      return Optional.empty();
    }
    return checked(found.get(), source.get());
  }

  private Optional<String> installed(String source) {
    String dotted = address().replace("module.", "").replaceAll("\\[[^\\]]*\\]", "");
    Optional<String> found = module.context().installedFolder(dotted);
    if (found.isEmpty()) {
      module.context().addMissing(address(), source);
      return Optional.empty();
    }
    return checked(found.get(), source);
  }

  private Optional<String> checked(String found, String source) {
    for (ModuleInstance above = module; above != null; above = above.parent()) {
      if (above.configuration().folder().equals(found)) {
        report(
            "the module `" + name + "` calls itself through `" + source + "`", "break the circle");
        return Optional.empty();
      }
    }
    if (module.context().sources().module(found).files().isEmpty()) {
      report("there is no configuration in the source `" + source + "`", "correct the path");
      return Optional.empty();
    }
    return Optional.of(found);
  }

  private void report(String says, String help) {
    module.context().diagnostics().error(block.position(), says, help);
  }
}
