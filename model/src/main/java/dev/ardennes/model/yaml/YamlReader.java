package dev.ardennes.model.yaml;

import dev.ardennes.model.Position;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads one YAML document into a tree with positions.
///
/// The text is hostile: its size, depth and number of nodes are limited, and aliases, anchors, tags
/// and further documents are refused, so that reading is linear in the size of the text.
public final class YamlReader {
  /// Longer files are refused.
  public static final int MAX_BYTES = 256 << 10;

  /// How deep lists and mappings may be nested.
  public static final int MAX_DEPTH = 12;

  /// How many texts, lists and mappings a document may have.
  public static final int MAX_NODES = 20_000;

  private final SourceLines lines;
  private final List<YamlProblem> problems = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable YamlNode root;
  private int nodes;

  private YamlReader(SourceLines lines) {
    this.lines = lines;
  }

  /// Reads the bytes of a file.
  public static YamlResult read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return refused(
          "the file has " + bytes.length + " bytes, more than " + MAX_BYTES, "split the file");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return refused("the file is not UTF-8 text", "save it as UTF-8");
    }
    return read(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  /// Reads a text; the limit on size is the caller's.
  public static YamlResult read(String text) {
    YamlReader reader = new YamlReader(new SourceLines(text));
    try {
      reader.document(text);
    } catch (Refusal refusal) {
      reader.problems.add(refusal.problem);
      reader.root = null;
    } catch (MarkedYamlEngineException e) {
      reader.problems.add(reader.syntax(e));
      reader.root = null;
    } catch (YamlEngineException e) {
      reader.problems.add(
          new YamlProblem(
              new Position(1, 1), "the file is not YAML text", "remove unprintable characters"));
      reader.root = null;
    }
    return new YamlResult(reader.root, reader.problems);
  }

  private static YamlResult refused(String says, String help) {
    return new YamlResult(null, List.of(new YamlProblem(new Position(1, 1), says, help)));
  }

  private YamlProblem syntax(MarkedYamlEngineException e) {
    Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
    Position at = mark.map(lines::position).orElse(new Position(1, 1));
    String says = e.getProblem() == null ? e.getContext() : e.getProblem();
    return new YamlProblem(
        at,
        "the YAML cannot be read here: " + says.replace('\n', ' ').strip(),
        "check indentation and quotes up to this place");
  }

  private void document(String text) throws Refusal {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(MAX_BYTES).build();
    Iterator<Event> events = new Parse(settings).parseString(text).iterator();
    int documents = 0;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent && ++documents > 1) {
        throw refuse(at(event), "a second document starts", "one file holds one document");
      }
      node(event);
    }
    if (root == null) {
      throw refuse(new Position(1, 1), "the file is empty", "write a mapping of fields");
    }
  }

  /// Document and stream events carry nothing; the parser gives no other kinds.
  private void node(Event event) throws Refusal {
    switch (event) {
      case ScalarEvent scalar -> {
        plain(at(event), scalar.getAnchor(), scalar.getTag());
        add(scalar(scalar));
      }
      case MappingStartEvent start -> {
        plain(at(event), start.getAnchor(), start.getTag());
        push(new Open(true, at(event)));
      }
      case SequenceStartEvent start -> {
        plain(at(event), start.getAnchor(), start.getTag());
        push(new Open(false, at(event)));
      }
      case MappingEndEvent end -> add(open.pop().close());
      case SequenceEndEvent end -> add(open.pop().close());
      case AliasEvent alias -> throw refuse(at(event), "an alias (`*name`)", "write the text out");
      default -> {}
    }
  }

  private void plain(Position at, Optional<Anchor> anchor, Optional<String> tag) throws Refusal {
    if (anchor.isPresent()) {
      throw refuse(at, "an anchor (`&name`)", "remove it; aliases are not understood here");
    }
    if (tag.isPresent()) {
      throw refuse(at, "a tag (`!name`)", "remove it; every value is a text, a list or a mapping");
    }
    if (++nodes > MAX_NODES) {
      throw refuse(at, "more than " + MAX_NODES + " values", "split the file");
    }
  }

  private void push(Open collection) throws Refusal {
    if (open.size() >= MAX_DEPTH) {
      throw refuse(
          collection.position, "more than " + MAX_DEPTH + " levels", "flatten the structure");
    }
    open.push(collection);
  }

  private void add(YamlNode node) throws Refusal {
    Open parent = open.peek();
    if (parent == null) {
      root = node;
    } else if (!parent.mapping) {
      parent.items.add(node);
    } else if (parent.key == null) {
      if (!(node instanceof YamlNode.Scalar key)) {
        throw refuse(node.position(), "a key that is no text", "use a plain word as the key");
      }
      parent.key = key;
    } else {
      entry(parent, parent.key, node);
      parent.key = null;
    }
  }

  private void entry(Open parent, YamlNode.Scalar key, YamlNode value) {
    YamlNode.Entry earlier =
        parent.entries.putIfAbsent(key.text(), new YamlNode.Entry(key.position(), value));
    if (earlier != null) {
      problems.add(
          new YamlProblem(
              key.position(),
              "`" + key.text() + "` stands here twice, first at " + earlier.key(),
              "remove one of the two"));
    }
  }

  private YamlNode.Scalar scalar(ScalarEvent event) {
    Position at = at(event);
    return switch (event.getScalarStyle()) {
      case LITERAL -> lines.block(event.getValue(), at);
      case PLAIN, JSON_SCALAR_STYLE -> lines.line(event.getValue(), at, at);
      case SINGLE_QUOTED, DOUBLE_QUOTED ->
          lines.line(event.getValue(), at, new Position(at.line(), at.column() + 1));
      case FOLDED -> new YamlNode.Scalar(event.getValue(), at, at, YamlNode.Layout.FOLDED);
    };
  }

  private Position at(Event event) {
    return event.getStartMark().map(lines::position).orElse(new Position(1, 1));
  }

  private static Refusal refuse(Position at, String says, String help) {
    return new Refusal(new YamlProblem(at, says, help));
  }

  /// A list or mapping whose end has not been seen.
  private static final class Open {
    final boolean mapping;
    final Position position;
    final List<YamlNode> items = new ArrayList<>();
    final LinkedHashMap<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    YamlNode.@Nullable Scalar key;

    Open(boolean mapping, Position position) {
      this.mapping = mapping;
      this.position = position;
    }

    YamlNode close() {
      return mapping
          ? new YamlNode.Mapping(entries, position)
          : new YamlNode.Sequence(items, position);
    }
  }

  /// Ends the reading of the document; never leaves this class.
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient YamlProblem problem;

    Refusal(YamlProblem problem) {
      super(problem.says(), null, false, false);
      this.problem = problem;
    }
  }
}
