package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.aws.DeclaredResources;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Unknown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Decides which templates are deployed by themselves, into which account, with which parameters.
final class Deployment {
  private static final int LONGEST_ADDRESS = 2_048;

  private final TemplateFiles templates;
  private final Stacks stacks;
  private final SideFiles sides;

  Deployment(SourceTree tree, Session session, TemplateFiles templates, Stacks stacks) {
    this.templates = templates;
    this.stacks = stacks;
    this.sides = new SideFiles(tree, session);
  }

  /// Whatever nests only each other is deployed too: nothing is left out.
  void deploy() {
    Set<String> nested = nested();
    List<Template> roots = new ArrayList<>();
    for (Template template : templates.all()) {
      if (!nested.contains(template.path())) {
        roots.add(template);
      }
    }
    deploy(roots);
    for (Template template : templates.all()) {
      if (!stacks.used().contains(template.path())) {
        deploy(List.of(template));
      }
    }
  }

  private void deploy(List<Template> roots) {
    Map<String, Integer> inFolder = new TreeMap<>();
    roots.forEach(root -> inFolder.merge(root.folder(), 1, Integer::sum));
    for (Template template : roots) {
      boolean alone = inFolder.getOrDefault(template.folder(), 1) == 1;
      stacks.deployed(template, site(template, alone), parameters(template, alone));
    }
    stacks.enter();
  }

  /// The folder stands for a template that is alone in it, as it does for a root module; where both
  /// are in one folder nothing says that they are for one account.
  private Stack.Site site(Template template, boolean alone) {
    String folder = template.folder().isEmpty() ? "." : template.folder();
    boolean named = alone && !sides.terraformIn(template.folder());
    String root = named ? folder : template.path();
    Assembly.Artifact artifact = sides.assembly(template.folder()).artifact(fileName(template));
    if (artifact == null) {
      return new Stack.Site(root, "", "", new DeclaredResources.Account(root, "", ""), List.of());
    }
    DeclaredResources.Account account =
        new DeclaredResources.Account(folder, artifact.account(), artifact.region());
    return new Stack.Site(root, "", artifact.stackName(), account, List.of());
  }

  private static String fileName(Template template) {
    return template.path().substring(template.path().lastIndexOf('/') + 1);
  }

  private Function<String, @Nullable Value> parameters(Template template, boolean alone) {
    return Parameters.ofFile(sides.parameters(template, alone));
  }

  /// Templates that another one nests, as far as it says so in so many words.
  private Set<String> nested() {
    Set<String> nested = new HashSet<>();
    for (Template template : templates.all()) {
      for (Json resource : template.section("Resources").values()) {
        if (Template.STACK.equals(resource.textAt("Type"))) {
          Template inner = named(resource, template);
          if (inner != null && !inner.path().equals(template.path())) {
            nested.add(inner.path());
          }
        }
      }
    }
    return nested;
  }

  private @Nullable Template named(Json resource, Template in) {
    Json metadata = resource.at("Metadata");
    String asset = metadata == null ? null : metadata.textAt("aws:asset:path");
    Json properties = resource.at("Properties");
    Json url = properties == null ? null : properties.at("TemplateURL");
    Json text = url == null ? null : url.at("Fn::Sub") instanceof Json.Text sub ? sub : url;
    String written = asset != null ? asset : Json.scalar(text);
    return written == null || written.length() > LONGEST_ADDRESS
        ? null
        : templates.named(written.replaceAll("\\$\\{[^}]*}", Unknown.part("name")), in);
  }
}
