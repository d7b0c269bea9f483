package dev.ardennes.live.wire;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads what services answer, XML or JSON, into the shape that AWS documents for it.
final class Answers {
  private static final int MOST_DEPTH = 64;
  private static final int MOST_ELEMENTS = 5_000_000;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// Names of the elements of lists, all of whose siblings bear the same name.
  private static final Set<String> ELEMENTS =
      Set.of(
          "member",
          "item",
          "entry",
          "Bucket",
          "Grant",
          "DBSnapshot",
          "DBSnapshotAttribute",
          "DBClusterSnapshot",
          "DBClusterSnapshotAttribute",
          "AttributeValue");

  private static final Map<String, Boolean> TRUTH = Map.of("true", true, "false", false);

  /// What is true or false in the services' own descriptions; XML does not say it.
  private static final Set<String> TRUE_OR_FALSE =
      Set.of(
          "IsTruncated",
          "IsDefaultVersion",
          "IsAttachable",
          "encrypted",
          "egress",
          "main",
          "default",
          "BlockPublicAcls",
          "IgnorePublicAcls",
          "BlockPublicPolicy",
          "RestrictPublicBuckets");

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(256)
                          .maxStringLength(32 << 20)
                          .build())
                  .build())
          .build();

  private Answers() {}

  /// @throws CallFailure where the text is neither
  static JsonNode read(Operation operation, byte[] body) throws CallFailure {
    int first = firstCharacter(body);
    try {
      if (first < 0) {
        return NODES.objectNode();
      }
      return first == '<' ? unwrapped(operation, xml(body)) : json(body);
    } catch (JacksonException | XMLStreamException e) {
      throw CallFailure.malformed(
          operation, "the answer breaks off or is in no form that AWS writes");
    }
  }

  static JsonNode json(byte[] body) {
    JsonNode node = JSON.readTree(body);
    return node == null ? NODES.objectNode() : node;
  }

  /// JSON that stands inside a text of an answer.
  static JsonNode json(String text) {
    JsonNode node = JSON.readTree(text);
    return node == null ? NODES.objectNode() : node;
  }

  private static int firstCharacter(byte[] body) {
    for (byte one : body) {
      if (one > ' ') {
        return one;
      }
    }
    return -1;
  }

  /// Query services wrap the result into elements of their own.
  private static JsonNode unwrapped(Operation operation, JsonNode answer) {
    JsonNode result = answer.path(operation.operationName() + "Result");
    return result.isMissingNode() ? answer : result;
  }

  private static JsonNode xml(byte[] body) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(body));
    try {
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          return new Elements(reader).node("", 0);
        }
      }
      throw new XMLStreamException("no element");
    } finally {
      reader.close();
    }
  }

  private static final class Elements {
    private final XMLStreamReader reader;
    private int count;

    Elements(XMLStreamReader reader) {
      this.reader = reader;
    }

    /// The element that the reader stands at the beginning of. Depth is limited.
    JsonNode node(String name, int depth) throws XMLStreamException {
      if (depth > MOST_DEPTH || ++count > MOST_ELEMENTS) {
        throw new XMLStreamException("too deep or too long");
      }
      ObjectNode members = NODES.objectNode();
      ArrayNode list = NODES.arrayNode();
      StringBuilder text = new StringBuilder();
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          String child = reader.getLocalName();
          JsonNode value = node(child, depth + 1);
          if (ELEMENTS.contains(child)) {
            list.add(value);
          } else {
            add(members, child, value);
          }
        } else if (event == XMLStreamConstants.CHARACTERS) {
          text.append(reader.getText());
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          return ended(name, members, list, text.toString());
        }
      }
      throw new XMLStreamException("an element without end");
    }

    private static void add(ObjectNode members, String name, JsonNode value) {
      JsonNode known = members.get(name);
      if (known == null) {
        members.set(name, value);
      } else if (known instanceof ArrayNode several) {
        several.add(value);
      } else {
        members.set(name, NODES.arrayNode().add(known).add(value));
      }
    }

    private static JsonNode ended(String name, ObjectNode members, ArrayNode list, String text) {
      if (!list.isEmpty() && members.isEmpty()) {
        return list;
      }
      if (!members.isEmpty()) {
        return members;
      }
      Boolean truth = TRUE_OR_FALSE.contains(name) ? TRUTH.get(text) : null;
      return truth == null ? NODES.stringNode(text) : NODES.booleanNode(truth);
    }
  }
}
