package dev.ardennes.rules.load;

import dev.ardennes.model.Position;
import dev.ardennes.model.yaml.YamlNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Trees of YAML as bytes: a table of texts, each once, then the trees by path. Numbers are written
/// seven bits a byte, lowest first. Depth is limited where the trees were read from YAML.
///
/// Reading this takes a small part of the time that parsing YAML takes in a cold process, which is
/// why the program's own techniques are shipped so.
final class TreeBytes {
  private static final int FORMAT = 1;
  private static final int SCALAR = 0;
  private static final int SEQUENCE = 1;
  private static final int MAPPING = 2;

  private TreeBytes() {}

  /// The trees as bytes; the same trees give the same bytes.
  static byte[] write(Map<String, YamlNode> trees) {
    Writer writer = new Writer();
    Map<String, YamlNode> ordered = new TreeMap<>(trees);
    writer.number(ordered.size());
    ordered.forEach(
        (path, tree) -> {
          writer.text(path);
          writer.node(tree);
        });
    return writer.bytes();
  }

  /// The trees by path, in order.
  ///
  /// @throws IllegalArgumentException if the bytes are of another version of the program
  static SequencedMap<String, YamlNode> read(byte[] bytes) {
    Reader reader = new Reader(bytes);
    int count = reader.number();
    SequencedMap<String, YamlNode> trees = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      trees.put(reader.text(), reader.node());
    }
    return trees;
  }

  private static final class Writer {
    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    void number(int value) {
      number(body, value);
    }

    private static void number(ByteArrayOutputStream out, int value) {
      int rest = value;
      while (rest >= 128) {
        out.write((rest & 127) | 128);
        rest >>>= 7;
      }
      out.write(rest);
    }

    void text(String text) {
      number(texts.computeIfAbsent(text, _ -> texts.size()));
    }

    void position(Position position) {
      number(position.line());
      number(position.column());
    }

    void node(YamlNode node) {
      switch (node) {
        case YamlNode.Scalar scalar -> {
          number(SCALAR);
          position(scalar.position());
          position(scalar.content());
          text(scalar.layout().name());
          text(scalar.text());
        }
        case YamlNode.Sequence sequence -> {
          number(SEQUENCE);
          position(sequence.position());
          number(sequence.items().size());
          sequence.items().forEach(this::node);
        }
        case YamlNode.Mapping mapping -> {
          number(MAPPING);
          position(mapping.position());
          number(mapping.entries().size());
          mapping.entries().forEach(this::entry);
        }
      }
    }

    private void entry(String key, YamlNode.Entry entry) {
      text(key);
      position(entry.key());
      node(entry.value());
    }

    byte[] bytes() {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      number(all, FORMAT);
      number(all, texts.size());
      for (String text : texts.keySet()) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        number(all, encoded.length);
        all.writeBytes(encoded);
      }
      all.writeBytes(body.toByteArray());
      return all.toByteArray();
    }
  }

  private static final class Reader {
    private final byte[] bytes;
    private final String[] texts;
    private int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
      if (number() != FORMAT) {
        throw new IllegalArgumentException("bytes of another version");
      }
      texts = new String[number()];
      for (int i = 0; i < texts.length; i++) {
        int length = number();
        texts[i] = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
      }
    }

    int number() {
      int value = 0;
      int shift = 0;
      byte next;
      do {
        next = bytes[at++];
        value |= (next & 127) << shift;
        shift += 7;
      } while (next < 0);
      return value;
    }

    String text() {
      return texts[number()];
    }

    private Position position() {
      return new Position(number(), number());
    }

    YamlNode node() {
      int kind = number();
      Position position = position();
      return switch (kind) {
        case SCALAR -> {
          Position content = position();
          YamlNode.Layout layout = YamlNode.Layout.valueOf(text());
          yield new YamlNode.Scalar(text(), position, content, layout);
        }
        case SEQUENCE -> {
          int size = number();
          List<YamlNode> items = new ArrayList<>(size);
          for (int i = 0; i < size; i++) {
            items.add(node());
          }
          yield new YamlNode.Sequence(items, position);
        }
        case MAPPING -> {
          int size = number();
          SequencedMap<String, YamlNode.Entry> entries = new LinkedHashMap<>();
          for (int i = 0; i < size; i++) {
            String key = text();
            Position place = position();
            entries.put(key, new YamlNode.Entry(place, node()));
          }
          yield new YamlNode.Mapping(entries, position);
        }
        default -> throw new IllegalArgumentException("no node of kind " + kind);
      };
    }
  }
}
