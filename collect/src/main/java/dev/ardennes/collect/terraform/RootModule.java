package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A root module with everything that its configuration makes.
///
/// @param path folder in the scanned folder; `.` for the scanned folder itself
/// @param files paths of all files that were read for it, sorted
/// @param resources every instance: module by module in the order of calls, and in each module in
///   the order of files and lines
/// @param modules the root first, then every module instance
/// @param providers all `provider` blocks
/// @param outputs outputs of the root module
/// @param otherVariableFiles `*.tfvars` files that Terraform reads only when it is told to
/// @param backend where its state is kept, as far as the configuration says so
/// @param completeness whether all modules were found, so that what is not there does not exist
public record RootModule(
    String path,
    List<String> files,
    List<ResourceInstance> resources,
    List<Module> modules,
    List<ProviderConfiguration> providers,
    Map<String, Output> outputs,
    List<String> otherVariableFiles,
    Optional<StateBackend> backend,
    boolean completeness) {
  public RootModule {
    files = List.copyOf(files);
    resources = List.copyOf(resources);
    modules = List.copyOf(modules);
    providers = List.copyOf(providers);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    otherVariableFiles = List.copyOf(otherVariableFiles);
  }

  /// A module instance.
  ///
  /// @param address `module.a["x"]`; empty for the root module
  /// @param folder folder of its files in the scanned folder
  /// @param aliases provider configurations that it expects from outside, in its own words
  ///   (`aws.prod`) and resolved
  public record Module(
      String address,
      String folder,
      Map<String, Variable> variables,
      Map<String, ProviderReference> aliases) {
    public Module {
      variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
      aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
    }
  }

  /// A variable of a module instance.
  ///
  /// @param position where it is declared
  public record Variable(String name, Value value, boolean sensitive, Position position) {}

  /// An output of the root module.
  ///
  /// @param position where it is declared
  public record Output(String name, Value value, boolean sensitive, Position position) {}

  /// The instance with that address.
  public Optional<ResourceInstance> resource(String address) {
    return resources.stream().filter(found -> found.address().equals(address)).findFirst();
  }
}
