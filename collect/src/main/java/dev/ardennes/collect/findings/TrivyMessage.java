package dev.ardennes.collect.findings;

import dev.ardennes.collect.json.Json;
import java.util.HashMap;
import java.util.Map;

/// The package of a vulnerability in Trivy's SARIF, which stands in the message alone, one `Name:
/// value` a line.
final class TrivyMessage {
  private TrivyMessage() {}

  static void read(Json result, Finding finding) {
    Json message = result.at("message");
    String text = message == null ? null : message.textAt("text");
    if (text == null) {
      return;
    }
    Map<String, String> values = new HashMap<>();
    Finding.cut(text)
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(": ");
              if (colon > 0) {
                values.putIfAbsent(line.substring(0, colon), line.substring(colon + 2).strip());
              }
            });
    if (values.containsKey("Installed Version")) {
      finding.packaged(
          values.get("Package"), values.get("Installed Version"), values.get("Fixed Version"));
    }
  }
}
