package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.hcl.Body;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The blocks of one folder by what they declare, in the order of the files and their lines.
///
/// @param folder path in the scanned folder; empty for the scanned folder itself
/// @param files paths of the configuration files
/// @param resources resources and data sources by their address in the module
/// @param providers provider configurations: `aws` or `aws.alias`
/// @param requiredProviders sources by local name: `aws` to `hashicorp/aws`; empty where it is not
///   said
/// @param backends where a root module keeps its state; the last one counts
/// @param aliases what the module expects its caller to pass: `aws.prod`
record ModuleConfiguration(
    String folder,
    List<String> files,
    Map<String, Body.Block> variables,
    Map<String, Body.Attribute> locals,
    Map<String, ResourceDeclaration> resources,
    Map<String, Body.Block> calls,
    Map<String, Body.Block> outputs,
    Map<String, Body.Block> providers,
    Map<String, String> requiredProviders,
    List<String> aliases,
    List<Body.Block> backends) {
  ModuleConfiguration {
    files = List.copyOf(files);
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    locals = Collections.unmodifiableMap(new LinkedHashMap<>(locals));
    resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    calls = Collections.unmodifiableMap(new LinkedHashMap<>(calls));
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
    requiredProviders = Collections.unmodifiableMap(new LinkedHashMap<>(requiredProviders));
    aliases = List.copyOf(aliases);
    backends = List.copyOf(backends);
  }

  /// A resource or data block.
  record ResourceDeclaration(Mode mode, String type, String name, Body.Block block) {
    String address() {
      return mode.prefix() + type + "." + name;
    }
  }

  /// The text of an attribute that has to be a constant, such as the source of a module.
  static Optional<String> constant(Body body, String attribute) {
    return body.attribute(attribute).flatMap(found -> Constants.text(found.expression()));
  }
}
