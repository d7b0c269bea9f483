package dev.ardennes.collect.aws;

import dev.ardennes.collect.Collector;
import dev.ardennes.collect.Recognition;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.terraform.RootModule;
import dev.ardennes.collect.terraform.TerraformReader;
import dev.ardennes.collect.terraform.TerraformResult;
import dev.ardennes.model.Collected;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Facts about AWS from Terraform: its code, its plans and its states.
public final class Terraform {
  private Terraform() {}

  /// Reads Terraform's own language.
  public static Collector code() {
    return new Code();
  }

  private static final class Code implements Collector {
    @Override
    public String kind() {
      return "terraform";
    }

    @Override
    public List<SourceFile> recognise(SourceTree tree, Recognition recognition) {
      return tree.files().stream().filter(file -> isCode(file.name())).toList();
    }

    private static boolean isCode(String name) {
      return name.endsWith(".tf")
          || name.endsWith(".tf.json")
          || name.endsWith(".tofu")
          || name.endsWith(".tofu.json");
    }

    @Override
    public Collected collect(SourceTree tree, List<SourceFile> files, String location) {
      TerraformResult result =
          new TerraformReader(tree.source(), new TerraformTree(tree)).read(new AwsKnowledge());
      Set<String> read = new TreeSet<>();
      result.roots().stream().map(RootModule::files).forEach(read::addAll);
      TerraformFacts facts = new TerraformFacts(tree.source());
      result.roots().forEach(facts::root);
      facts.problems(result.problems());
      return facts.build(kind(), location, Math.max(read.size(), 1));
    }
  }
}
