package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.ModuleConfiguration.ResourceDeclaration;
import dev.ardennes.collect.terraform.eval.Evaluator;
import dev.ardennes.collect.terraform.eval.Scope;
import dev.ardennes.collect.terraform.hcl.Body;
import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.UnknownValue.Reason;
import dev.ardennes.collect.terraform.value.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One instance of a module: the root, or what one instance of a call makes of a folder. The scope
/// of all expressions in that folder's files.
final class ModuleInstance implements Scope {
  private final RootContext context;
  private final ModuleConfiguration configuration;
  private final String address;
  private final @Nullable ModuleInstance parent;
  private final @Nullable Body call;
  private final Map<String, ResourceBlock> resources = new LinkedHashMap<>();
  private final Map<String, ModuleCall> calls = new LinkedHashMap<>();
  private final Map<String, Value> roots = new LinkedHashMap<>();
  private final MapValue outputs;

  /// @param address `module.a["x"]`; empty for the root module
  /// @param inputs what variables are given
  /// @param parent null for the root module
  /// @param call body of the `module` block; null for the root module
  ModuleInstance(
      RootContext context,
      ModuleConfiguration configuration,
      String address,
      VariableInputs inputs,
      @Nullable ModuleInstance parent,
      @Nullable Body call) {
    this.context = context;
    this.configuration = configuration;
    this.address = address;
    this.parent = parent;
    this.call = call;
    configuration
        .resources()
        .forEach((name, block) -> resources.put(name, new ResourceBlock(this, block)));
    configuration
        .calls()
        .forEach((name, block) -> calls.put(name, new ModuleCall(this, name, block)));
    Variables variables = new Variables(this, inputs);
    addRoot("var", configuration.variables().keySet(), variables::maker);
    addRoot("local", configuration.locals().keySet(), this::local);
    addRoot("module", calls.keySet(), name -> moduleMaker(name));
    addTypes();
    roots.put("path", path());
    addRoot("terraform", Set.of("workspace"), this::terraform);
    outputs = map(configuration.outputs().keySet(), "output", this::output);
  }

  RootContext context() {
    return context;
  }

  ModuleConfiguration configuration() {
    return configuration;
  }

  String address() {
    return address;
  }

  @Nullable ModuleInstance parent() {
    return parent;
  }

  /// The call that made this instance; null for the root module.
  @Nullable Body call() {
    return call;
  }

  Map<String, ResourceBlock> resources() {
    return resources;
  }

  Map<String, ModuleCall> calls() {
    return calls;
  }

  Evaluator evaluator() {
    return context.evaluator();
  }

  /// The outputs as an object, each evaluated on demand.
  MapValue outputs() {
    return outputs;
  }

  /// The variables as an object, each evaluated on demand.
  MapValue variables() {
    return (MapValue) roots.getOrDefault("var", outputs);
  }

  @Override
  public @Nullable Value root(String name) {
    return roots.get(name);
  }

  @Override
  public String symbolPrefix() {
    return context.name() + ":" + (address.isEmpty() ? "" : address + ".");
  }

  /// How an address in this module is written as seen from the root module.
  String absolute(String relative) {
    return address.isEmpty() ? relative : address + "." + relative;
  }

  Position start() {
    String file =
        configuration.files().isEmpty() ? configuration.folder() : configuration.files().getFirst();
    return Position.at(file, 1, 1);
  }

  private Origin origin() {
    return Origin.at(start());
  }

  private interface Maker {
    @Nullable Supplier<Value> of(String name);
  }

  private MapValue map(Set<String> names, String kind, Maker maker) {
    LazyMap entries = new LazyMap(names, name -> absolute(kind + "." + name), maker::of);
    return MapValue.lazy(entries, null, origin());
  }

  private void addRoot(String kind, Set<String> names, Maker maker) {
    roots.put(kind, map(names, kind, maker));
  }

  private @Nullable Supplier<Value> local(String name) {
    Body.Attribute attribute = configuration.locals().get(name);
    return attribute == null
        ? null
        : () -> evaluator().separately(() -> evaluator().evaluate(attribute.expression(), this));
  }

  private @Nullable Supplier<Value> output(String name) {
    Body.Block block = configuration.outputs().get(name);
    Body.Attribute value = block == null ? null : block.body().attribute("value").orElse(null);
    return value == null
        ? null
        : () -> evaluator().separately(() -> evaluator().evaluate(value.expression(), this));
  }

  private @Nullable Supplier<Value> moduleMaker(String name) {
    ModuleCall found = calls.get(name);
    return found == null ? null : () -> evaluator().separately(found::value);
  }

  /// Resource types become names of their own, data sources hang below `data`.
  private void addTypes() {
    Map<String, Map<Mode, Set<String>>> names = new LinkedHashMap<>();
    for (ResourceDeclaration declaration : configuration.resources().values()) {
      names
          .computeIfAbsent(declaration.type(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(declaration.mode(), _ -> new LinkedHashSet<>())
          .add(declaration.name());
    }
    names.forEach(
        (type, modes) -> {
          Set<String> managed = modes.get(Mode.MANAGED);
          if (managed != null) {
            roots.put(type, typeMap(Mode.MANAGED, type, managed));
          }
        });
    addModeRoot(Mode.DATA, "data", names);
    addModeRoot(Mode.EPHEMERAL, "ephemeral", names);
  }

  private void addModeRoot(Mode mode, String root, Map<String, Map<Mode, Set<String>>> names) {
    Map<String, Value> types = new LinkedHashMap<>();
    names.forEach(
        (type, modes) -> {
          Set<String> declared = modes.get(mode);
          if (declared != null) {
            types.put(type, typeMap(mode, type, declared));
          }
        });
    addRoot(
        root,
        types.keySet(),
        type -> {
          Value value = types.get(type);
          return value == null ? null : () -> value;
        });
  }

  private MapValue typeMap(Mode mode, String type, Set<String> names) {
    return map(
        names,
        mode.prefix() + type,
        name -> {
          ResourceBlock block = resources.get(mode.prefix() + type + "." + name);
          return block == null ? null : () -> evaluator().separately(block::value);
        });
  }

  private Value path() {
    Map<String, Value> paths = new LinkedHashMap<>();
    String folder = Paths.relative(context.folder(), configuration.folder());
    paths.put("module", StringValue.of(folder, origin()));
    paths.put("root", StringValue.of(".", origin()));
    paths.put("cwd", new UnknownValue(context.name() + ":path.cwd", Reason.OUTSIDE, origin()));
    return MapValue.of(paths, origin());
  }

  private @Nullable Supplier<Value> terraform(String name) {
    return () -> new UnknownValue(context.name() + ":terraform." + name, Reason.OUTSIDE, origin());
  }
}
