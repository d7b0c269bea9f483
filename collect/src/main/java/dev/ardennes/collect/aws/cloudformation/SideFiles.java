package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.JsonReader;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Files that lie beside templates: the CDK's manifest, values of parameters.
final class SideFiles {
  private static final List<String> PARAMETER_SUFFIXES =
      List.of(".parameters.json", "-parameters.json", ".params.json", "-params.json");
  private static final List<String> PARAMETER_FILES = List.of("parameters.json", "params.json");

  private static final Pattern TERRAFORM =
      Pattern.compile("\\.(?:tf|tofu)(?:\\.json)?$|\\.tfstate$");

  private final SourceTree tree;
  private final Session session;
  private final Map<String, SourceFile> files = new HashMap<>();
  private final Set<String> terraform = new HashSet<>();
  private final Map<String, Assembly> assemblies = new HashMap<>();

  SideFiles(SourceTree tree, Session session) {
    this.tree = tree;
    this.session = session;
    for (SourceFile file : tree.files()) {
      files.put(file.path(), file);
      if (TERRAFORM.matcher(file.name()).find()) {
        terraform.add(file.folder());
      }
    }
  }

  /// Whether Terraform is in the folder too, which names the folder's account after it.
  boolean terraformIn(String folder) {
    return terraform.contains(folder);
  }

  Assembly assembly(String folder) {
    return assemblies.computeIfAbsent(
        folder,
        ignored -> {
          Json manifest = read(in(folder, "manifest.json"), false);
          return manifest == null ? Assembly.NONE : Assembly.of(manifest);
        });
  }

  private static String in(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /// The values that the file of parameters beside a template gives; none where there is no such
  /// file.
  ///
  /// @param alone whether no other template in the folder could be meant by a file for all
  Map<String, Json> parameters(Template template, boolean alone) {
    String name = template.path().substring(template.path().lastIndexOf('/') + 1);
    int dot = name.indexOf('.');
    String base = dot > 0 ? name.substring(0, dot) : name;
    for (String suffix : PARAMETER_SUFFIXES) {
      Json written = read(in(template.folder(), base + suffix), true);
      if (written != null) {
        return values(written);
      }
    }
    for (String file : PARAMETER_FILES) {
      Json written = alone ? read(in(template.folder(), file), true) : null;
      if (written != null) {
        return values(written);
      }
    }
    return Map.of();
  }

  /// A list of keys and values, or an object of them, alone or under `Parameters`.
  private static Map<String, Json> values(Json written) {
    Map<String, Json> values = new LinkedHashMap<>();
    Json inner = written.at("Parameters") == null ? written : written.at("Parameters");
    if (inner instanceof Json.Arr list) {
      for (Json one : list.elements()) {
        String key = one.textAt("ParameterKey");
        Json value = one.at("ParameterValue");
        if (key != null && value != null) {
          values.put(key, value);
        }
      }
    } else if (inner instanceof Json.Obj object) {
      values.putAll(object.members());
    }
    return values;
  }

  /// @param said whether it is said that a file cannot be read
  private @Nullable Json read(String path, boolean said) {
    SourceFile file = files.get(path);
    if (file == null || file.size() > tree.limits().textBytes()) {
      return null;
    }
    try {
      return JsonReader.parse(file.text(), new Json.Place(path, 0, 0, ""), true);
    } catch (IOException | JacksonException e) {
      if (said) {
        session.problem(
            Problem.warning(
                "the values of parameters cannot be read, so that they are not known",
                "mend the file",
                Evidence.at(tree.source(), path, 0, 0)));
      }
      return null;
    }
  }
}
