package dev.ardennes.collect.findings;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.JsonReader;
import dev.ardennes.collect.json.JsonStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import tools.jackson.core.JsonParser;

/// ZAP's JSON report: one finding for each alert of a site, with the requests that showed it.
final class ZapReader implements ReportReader {
  private static final Set<String> LEFT =
      Set.of(
          "desc",
          "solution",
          "otherinfo",
          "reference",
          "evidence",
          "attack",
          "request-header",
          "request-body",
          "response-header",
          "response-body");
  private static final int MOST_VALUES = 200_000;

  @Override
  public boolean reads(Look look) {
    return look.has("site")
        && (look.has("@version")
            || look.has("@programName")
            || look.has("@generated")
            || look.text().contains("\"pluginid\""));
  }

  @Override
  public void read(Report report) throws IOException {
    try (InputStream in = report.file().open();
        JsonParser parser = JsonReader.parser(in)) {
      JsonStream stream = new JsonStream(parser, report.file().path(), LEFT, MOST_VALUES);
      while (stream.document()) {
        stream.members(
            "",
            (key, at) -> {
              if (key.equals("site")) {
                stream.elements(at, site -> site(stream, report, site));
              }
            });
      }
    }
  }

  private static void site(JsonStream stream, Report report, String at) {
    String[] name = {""};
    stream.members(
        at,
        (key, below) -> {
          if (key.equals("@name")) {
            String text = stream.text();
            name[0] = text == null ? "" : text;
          } else if (key.equals("alerts")) {
            stream.elements(below, alert -> alert(stream, report, alert, name[0]));
          }
        });
  }

  private static void alert(JsonStream stream, Report report, String at, String site) {
    Json alert = stream.value(at);
    if (stream.cut()) {
      report.wasCut();
    }
    String title = alert.textAt("alert");
    Finding finding =
        ZapAlert.of(
            alert.place(),
            Json.scalar(alert.at("pluginid")),
            title == null ? alert.textAt("name") : title,
            Json.scalar(alert.at("riskcode")),
            Json.scalar(alert.at("cweid")),
            Json.scalar(alert.at("confidence")));
    for (Json instance : alert.listAt("instances")) {
      finding.request(instance.textAt("method"), instance.textAt("uri"), instance.textAt("param"));
    }
    if (finding.requests.isEmpty()) {
      finding.request("", site, "");
    }
    report.add(finding);
  }
}
