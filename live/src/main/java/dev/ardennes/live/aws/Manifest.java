package dev.ardennes.live.aws;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `collection.json`: what was asked for, when, and how each part of it ended. What is missing is
/// in it, so that nobody takes it for absent. Safe for use by several threads.
final class Manifest {
  static final String SCHEMA = "ardennes.aws.collection/1";
  private static final JsonMapper JSON = new JsonMapper();

  private final Folder folder;
  private final Instant started;
  private final SortedMap<String, Outcome> outcomes = new TreeMap<>();
  private final SortedMap<String, ObjectNode> accounts = new TreeMap<>();

  private Manifest(Folder folder, Instant started) {
    this.folder = folder;
    this.started = started;
  }

  /// A manifest that says, until the end, that the collection is not finished.
  static Manifest begin(Folder folder, boolean resume, Instant started) throws IOException {
    Manifest manifest = new Manifest(folder, started);
    if (resume) {
      manifest.recall();
    }
    manifest.write(null);
    return manifest;
  }

  private void recall() throws IOException {
    JsonNode earlier = parsed(folder.manifest());
    for (JsonNode part : earlier.path("parts")) {
      recall(part);
    }
    for (String note : folder.notes()) {
      recall(parsed(note));
    }
  }

  private void recall(JsonNode part) {
    Outcome outcome = Outcome.of(part);
    if (!outcome.what().isEmpty()) {
      outcomes.put(outcome.key(), outcome);
    }
  }

  private static JsonNode parsed(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node == null ? JsonNodeFactory.instance.objectNode() : node;
    } catch (JacksonException e) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  /// Whether an earlier run has it.
  synchronized boolean has(String account, String region, String what) {
    Outcome known = outcomes.get(Outcome.key(account, region, what));
    return known != null && known.done();
  }

  /// Something ended; what an earlier run said about it no longer counts.
  synchronized void add(Outcome outcome) throws IOException {
    outcomes.put(outcome.key(), outcome);
    folder.note(Written.line(outcome.json()));
  }

  /// @param caller the ARN as whom it was read
  synchronized void account(String id, String name, String caller, List<String> regions) {
    ObjectNode account = JsonNodeFactory.instance.objectNode();
    account.put("id", id).put("name", name).put("caller", caller);
    ArrayNode list = account.putArray("regions");
    regions.stream().sorted().forEach(list::add);
    accounts.put(id, account);
  }

  synchronized List<Outcome> outcomes() {
    return new ArrayList<>(outcomes.values().stream().sorted().toList());
  }

  /// Nothing else will happen.
  synchronized void finish(Instant finished) throws IOException {
    write(finished);
    folder.forgetNotes();
  }

  private void write(@Nullable Instant finished) throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("schema", '"' + SCHEMA + '"');
    members.put("finished", String.valueOf(finished != null));
    members.put("started", time(started));
    if (finished != null) {
      members.put("ended", time(finished));
    }
    members.put("accounts", Written.list(accounts.values().stream().map(Written::line).toList()));
    members.put(
        "parts",
        Written.list(
            outcomes.values().stream().sorted().map(o -> Written.line(o.json())).toList()));
    folder.write(Written.object(members), Folder.MANIFEST);
  }

  private static String time(Instant time) {
    return '"' + time.truncatedTo(ChronoUnit.SECONDS).toString() + '"';
  }
}
