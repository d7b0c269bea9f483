package dev.ardennes.collect.code.syntax;

import dev.ardennes.collect.code.syntax.Frames.Answer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSParser;
import org.treesitter.TreeSitterGo;
import org.treesitter.TreeSitterJava;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterTypescript;

/// Keeps a parser running in a process of its own, and starts it anew after a file that it did not
/// survive. The only class that starts a process: this program itself, with a fixed command, whose
/// input is text to parse. Not safe for use by several threads.
public final class ParserProcess implements AutoCloseable {
  /// How a file was read: as a tree, or why not.
  public sealed interface Parsed {}

  /// @param whole whether all of the text fits the language's grammar
  public record Tree(SyntaxNode root, boolean whole) implements Parsed {}

  /// @param says why there is no tree, as a problem says it
  public record Failed(String says) implements Parsed {}

  /// The process as it is started, and how long one file may take.
  ///
  /// @param command program and arguments
  public record Settings(List<String> command, int timeoutMilliseconds) {
    private static final int TIMEOUT_MILLISECONDS = 20_000;

    public Settings {
      command = List.copyOf(command);
    }

    /// This program's own JVM, with what the parser needs of its class path.
    public static Settings standard() {
      return new Settings(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-XX:-UsePerfData",
              "-Xshare:auto",
              "-Xmx384m",
              "-Xss64m",
              "--enable-native-access=ALL-UNNAMED",
              "-XX:-CreateCoredumpOnCrash",
              "-XX:+SuppressFatalErrorMessage",
              "-Djava.io.tmpdir=" + FOLDER,
              "-cp",
              classPath(),
              ParserMain.class.getName()),
          TIMEOUT_MILLISECONDS);
    }

    /// Where the parser's classes were loaded from. The class path as a whole is used only where
    /// that is not known (a start-up cache may not tell it): it may be long, and a test runner's
    /// own may not hold them.
    private static String classPath() {
      List<String> places = new ArrayList<>();
      for (Class<?> needed : NEEDED) {
        String place = place(needed);
        if (place == null) {
          return System.getProperty("java.class.path");
        }
        places.add(place);
      }
      return String.join(File.pathSeparator, places);
    }

    private static @Nullable String place(Class<?> needed) {
      CodeSource source = needed.getProtectionDomain().getCodeSource();
      URL location = source == null ? null : source.getLocation();
      try {
        return location == null ? null : Path.of(location.toURI()).toString();
      } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
        return null;
      }
    }

    private static final List<Class<?>> NEEDED =
        List.of(
            ParserMain.class,
            TSParser.class,
            TreeSitterJava.class,
            TreeSitterPython.class,
            TreeSitterJavascript.class,
            TreeSitterTypescript.class,
            TreeSitterGo.class);
  }

  private static final class Running {
    final Process process;
    final DataInputStream in;
    final DataOutputStream out;
    boolean greeted;

    Running(Process process) {
      this.process = process;
      in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
      out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
    }
  }

  /// Stands in a command for the folder into which the parser unpacks its libraries; it is removed
  /// with the process, even where that was ended.
  public static final String FOLDER = "{folder}";

  private static final int MOST_STARTS = 50;

  /// What is left of the patience with a file after others have used it up.
  private static final int LEAST_MILLISECONDS = 2_000;

  private final Settings settings;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable Running running;
  private @Nullable Path folder;
  private int starts;
  private int patience;

  public ParserProcess(Settings settings) {
    this.settings = settings;
    this.patience = settings.timeoutMilliseconds;
  }

  /// Starts the parser ahead of the first file, so that it is ready by then.
  public void warmUp() {
    try {
      started();
    } catch (IOException e) {
      // The first file says so.
      stop();
    }
  }

  /// Parses one file; waits for it at most as long as the settings say, and half as long after each
  /// file that took too long, so that a folder full of such files ends. A file that brings the
  /// parser down or takes too long is `Failed`, and the next one meets a new parser.
  public Parsed parse(Language language, byte[] source) {
    if (running == null && starts >= MOST_STARTS) {
      return new Failed("the parser broke down " + MOST_STARTS + " times and is not started again");
    }
    Future<Answer> answer = threads.submit(() -> exchange(language, source));
    try {
      return tree(source, answer.get(patience, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      stop();
      patience = Math.min(patience, Math.max(patience / 2, LEAST_MILLISECONDS));
      return new Failed("parsing takes too long");
    } catch (ExecutionException e) {
      stop();
      return new Failed("the parser broke down over this file");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
      return new Failed("parsing was interrupted");
    }
  }

  private static Parsed tree(byte[] source, Answer answer) {
    SyntaxNode root = SyntaxReader.read(source, answer.shape(), answer.places());
    boolean whole = !answer.shape().contains("(ERROR") && !answer.shape().contains("(MISSING");
    return root == null
        ? new Failed("the parser gave no tree for this file")
        : new Tree(root, whole);
  }

  private Answer exchange(Language language, byte[] source) throws IOException {
    Running now = started();
    Frames.writeRequest(now.out, language, source);
    if (!now.greeted && now.in.readInt() != Frames.HELLO) {
      throw new IOException("something else than the parser answers");
    }
    now.greeted = true;
    return Frames.readAnswer(now.in);
  }

  private Running started() throws IOException {
    Running now = running;
    if (now != null) {
      return now;
    }
    starts++;
    String temporary = folder().toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            settings.command.stream().map(word -> word.replace(FOLDER, temporary)).toList());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Running fresh = new Running(builder.start());
    running = fresh;
    return fresh;
  }

  private Path folder() throws IOException {
    Path known = folder;
    if (known == null) {
      known = Files.createTempDirectory("ardennes-parser");
      folder = known;
    }
    return known;
  }

  private void stop() {
    Running now = running;
    running = null;
    if (now != null) {
      now.process.destroyForcibly();
    }
  }

  /// Ends the process and removes what it unpacked.
  @Override
  public void close() {
    Running now = running;
    stop();
    threads.shutdownNow();
    if (now != null) {
      now.process.onExit().orTimeout(5, TimeUnit.SECONDS).exceptionally(ignored -> null).join();
    }
    Path unpacked = folder;
    if (unpacked != null) {
      remove(unpacked);
    }
  }

  private static void remove(Path folder) {
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // The system clears its temporary files itself.
      return;
    }
  }
}
