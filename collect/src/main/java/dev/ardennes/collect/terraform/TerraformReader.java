package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.eval.Budget;
import dev.ardennes.collect.terraform.hcl.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Reads all Terraform configurations of a folder. Never throws for what files contain.
///
/// ```java
/// TerraformResult result =
///     new TerraformReader("infra", SourceTree.ofFolder(folder)).read(ResourceKnowledge.NONE);
/// ```
public final class TerraformReader {
  /// Expressions nest, and so do modules and references: room for the deepest that limits allow.
  private static final long STACK_BYTES = 256L << 20;

  private final String source;
  private final SourceTree tree;
  private final Budget.Limits limits;

  /// @param source unique name of the source, as evidence names it
  public TerraformReader(String source, SourceTree tree) {
    this(source, tree, Budget.Limits.DEFAULT);
  }

  /// @param limits what one root module may cost
  public TerraformReader(String source, SourceTree tree, Budget.Limits limits) {
    this.source = source;
    this.tree = tree;
    this.limits = limits;
  }

  /// Finds and evaluates all root modules. Time and memory are linear in the size of the files and
  /// of what they expand to, which the limits bound.
  public TerraformResult read(ResourceKnowledge knowledge) {
    AtomicReference<@Nullable TerraformResult> result = new AtomicReference<>();
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(null, () -> result.set(readAll(knowledge)), "terraform", STACK_BYTES);
    thread.setUncaughtExceptionHandler((_, cause) -> thrown.set(cause));
    thread.start();
    join(thread);
    TerraformResult read = result.get();
    if (read == null) {
      throw new IllegalStateException("reading Terraform failed", thrown.get());
    }
    return read;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading Terraform", interrupted);
    }
  }

  private TerraformResult readAll(ResourceKnowledge knowledge) {
    Diagnostics diagnostics = new Diagnostics(source);
    Sources sources = new Sources(tree, diagnostics);
    ResourceKnowledge all = knowledge.or(new CoreKnowledge());
    List<RootModule> roots = new ArrayList<>();
    for (String root : new RootFinder(sources).roots()) {
      roots.add(new RootEvaluation(sources, root, limits, all).evaluate());
    }
    return new TerraformResult(roots, diagnostics.problems());
  }
}
