package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.Collector;
import dev.ardennes.collect.Recognition;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.aws.DeclaredResources;
import dev.ardennes.model.Collected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Facts about AWS from templates of CloudFormation and SAM and from what the CDK has made.
public final class CloudFormation implements Collector {
  private static final Set<String> SUFFIXES =
      Set.of("yaml", "yml", "json", "template", "cform", "cfn");
  private static final Pattern RESOURCES =
      Pattern.compile("(?m)(?:^|[{,\\s])[\"']?Resources[\"']?\\s*:");
  private static final Pattern TYPE = Pattern.compile("[\"']?Type[\"']?\\s*:\\s*[\"']?AWS::[A-Z]");

  @Override
  public String kind() {
    return "cloudformation";
  }

  @Override
  public List<SourceFile> recognise(SourceTree tree, Recognition recognition) {
    List<SourceFile> files = new ArrayList<>();
    for (SourceFile file : tree.files()) {
      if (mayBeTemplate(file) && isTemplate(file, tree)) {
        files.add(file);
      }
    }
    return files;
  }

  private static boolean mayBeTemplate(SourceFile file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot > 0 && SUFFIXES.contains(name.substring(dot + 1));
  }

  /// A template that cannot be read to its end is one all the same, if its text looks like one.
  private static boolean isTemplate(SourceFile file, SourceTree tree) {
    long longest = tree.limits().textBytes();
    try {
      if (file.size() > longest) {
        byte[] beginning = file.beginning(tree.limits().lookBytes());
        return looksLike(new String(beginning, java.nio.charset.StandardCharsets.UTF_8));
      }
      String text = file.text();
      if (!looksLike(text)) {
        return false;
      }
      Session session = new Session(tree.source());
      Template template = new TemplateReader(session, longest).read(file.path(), text);
      return template != null || !session.problems().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean looksLike(String text) {
    return RESOURCES.matcher(text).find() && TYPE.matcher(text).find();
  }

  @Override
  public Collected collect(SourceTree tree, List<SourceFile> files, String location) {
    Session session = new Session(tree.source());
    TemplateReader reader = new TemplateReader(session, tree.limits().textBytes());
    TemplateFiles templates = new TemplateFiles();
    for (SourceFile file : files) {
      Template template = reader.read(file);
      if (template != null) {
        templates.add(Serverless.expanded(template, session));
      }
    }
    Stacks stacks = new Stacks(session, templates);
    new Deployment(tree, session, templates, stacks).deploy();
    DeclaredResources resources = new DeclaredResources(tree.source());
    for (Stack stack : stacks.all()) {
      declare(stack, resources);
    }
    for (Stacks.Same same : stacks.same()) {
      resources.same(same.one(), same.other(), Session.position(same.at()));
    }
    resources.problems(session.problems());
    return resources.build(kind(), location, files.size());
  }

  /// Everything is evaluated before anything is stated: only then is it known whether the stack is
  /// shown completely.
  private static void declare(Stack stack, DeclaredResources resources) {
    stack.session().nextStack();
    List<DeclaredResources.Resource> declared = new ArrayList<>();
    stack.resources().forEach(resource -> declared.addAll(resource.declared()));
    for (DeclaredResources.Resource resource : declared) {
      resources.add(stack.site().account(), resource, stack.complete());
    }
  }
}
