package dev.ardennes.conformance.quality;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import dev.ardennes.conformance.quality.ProjectFiles.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Rules that need the syntax tree of Java files, as the compiler's own parser makes it; each
/// problem says how to mend it.
final class JavaRules {
  static final int MOST_METHOD_LINES = 70;

  private JavaRules() {}

  /// Parses all files at once and checks each type and method.
  static List<String> check(List<TextFile> files) {
    Map<URI, TextFile> byUri = new LinkedHashMap<>();
    List<JavaFileObject> sources = new ArrayList<>();
    for (TextFile file : files) {
      Source source = new Source(file);
      byUri.put(source.toUri(), file);
      sources.add(source);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, sources);
    DocTrees trees = DocTrees.instance(task);
    List<String> problems = new ArrayList<>();
    for (CompilationUnitTree unit : parse(task)) {
      TextFile file = byUri.get(unit.getSourceFile().toUri());
      if (file != null) {
        new Check(file, unit, trees, problems).scan(unit, null);
      }
    }
    problems.sort(null);
    return problems;
  }

  /// Packages without a `package-info.java` that has `@NullMarked`; a test package takes over that
  /// of the main package.
  static List<String> checkPackages(List<TextFile> files) {
    Map<String, TreeSet<String>> foldersOfPackages = new TreeMap<>();
    TreeSet<String> marked = new TreeSet<>();
    for (TextFile file : files) {
      String folder = file.path().substring(0, file.path().lastIndexOf('/'));
      String packageFolder = folder.replaceFirst("src/(main|test)/java", "src/java");
      foldersOfPackages.computeIfAbsent(packageFolder, _ -> new TreeSet<>()).add(folder);
      if (file.endsWith("/package-info.java") && file.text().contains("@NullMarked")) {
        marked.add(packageFolder);
      }
    }
    List<String> problems = new ArrayList<>();
    foldersOfPackages.forEach(
        (packageFolder, folders) -> {
          if (!marked.contains(packageFolder)) {
            problems.add(
                folders.first()
                    + ": a package without null rules: add a package-info.java with a sentence on the package and"
                    + " @NullMarked");
          }
        });
    return problems;
  }

  private static Iterable<? extends CompilationUnitTree> parse(JavacTask task) {
    try {
      return task.parse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Check extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final TextFile file;
    private final CompilationUnitTree unit;
    private final DocTrees trees;
    private final List<String> problems;

    Check(TextFile file, CompilationUnitTree unit, DocTrees trees, List<String> problems) {
      this.file = file;
      this.unit = unit;
      this.trees = trees;
      this.problems = problems;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
      if (getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree) {
        checkTopLevel(type);
      }
      return super.visitClass(type, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      int lines = line(method, false) - line(method, true) + 1;
      if (lines > MOST_METHOD_LINES) {
        report(
            method,
            "`%s` has %d lines, %d at most: give its parts names of their own"
                .formatted(method.getName(), lines, MOST_METHOD_LINES));
      }
      return super.visitMethod(method, null);
    }

    private void checkTopLevel(ClassTree type) {
      ModifiersTree modifiers = type.getModifiers();
      boolean isPublic = modifiers.getFlags().contains(Modifier.PUBLIC);
      boolean isTest = file.path().contains("src/test/java/");
      if (isPublic && !isTest && trees.getDocComment(getCurrentPath()) == null) {
        report(
            type,
            "`"
                + type.getSimpleName()
                + "` is public without a word: say in `///` what the signature cannot");
      }
      if (isTest && hasTests(type)) {
        boolean isFinal = modifiers.getFlags().contains(Modifier.FINAL);
        if (isPublic || !isFinal) {
          report(
              type,
              "`" + type.getSimpleName() + "` holds tests: make it package-private and final");
        }
      }
    }

    private static boolean hasTests(ClassTree type) {
      return type.getMembers().stream()
          .filter(MethodTree.class::isInstance)
          .flatMap(member -> ((MethodTree) member).getModifiers().getAnnotations().stream())
          .map(AnnotationTree::getAnnotationType)
          .map(Tree::toString)
          .anyMatch(List.of("Test", "ParameterizedTest", "TestFactory", "RepeatedTest")::contains);
    }

    private void report(Tree tree, String says) {
      problems.add(file.problem(line(tree, true), says));
    }

    private int line(Tree tree, boolean start) {
      SourcePositions positions = trees.getSourcePositions();
      long position =
          start ? positions.getStartPosition(unit, tree) : positions.getEndPosition(unit, tree);
      return Math.toIntExact(unit.getLineMap().getLineNumber(position));
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(TextFile file) {
      super(URI.create("source:///" + file.path()), Kind.SOURCE);
      this.text = file.text();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
