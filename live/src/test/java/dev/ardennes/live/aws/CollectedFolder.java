package dev.ardennes.live.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs a collection from a fake, as the user whose key is of account 111122223333, and reads what
/// it left.
final class CollectedFolder {
  static final String OWN = "111122223333";
  private static final JsonMapper JSON = new JsonMapper();
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-11-28T12:00:00Z"));

  final Path folder;
  final List<Duration> pauses = new ArrayList<>();
  final List<String> said = new ArrayList<>();

  CollectedFolder(Path folder) {
    this.folder = folder;
  }

  static CollectRequest request(FakeAws aws, Path folder) {
    return new CollectRequest(
        folder, List.of(), null, null, false, List.of(), List.of("eu-west-1"), false, 4, aws.uri());
  }

  Summary collect(FakeAws aws) {
    return collect(request(aws, folder));
  }

  Summary collect(CollectRequest request) {
    Map<String, String> keys =
        Map.of("aws.accessKeyId", "AKIATEST" + OWN, "aws.secretAccessKey", "not-a-secret");
    Map<String, @Nullable String> before = new TreeMap<>();
    keys.forEach((key, value) -> before.put(key, System.setProperty(key, value)));
    try {
      return AwsCollection.run(request, this::noted, NOON, this::said);
    } finally {
      before.forEach(
          (key, value) -> {
            if (value == null) {
              System.clearProperty(key);
            } else {
              System.setProperty(key, value);
            }
          });
    }
  }

  private synchronized void noted(Duration pause) {
    pauses.add(pause);
  }

  private synchronized void said(String line) {
    said.add(line);
  }

  static CollectRequest with(
      CollectRequest request, @Nullable String role, boolean organization, boolean resume) {
    return new CollectRequest(
        request.folder(),
        request.profiles(),
        role,
        request.externalId(),
        organization,
        request.accounts(),
        request.regions(),
        resume,
        request.jobs(),
        request.endpoint());
  }

  JsonNode json(String file) throws IOException {
    return JSON.readTree(Files.readString(folder.resolve(file)));
  }

  /// The part of the manifest; `iam`, or `eu-west-1/AWS::Lambda::Function`.
  JsonNode part(String account, String what) throws IOException {
    for (JsonNode part : json("collection.json").path("parts")) {
      String region = part.path("region").asString();
      String name = (region.isEmpty() ? "" : region + "/") + part.path("what").asString();
      if (part.path("account").asString().equals(account) && name.equals(what)) {
        return part;
      }
    }
    throw new AssertionError("no part " + what + " of " + account);
  }

  /// All files with their texts, without the manifest.
  Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (!name.equals("collection.json")) {
          files.put(name, Files.readString(path));
        }
      }
    }
    return files;
  }

  static <T> UnaryOperator<T> unchanged() {
    return value -> value;
  }
}
