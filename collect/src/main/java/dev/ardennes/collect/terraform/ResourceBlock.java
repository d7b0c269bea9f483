package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.ModuleConfiguration.ResourceDeclaration;
import dev.ardennes.collect.terraform.eval.Scope;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A resource or data block of a module instance with its instances.
final class ResourceBlock {
  private static final Set<String> META_ARGUMENTS =
      Set.of("count", "for_each", "provider", "depends_on");
  private static final Set<String> META_BLOCKS = Set.of("lifecycle");

  private final ModuleInstance module;
  private final ResourceDeclaration declaration;
  private final Lazy<Expansion<ResourceInstance>> expansion;

  ResourceBlock(ModuleInstance module, ResourceDeclaration declaration) {
    this.module = module;
    this.declaration = declaration;
    String address = module.absolute(declaration.address());
    this.expansion =
        new Lazy<>(
            address,
            () ->
                Expansion.of(
                    declaration.block().body(),
                    module.context().name() + ":" + address,
                    module.evaluator(),
                    module,
                    this::instance));
  }

  List<ResourceInstance> instances() {
    return expansion.get().instances().stream().map(Expansion.Instance::made).toList();
  }

  /// What a reference to the block means.
  Value value() {
    return expansion
        .get()
        .value(ResourceInstance::object, Origin.at(declaration.block().position()));
  }

  private ResourceInstance instance(@Nullable Value key, boolean symbolic, Scope scope) {
    ResourceInstance.Identity identity =
        new ResourceInstance.Identity(
            module.context().name(),
            module.address(),
            declaration.mode(),
            declaration.type(),
            declaration.name(),
            key,
            symbolic);
    SelfScope self = new SelfScope(scope);
    EvaluatedBody body =
        new BodyEvaluation(module.evaluator(), META_ARGUMENTS, META_BLOCKS)
            .body(declaration.block().body(), self);
    ResourceInstance instance =
        new ResourceInstance(
            identity,
            Providers.of(module, declaration),
            declaration.block().position(),
            body,
            module.context().knowledge());
    self.instance = instance;
    return instance;
  }

  /// Inside a resource's provisioners `self` is the instance.
  private static final class SelfScope implements Scope {
    private final Scope outer;
    private @Nullable ResourceInstance instance;

    SelfScope(Scope outer) {
      this.outer = outer;
    }

    @Override
    public @Nullable Value root(String name) {
      return name.equals("self") && instance != null ? instance.object() : outer.root(name);
    }

    @Override
    public String symbolPrefix() {
      return outer.symbolPrefix();
    }
  }
}
