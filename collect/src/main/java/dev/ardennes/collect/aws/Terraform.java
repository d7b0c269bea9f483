package dev.ardennes.collect.aws;

import dev.ardennes.collect.Collector;
import dev.ardennes.collect.Recognition;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.terraform.RootModule;
import dev.ardennes.collect.terraform.StateReader;
import dev.ardennes.collect.terraform.TerraformReader;
import dev.ardennes.collect.terraform.TerraformResult;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Facts about AWS from Terraform: its code, its plans and its states.
public final class Terraform {
  private Terraform() {}

  /// Reads Terraform's own language.
  public static Collector code() {
    return new Code();
  }

  /// Reads plans as `terraform show -json` prints them.
  public static Collector plan() {
    return new Shown("terraform.plan", Terraform::isPlan);
  }

  /// Reads states: the state file, and what `terraform show -json` prints of one.
  public static Collector state() {
    return new Shown("terraform.state", Terraform::isState);
  }

  private static boolean isPlan(Set<String> keys) {
    return keys.contains("format_version")
        && keys.contains("terraform_version")
        && !keys.contains("values")
        && (keys.contains("planned_values") || keys.contains("variables"));
  }

  private static boolean isState(Set<String> keys) {
    boolean shown = keys.contains("format_version") && keys.contains("values");
    boolean file = keys.contains("serial") && keys.contains("lineage");
    return keys.contains("terraform_version") && (shown || file);
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

  private record Shown(String kind, Predicate<Set<String>> recognised) implements Collector {
    @Override
    public List<SourceFile> recognise(SourceTree tree, Recognition recognition) {
      return tree.files().stream()
          .filter(file -> recognised.test(recognition.json(file).keys()))
          .toList();
    }

    @Override
    public Collected collect(SourceTree tree, List<SourceFile> files, String location) {
      TerraformFacts facts = new TerraformFacts(tree.source());
      StateReader reader = new StateReader(tree.source());
      for (SourceFile file : files) {
        try {
          TerraformResult result =
              reader.read(file.path(), root(file, files), content(file), new AwsKnowledge());
          result.roots().forEach(facts::root);
          facts.problems(result.problems());
        } catch (IOException e) {
          facts.problems(List.of(unreadable(file, tree.source())));
        }
      }
      return facts.build(kind, location, files.size());
    }

    private static byte[] content(SourceFile file) throws IOException {
      try (InputStream in = file.open()) {
        return in.readNBytes(StateReader.LIMIT + 1);
      }
    }

    private static Problem unreadable(SourceFile file, String source) {
      return Problem.error(
          "the file cannot be read, so that what it holds is missing",
          "give the program permission to read it",
          Evidence.at(source, file.path(), 0, 0));
    }

    /// The folder of the file is that of the root module, unless several documents lie there.
    private static String root(SourceFile file, List<SourceFile> files) {
      long there = files.stream().filter(other -> other.folder().equals(file.folder())).count();
      if (there > 1) {
        return file.path();
      }
      return file.folder().isEmpty() ? "." : file.folder();
    }
  }
}
