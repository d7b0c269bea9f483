package dev.ardennes.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real Chromium, driven over its DevTools protocol: nothing to download and no driver beside it.
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<String> NAMES = List.of("chromium", "chromium-browser");

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<JsonNode> events = new ConcurrentLinkedQueue<>();

  private Browser(Process process, Path profile, URI address) {
    this.process = process;
    this.profile = profile;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, new Listener()).join();
  }

  /// Starts a Chromium with a profile of its own. The test is skipped where none is installed.
  static Browser start() throws IOException, InterruptedException {
    String program = program();
    assumeTrue(
        !program.isEmpty(), "no Chromium on the path: install the package `chromium` to run this");
    Path profile = Files.createTempDirectory("ardennes-browser");
    Process process =
        new ProcessBuilder(
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--force-device-scale-factor=1",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("log.txt").toFile())
            .start();
    return new Browser(process, profile, address(process, profile));
  }

  private static String program() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> new File(folder, name)))
        .filter(File::canExecute)
        .map(File::getPath)
        .findFirst()
        .orElse("");
  }

  private static URI address(Process process, Path profile)
      throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    for (long left = PATIENCE.toMillis(); left > 0 && process.isAlive(); left -= 50) {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() == 2) {
          return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
        }
      }
      Thread.sleep(50);
    }
    throw new IOException(
        "Chromium did not start: " + Files.readString(profile.resolve("log.txt")));
  }

  /// An empty page.
  Page page() {
    String target =
        send("", "Target.createTarget", Map.of("url", "about:blank")).get("targetId").asString();
    String session =
        send("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asString();
    Page page = new Page(session);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      page.send(domain + ".enable", Map.of());
    }
    page.send("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
    return page;
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(late -> kill()).join();
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // a helper process of the browser may still be writing; the folder is temporary
    }
  }

  private Process kill() {
    process.destroyForcibly();
    return process.onExit().join();
  }

  private JsonNode send(String session, String method, Map<String, ?> parameters) {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    Map<String, Object> message =
        session.isEmpty()
            ? Map.of("id", id, "method", method, "params", parameters)
            : Map.of("id", id, "method", method, "params", parameters, "sessionId", session);
    socket.sendText(MAPPER.writeValueAsString(message), true).join();
    JsonNode whole = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (whole.has("error")) {
      throw new IllegalStateException(method + ": " + whole.get("error"));
    }
    return whole.get("result");
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        JsonNode node = MAPPER.readTree(message.toString());
        message.setLength(0);
        CompletableFuture<JsonNode> answer =
            node.has("id") ? waiting.remove(node.get("id").asInt()) : null;
        if (answer != null) {
          answer.complete(node);
        } else {
          events.add(node);
        }
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  /// One tab.
  final class Page {
    private final String session;

    private Page(String session) {
      this.session = session;
    }

    JsonNode send(String method, Map<String, ?> parameters) {
      return Browser.this.send(session, method, parameters);
    }

    Page look(int width, int height, boolean dark) {
      send(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
      Map<String, String> scheme =
          Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
      Map<String, String> motion = Map.of("name", "prefers-reduced-motion", "value", "reduce");
      send("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme, motion)));
      return this;
    }

    /// Opens the file and waits until it is loaded.
    Page open(Path file) throws InterruptedException {
      send("Page.navigate", Map.of("url", file.toUri().toString()));
      for (long left = PATIENCE.toMillis(); left > 0; left -= 20) {
        if (!events("Page.loadEventFired").isEmpty()) {
          return this;
        }
        Thread.sleep(20);
      }
      throw new IllegalStateException("the page did not load");
    }

    /// The value of a JavaScript expression; a promise is waited for.
    JsonNode evaluate(String expression) {
      JsonNode answer =
          send(
              "Runtime.evaluate",
              Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
      if (answer.has("exceptionDetails")) {
        throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
      }
      JsonNode value = answer.get("result").get("value");
      return value == null ? MAPPER.nullNode() : value;
    }

    boolean is(String expression) {
      return evaluate("!!(" + expression + ")").asBoolean();
    }

    /// Waits until the condition holds.
    void await(String condition) throws InterruptedException {
      for (long left = PATIENCE.toMillis(); left > 0; left -= 20) {
        if (is(condition)) {
          return;
        }
        Thread.sleep(20);
      }
      throw new IllegalStateException("did not come true: " + condition);
    }

    void press(String key, int code) {
      Map<String, Object> down =
          key.equals("Enter")
              ? Map.of("type", "keyDown", "key", key, "windowsVirtualKeyCode", code, "text", "\r")
              : Map.of("type", "rawKeyDown", "key", key, "windowsVirtualKeyCode", code);
      send("Input.dispatchKeyEvent", down);
      send(
          "Input.dispatchKeyEvent",
          Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
    }

    /// The whole page as a picture.
    void screenshot(Path file) throws IOException {
      JsonNode size = send("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
      Map<String, Object> clip =
          Map.of(
              "x", 0, "y", 0, "width", size.get("width"), "height", size.get("height"), "scale", 1);
      JsonNode shot =
          send(
              "Page.captureScreenshot",
              Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, java.util.Base64.getDecoder().decode(shot.get("data").asString()));
    }

    /// Everything the console would show.
    List<String> console() {
      List<String> messages = new ArrayList<>();
      for (String method :
          List.of("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")) {
        events(method).forEach(event -> messages.add(event.toString()));
      }
      return messages;
    }

    /// The addresses of everything that was asked for.
    List<String> requests() {
      return events("Network.requestWillBeSent").stream()
          .map(event -> event.get("request").get("url").asString())
          .toList();
    }

    private List<JsonNode> events(String method) {
      return events.stream()
          .filter(event -> event.path("sessionId").asString("").equals(session))
          .filter(event -> event.path("method").asString("").equals(method))
          .map(event -> event.get("params"))
          .toList();
    }
  }
}
