package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.eval.Evaluator;
import dev.ardennes.collect.terraform.hcl.Body;
import dev.ardennes.collect.terraform.hcl.Diagnostics;
import dev.ardennes.collect.terraform.hcl.Limits;
import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values that files give the variables of a root module, in Terraform's order:
/// `terraform.tfvars`, `terraform.tfvars.json`, then `*.auto.tfvars` and `*.auto.tfvars.json` by
/// name; the last one wins.
final class VariableFiles {
  private final List<String> picked = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final Map<String, Value> values = new HashMap<>();

  VariableFiles(Sources sources, String folder, Evaluator evaluator) {
    List<String> automatic = new ArrayList<>();
    List<String> standard = new ArrayList<>();
    for (String name : sources.tree().list(folder)) {
      String path = folder.isEmpty() ? name : folder + "/" + name;
      if (name.equals("terraform.tfvars") || name.equals("terraform.tfvars.json")) {
        standard.add(path);
      } else if (name.endsWith(".auto.tfvars") || name.endsWith(".auto.tfvars.json")) {
        automatic.add(path);
      } else if (name.endsWith(".tfvars") || name.endsWith(".tfvars.json")) {
        others.add(path);
      }
    }
    picked.addAll(standard);
    picked.addAll(automatic);
    picked.forEach(path -> read(sources, path, evaluator));
  }

  private void read(Sources sources, String path, Evaluator evaluator) {
    if (path.endsWith(".json")) {
      values.putAll(json(sources, path));
    } else {
      for (Body.Attribute attribute : sources.body(path).attributes()) {
        values.put(
            attribute.name(), evaluator.evaluate(attribute.expression(), RootContext.NO_NAMES));
      }
    }
  }

  private static Map<String, Value> json(Sources sources, String path) {
    Diagnostics diagnostics = sources.diagnostics();
    try {
      return sources
          .content(path, Limits.DEFAULT.fileBytes())
          .flatMap(bytes -> JsonConfiguration.document(path, bytes, diagnostics))
          .map(MapValue::entries)
          .<Map<String, Value>>map(HashMap::new)
          .orElse(Map.of());
    } catch (IOException unreadable) {
      diagnostics.error(
          Position.at(path, 1, 1),
          String.valueOf(unreadable.getMessage()),
          "make it readable, or ignore it");
      return Map.of();
    }
  }

  Optional<Value> value(String variable) {
    return Optional.ofNullable(values.get(variable));
  }

  /// Files that were read.
  List<String> picked() {
    return picked;
  }

  /// Files that Terraform reads only when it is told to.
  List<String> others() {
    return others;
  }
}
