package dev.ardennes.live.aws;

import dev.ardennes.live.wire.CallFailure;
import dev.ardennes.live.wire.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The table of an account's users and their passwords, second factors and keys, of which it holds
/// dates and never the things themselves.
final class CredentialReport {
  static final String WHAT = "credentials";
  private static final String FILE = "credentials.json";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> NOTHING = List.of("N/A", "not_supported", "no_information");
  private static final int KEYS = 2;

  private CredentialReport() {}

  /// How many users it has.
  static int collect(Place place, Folder folder) throws CallFailure, IOException {
    SortedMap<String, String> rows = rows(place);
    String report = Written.object(Map.of("CredentialReport", Written.list(rows.values()))).strip();
    folder.write(Written.object(Map.of(place.account(), report)), place.account(), FILE);
    return rows.size();
  }

  /// A row for each user, by ARN; of an account that has a report of the last hours, that one.
  private static SortedMap<String, String> rows(Place place) throws CallFailure {
    place.call(Operation.GENERATE_CREDENTIAL_REPORT, Map.of());
    JsonNode answer = place.call(Operation.GET_CREDENTIAL_REPORT, Map.of());
    SortedMap<String, String> rows = new TreeMap<>();
    List<String> lines = decoded(answer.path("Content").asString("")).lines().toList();
    List<String> names = lines.isEmpty() ? List.of() : cells(lines.getFirst());
    if (!names.contains("arn") || !names.contains("mfa_active")) {
      throw CallFailure.malformed(Operation.GET_CREDENTIAL_REPORT, "the report has no such table");
    }
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = cells(line);
      if (cells.size() == names.size()) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
          row.put(names.get(i), cells.get(i));
        }
        rows.put(row.getOrDefault("arn", ""), Written.lines(row(row)));
      }
    }
    return rows;
  }

  private static String decoded(String base64) throws CallFailure {
    try {
      return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw CallFailure.malformed(Operation.GET_CREDENTIAL_REPORT, "the report is not readable");
    }
  }

  /// Names of users may hold commas; such a cell stands in quotes.
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  private static ObjectNode row(Map<String, String> row) {
    ObjectNode user = NODES.objectNode();
    user.put("Arn", row.getOrDefault("arn", ""));
    user.put("MfaActive", isTrue(row, "mfa_active"));
    user.put("PasswordEnabled", isTrue(row, "password_enabled"));
    date(user, "PasswordLastUsed", row, "password_last_used");
    ArrayNode keys = user.putArray("AccessKeys");
    for (int i = 1; i <= KEYS; i++) {
      String key = "access_key_" + i + "_";
      ObjectNode one = NODES.objectNode();
      one.put("Active", isTrue(row, key + "active"));
      date(one, "LastRotated", row, key + "last_rotated");
      date(one, "LastUsed", row, key + "last_used_date");
      if (one.size() > 1) {
        keys.add(one);
      }
    }
    return user;
  }

  private static boolean isTrue(Map<String, String> row, String name) {
    return row.getOrDefault(name, "").equals("true");
  }

  private static void date(ObjectNode to, String key, Map<String, String> row, String name) {
    String text = row.getOrDefault(name, "");
    if (!text.isEmpty() && !NOTHING.contains(text)) {
      to.put(key, text);
    }
  }
}
