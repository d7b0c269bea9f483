package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.eval.Budget;
import dev.ardennes.collect.terraform.eval.Evaluator;
import dev.ardennes.collect.terraform.hcl.Body;
import dev.ardennes.collect.terraform.hcl.Expression;
import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Evaluates one root module with everything below it.
final class RootEvaluation {
  private static final int MOST_INSTANCES = 50_000;
  private static final Set<String> PROVIDER_META = Set.of("alias", "version");

  private final Sources sources;
  private final String folder;
  private final RootContext context;
  private final VariableFiles variableFiles;
  private final List<ResourceInstance> resources = new ArrayList<>();
  private final List<RootModule.Module> modules = new ArrayList<>();
  private final List<ProviderConfiguration> providers = new ArrayList<>();
  private final Set<String> files = new TreeSet<>();

  RootEvaluation(
      Sources sources, String folder, Budget.Limits limits, ResourceKnowledge knowledge) {
    this.sources = sources;
    this.folder = folder;
    Evaluator evaluator =
        new Evaluator(sources.diagnostics(), new RootFiles(sources, folder), new Budget(limits));
    this.variableFiles = new VariableFiles(sources, folder, evaluator);
    this.context =
        new RootContext(
            folder, sources, evaluator, knowledge, InstalledModules.of(sources, folder));
  }

  RootModule evaluate() {
    ModuleInstance root =
        new ModuleInstance(context, sources.module(folder), "", variableFiles::value, null, null);
    files.addAll(variableFiles.picked());
    visit(root);
    resources.forEach(this::force);
    providers.forEach(provider -> force(provider.body()));
    Map<String, RootModule.Output> outputs = outputs(root);
    reportMissing(root);
    return new RootModule(
        context.name(),
        List.copyOf(files),
        resources,
        modules,
        providers,
        outputs,
        variableFiles.others(),
        StateBackend.of(root.configuration().backends()),
        context.missingModules().isEmpty());
  }

  private void visit(ModuleInstance module) {
    if (modules.size() + resources.size() > MOST_INSTANCES) {
      return;
    }
    files.addAll(module.configuration().files());
    modules.add(describe(module));
    module
        .configuration()
        .providers()
        .forEach((name, block) -> providers.add(provider(module, name, block)));
    for (ResourceBlock block : module.resources().values()) {
      resources.addAll(block.instances());
    }
    for (ModuleCall call : module.calls().values()) {
      call.instances().forEach(this::visit);
    }
    if (modules.size() + resources.size() > MOST_INSTANCES) {
      context
          .diagnostics()
          .error(
              root(),
              "the root module has more than " + MOST_INSTANCES + " instances",
              "the rest was left out; split it");
    }
  }

  private Position root() {
    return Position.at(folder.isEmpty() ? sources.module(folder).files().getFirst() : folder, 1, 1);
  }

  private RootModule.Module describe(ModuleInstance module) {
    Map<String, RootModule.Variable> variables = new LinkedHashMap<>();
    module
        .configuration()
        .variables()
        .forEach(
            (name, block) -> {
              Value value = module.variables().entry(name);
              if (value != null) {
                variables.put(
                    name,
                    new RootModule.Variable(name, value, isSensitive(block), block.position()));
              }
            });
    Map<String, ProviderReference> aliases = new LinkedHashMap<>();
    module
        .configuration()
        .aliases()
        .forEach(alias -> aliases.put(alias, Providers.resolve(module, alias)));
    return new RootModule.Module(
        module.address(), module.configuration().folder(), variables, aliases);
  }

  private static boolean isSensitive(Body.Block block) {
    return block
        .body()
        .attribute("sensitive")
        .filter(
            attribute ->
                attribute.expression() instanceof Expression.BoolLiteral literal && literal.value())
        .isPresent();
  }

  private ProviderConfiguration provider(ModuleInstance module, String name, Body.Block block) {
    EvaluatedBody body =
        new BodyEvaluation(context.evaluator(), PROVIDER_META, Set.of()).body(block.body(), module);
    return new ProviderConfiguration(Providers.resolve(module, name), body, block.position());
  }

  private Map<String, RootModule.Output> outputs(ModuleInstance root) {
    Map<String, RootModule.Output> outputs = new LinkedHashMap<>();
    root.configuration()
        .outputs()
        .forEach(
            (name, block) -> {
              Value value = root.outputs().entry(name);
              if (value != null) {
                outputs.put(
                    name, new RootModule.Output(name, value, isSensitive(block), block.position()));
              }
            });
    return outputs;
  }

  private void force(ResourceInstance instance) {
    force(instance.body());
  }

  /// Evaluates all of a body now, so that every problem is found.
  private void force(EvaluatedBody body) {
    body.attributes();
    for (EvaluatedBody.Block block : body.blocks()) {
      force(block.body());
    }
  }

  private void reportMissing(ModuleInstance root) {
    Set<String> missing = context.missingModules();
    if (!missing.isEmpty()) {
      context
          .diagnostics()
          .error(
              root.start(),
              missing.size() + " modules are not on disk: " + String.join(", ", missing),
              "run `terraform init` in `" + context.name() + "` and scan again");
    }
  }
}
