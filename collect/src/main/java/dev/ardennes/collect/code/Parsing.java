package dev.ardennes.collect.code;

import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.code.knowledge.Framework.Sheet;
import dev.ardennes.collect.code.knowledge.Knowledge;
import dev.ardennes.collect.code.program.Program;
import dev.ardennes.collect.code.program.Programs;
import dev.ardennes.collect.code.syntax.Language;
import dev.ardennes.collect.code.syntax.ParserProcess;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Source files to programs, with one parser or, where there are many files, two. A file in which
/// no framework or library is mentioned that anything is known of is not parsed, unless files of
/// its component are: they may call into it.
final class Parsing implements AutoCloseable {
  /// @param generated files that a tool wrote, which are left out
  record Read(List<Program> programs, List<Problem> problems, int generated) {}

  private static final long LARGEST = 1 << 20;
  private static final int FILES_FOR_TWO = 60;

  private final String source;
  private final ParserProcess.Settings settings;
  private final ParserProcess first;

  Parsing(String source, ParserProcess.Settings settings) {
    this.source = source;
    this.settings = settings;
    this.first = new ParserProcess(settings);
  }

  /// Starts the parser, which is ready by the time that the first file is.
  void warmUp() {
    first.warmUp();
  }

  @Override
  public void close() {
    first.close();
  }

  /// The programs in the order of the files.
  Read read(List<SourceFile> files) {
    int parts = files.size() > FILES_FOR_TWO ? 2 : 1;
    List<Future<Read>> pending = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int part = 0; part < parts; part++) {
        int from = files.size() * part / parts;
        int to = files.size() * (part + 1) / parts;
        boolean own = part > 0;
        pending.add(threads.submit(() -> part(files.subList(from, to), own)));
      }
    }
    List<Program> programs = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    int generated = 0;
    for (Future<Read> one : pending) {
      Read read = result(one);
      programs.addAll(read.programs);
      problems.addAll(read.problems);
      generated += read.generated;
    }
    return new Read(programs, problems, generated);
  }

  private static Read result(Future<Read> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading source code failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading", e);
    }
  }

  private Read part(List<SourceFile> files, boolean own) {
    if (!own) {
      return part(files, first);
    }
    try (ParserProcess second = new ParserProcess(settings)) {
      return part(files, second);
    }
  }

  private Read part(List<SourceFile> files, ParserProcess parser) {
    List<Program> programs = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    int generated = 0;
    for (SourceFile file : files) {
      String text = text(file, problems);
      if (!text.isEmpty() && SourceSelection.generated(text)) {
        generated++;
      } else if (!text.isEmpty()) {
        parse(parser, file, text, programs, problems);
      }
    }
    return new Read(programs, problems, generated);
  }

  private void parse(
      ParserProcess parser,
      SourceFile file,
      String text,
      List<Program> programs,
      List<Problem> problems) {
    Language language = Objects.requireNonNull(Language.of(file.name()));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    switch (parser.parse(language, bytes)) {
      case ParserProcess.Tree tree -> {
        programs.add(Programs.of(file.path(), language, tree.root(), bytes));
        if (!tree.whole()) {
          problems.add(
              Problem.warning(
                  "parts of the source file are not understood: what they do is missing",
                  "mend it, or list it in `.ardennesignore` if it does not matter",
                  at(file)));
        }
      }
      case ParserProcess.Failed failed ->
          problems.add(
              Problem.warning(
                  failed.says() + ", so that what it does is missing",
                  "list it in `.ardennesignore` if it does not matter",
                  at(file)));
    }
  }

  private String text(SourceFile file, List<Problem> problems) {
    if (file.size() > LARGEST) {
      problems.add(
          Problem.warning(
              "the source file is larger than 1 MiB and is not read",
              "list it in `.ardennesignore` if it does not matter",
              at(file)));
      return "";
    }
    try {
      if (file.binary()) {
        problems.add(Problem.warning("this is no source code by its content", "", at(file)));
        return "";
      }
      return file.text();
    } catch (IOException e) {
      problems.add(
          Problem.error(
              "the file cannot be read, so that what it holds is missing",
              "give the program permission to read it",
              at(file)));
      return "";
    }
  }

  private Evidence at(SourceFile file) {
    return Evidence.at(source, file.path(), 0, 0);
  }

  /// Whether anything is known of something that the file mentions.
  boolean ofInterest(SourceFile file, Knowledge knowledge) {
    if (file.size() > LARGEST) {
      return true;
    }
    Language language = Objects.requireNonNull(Language.of(file.name()));
    try {
      if (file.binary()) {
        return true;
      }
      String text = file.text();
      for (Sheet sheet : knowledge.sheets(language)) {
        if (sheet.words().stream().anyMatch(text::contains)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
