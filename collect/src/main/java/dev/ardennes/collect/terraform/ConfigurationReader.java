package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.ModuleConfiguration.ResourceDeclaration;
import dev.ardennes.collect.terraform.hcl.Body;
import dev.ardennes.collect.terraform.hcl.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Sorts the blocks of a folder by what they declare.
final class ConfigurationReader {
  private final Sources sources;
  private final Map<String, Body.Block> variables = new LinkedHashMap<>();
  private final Map<String, Body.Attribute> locals = new LinkedHashMap<>();
  private final Map<String, ResourceDeclaration> resources = new LinkedHashMap<>();
  private final Map<String, Body.Block> calls = new LinkedHashMap<>();
  private final Map<String, Body.Block> outputs = new LinkedHashMap<>();
  private final List<Body.Block> backends = new ArrayList<>();
  private final Map<String, Body.Block> providers = new LinkedHashMap<>();
  private final Map<String, String> requiredProviders = new LinkedHashMap<>();
  private final List<String> aliases = new ArrayList<>();
  private boolean overriding;

  ConfigurationReader(Sources sources) {
    this.sources = sources;
  }

  /// Whether a file holds configuration.
  static boolean isConfiguration(String name) {
    return name.endsWith(".tf")
        || name.endsWith(".tf.json")
        || name.endsWith(".tofu")
        || name.endsWith(".tofu.json");
  }

  private static boolean isOverride(String name) {
    String base = name.replaceAll("\\.(tf|tofu)(\\.json)?$", "");
    return base.equals("override") || base.endsWith("_override");
  }

  ModuleConfiguration module(String folder) {
    Set<String> names = new HashSet<>(sources.tree().list(folder));
    List<String> files = new ArrayList<>();
    for (String name : names.stream().sorted().toList()) {
      boolean superseded = names.contains(name.replaceAll("\\.tf(\\.json)?$", ".tofu$1"));
      if (isConfiguration(name) && (!superseded || name.contains(".tofu"))) {
        files.add(folder.isEmpty() ? name : folder + "/" + name);
      }
    }
    for (boolean override : new boolean[] {false, true}) {
      overriding = override;
      for (String file : files) {
        if (isOverride(Paths.name(file)) == override) {
          sources.body(file).blocks().forEach(this::add);
        }
      }
    }
    return new ModuleConfiguration(
        folder,
        files,
        variables,
        locals,
        resources,
        calls,
        outputs,
        providers,
        requiredProviders,
        aliases,
        backends);
  }

  private void add(Body.Block block) {
    switch (block.type()) {
      case "resource" -> addResource(Mode.MANAGED, block);
      case "data" -> addResource(Mode.DATA, block);
      case "ephemeral" -> addResource(Mode.EPHEMERAL, block);
      case "variable" -> addNamed(variables, block);
      case "output" -> addNamed(outputs, block);
      case "module" -> addNamed(calls, block);
      case "locals" -> block.body().attributes().forEach(this::addLocal);
      case "provider" -> addProvider(block);
      case "terraform" -> {
        block.body().blocks("required_providers").forEach(this::addRequired);
        block.body().blocks("backend").forEach(backends::add);
      }
      default -> {
        // `moved`, `removed`, `import`, `check` and whatever comes next declare no resources.
      }
    }
  }

  private boolean hasLabels(Body.Block block, int count) {
    if (block.labels().size() == count) {
      return true;
    }
    sources
        .diagnostics()
        .error(
            block.position(),
            "`" + block.type() + "` needs " + count + " names, not " + block.labels().size(),
            "write the names between the word and the brace");
    return false;
  }

  private void addResource(Mode mode, Body.Block block) {
    if (!hasLabels(block, 2)) {
      return;
    }
    ResourceDeclaration added =
        new ResourceDeclaration(mode, block.labels().get(0), block.labels().get(1), block);
    ResourceDeclaration before = resources.get(added.address());
    if (before == null) {
      resources.put(added.address(), added);
    } else if (overriding) {
      Body.Block merged = merged(before.block(), block);
      resources.put(
          added.address(), new ResourceDeclaration(mode, added.type(), added.name(), merged));
    } else {
      reportDuplicate(block, added.address());
    }
  }

  private void addNamed(Map<String, Body.Block> blocks, Body.Block block) {
    if (hasLabels(block, 1)) {
      put(blocks, block.labels().getFirst(), block);
    }
  }

  private void addProvider(Body.Block block) {
    if (hasLabels(block, 1)) {
      String name = block.labels().getFirst();
      String alias = ModuleConfiguration.constant(block.body(), "alias").orElse("");
      put(providers, alias.isEmpty() ? name : name + "." + alias, block);
    }
  }

  private void put(Map<String, Body.Block> blocks, String name, Body.Block block) {
    Body.Block before = blocks.get(name);
    if (before == null) {
      blocks.put(name, block);
    } else if (overriding) {
      blocks.put(name, merged(before, block));
    } else {
      reportDuplicate(block, name);
    }
  }

  private void reportDuplicate(Body.Block block, String name) {
    sources
        .diagnostics()
        .error(
            block.position(),
            "`" + block.type() + "` `" + name + "` is declared twice; the first one counts",
            "remove or rename one");
  }

  private void addLocal(Body.Attribute attribute) {
    if (locals.containsKey(attribute.name()) && !overriding) {
      sources
          .diagnostics()
          .error(
              attribute.position(),
              "`local." + attribute.name() + "` is declared twice; the first one counts",
              "remove or rename one");
    } else {
      locals.put(attribute.name(), attribute);
    }
  }

  /// An override file replaces attributes one by one, and nested blocks by their type.
  private static Body.Block merged(Body.Block base, Body.Block override) {
    Map<String, Body.Attribute> attributes = new LinkedHashMap<>();
    base.body().attributes().forEach(attribute -> attributes.put(attribute.name(), attribute));
    override.body().attributes().forEach(attribute -> attributes.put(attribute.name(), attribute));
    Set<String> replaced = new HashSet<>();
    override.body().blocks().forEach(block -> replaced.add(block.type()));
    List<Body.Block> blocks = new ArrayList<>(override.body().blocks());
    base.body().blocks().stream()
        .filter(block -> !replaced.contains(block.type()))
        .forEach(blocks::add);
    Body body = new Body(List.copyOf(attributes.values()), blocks);
    return new Body.Block(base.type(), base.labels(), body, base.position());
  }

  private void addRequired(Body.Block block) {
    for (Body.Attribute attribute : block.body().attributes()) {
      requiredProviders.putIfAbsent(attribute.name(), "");
      if (attribute.expression() instanceof Expression.ObjectLiteral object) {
        object.entries().forEach(entry -> addRequirement(attribute.name(), entry));
      }
    }
  }

  private void addRequirement(String provider, Expression.Entry entry) {
    String key = Constants.reference(entry.key()).orElse("");
    if (key.equals("source")) {
      Constants.text(entry.value()).ifPresent(text -> requiredProviders.put(provider, text));
    }
    if (key.equals("configuration_aliases") && entry.value() instanceof Expression.Tuple tuple) {
      tuple.elements().forEach(alias -> Constants.reference(alias).ifPresent(aliases::add));
    }
  }
}
