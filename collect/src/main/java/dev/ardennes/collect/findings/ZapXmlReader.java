package dev.ardennes.collect.findings;

import dev.ardennes.collect.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// ZAP's XML report, with or without lists of instances. A document type is refused, so that there
/// are no entities but the five of XML: nothing is fetched and nothing grows.
final class ZapXmlReader implements ReportReader {
  private static final int MOST_DEPTH = 64;
  private static final int LONGEST_TEXT = 8192;
  private static final Set<String> KEPT =
      Set.of(
          "pluginid", "alert", "name", "riskcode", "cweid", "confidence", "uri", "method", "param");

  @Override
  public boolean reads(Look look) {
    return look.text().contains("<OWASPZAPReport");
  }

  @Override
  public void read(Report report) throws IOException {
    try (InputStream in = report.file().open()) {
      XMLStreamReader xml = factory().createXMLStreamReader(in);
      try {
        new Session(xml, report).read();
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      var at = e.getLocation();
      report.error(
          "the report breaks off or is no XML from here on: what follows is missing",
          "write the report again",
          at == null ? 0 : Math.max(0, at.getLineNumber()),
          at == null ? 0 : Math.max(0, at.getColumnNumber()));
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("no entity is resolved");
        });
    return factory;
  }

  /// One pass over the events.
  private static final class Session {
    private final XMLStreamReader xml;
    private final Report report;
    private final Map<String, String> alert = new HashMap<>();
    private final Map<String, String> instance = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private String site = "";
    private final List<Map<String, String>> instances = new ArrayList<>();
    private boolean inInstance;
    private Json.Place place = Json.Place.NONE;
    private int depth;

    Session(XMLStreamReader xml, Report report) {
      this.xml = xml;
      this.report = report;
    }

    void read() throws XMLStreamException {
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.DTD -> {
            refuse("the report declares a document type and is not read", "remove the `DOCTYPE`");
            return;
          }
          case XMLStreamConstants.START_ELEMENT -> {
            if (++depth > MOST_DEPTH) {
              refuse("the report is nested too deeply and is not read from here on", "");
              return;
            }
            start(xml.getLocalName());
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
          case XMLStreamConstants.END_ELEMENT -> {
            depth--;
            end(xml.getLocalName());
          }
          default -> {}
        }
      }
    }

    private void refuse(String says, String help) {
      var at = xml.getLocation();
      report.error(says, help, at.getLineNumber(), at.getColumnNumber());
    }

    private void start(String element) {
      text.setLength(0);
      switch (element) {
        case "site" -> {
          String name = xml.getAttributeValue(null, "name");
          site = name == null ? "" : name;
        }
        case "alertitem" -> {
          alert.clear();
          instances.clear();
          var at = xml.getLocation();
          place = new Json.Place("", at.getLineNumber(), at.getColumnNumber(), "");
        }
        case "instance" -> {
          instance.clear();
          inInstance = true;
        }
        default -> {}
      }
    }

    private void text() {
      int room = Math.min(LONGEST_TEXT - text.length(), xml.getTextLength());
      if (room > 0) {
        text.append(xml.getTextCharacters(), xml.getTextStart(), room);
      }
    }

    private void end(String element) {
      switch (element) {
        case "instance" -> {
          inInstance = false;
          if (instances.size() < Finding.MOST_REQUESTS) {
            instances.add(Map.copyOf(instance));
          }
        }
        case "alertitem" -> alert();
        default -> {
          if (KEPT.contains(element)) {
            (inInstance ? instance : alert).put(element, text.toString().strip());
          }
        }
      }
      text.setLength(0);
    }

    private void alert() {
      String title = alert.get("alert");
      Finding whole =
          ZapAlert.of(
              place,
              alert.get("pluginid"),
              title == null ? alert.get("name") : title,
              alert.get("riskcode"),
              alert.get("cweid"),
              alert.get("confidence"));
      for (Map<String, String> from : instances.isEmpty() ? List.of(alert) : instances) {
        whole.request(from.get("method"), from.get("uri"), from.get("param"));
      }
      if (whole.requests.isEmpty()) {
        whole.request("", site, "");
      }
      report.add(whole);
    }
  }
}
