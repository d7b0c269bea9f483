package dev.ardennes.collect.json;

import dev.ardennes.model.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// YAML documents as [Json], each value with line, column and pointer.
///
/// Tags are ignored unless the reader is told what they mean, merge keys (`<<`) are followed. An
/// alias is the very value of its anchor and no copy, so that a small text never becomes a large
/// tree; whoever walks the tree still needs a limit of its own, since it may meet one value by many
/// ways. Depth and number of values are limited.
public final class YamlText {
  private static final int MOST_DEPTH = 128;
  private static final int MOST_VALUES = 2_000_000;
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:\\.\\d+|\\d+(?:\\.\\d*)?)(?:[eE][-+]?\\d+)?");

  /// What was read, and why not all of it.
  ///
  /// @param documents the last of them as far as it can be read
  /// @param problem what is wrong; null where nothing is
  /// @param at where it is wrong
  public record Result(List<Json> documents, @Nullable String problem, Position at) {
    public Result {
      documents = List.copyOf(documents);
    }
  }

  /// What a local tag (`!Ref`) makes of the value that it stands before.
  @FunctionalInterface
  public interface Tags {
    /// The tags have no meaning.
    Tags IGNORED = (tag, value) -> value;

    /// @param tag with its exclamation mark
    Json tagged(String tag, Json value);
  }

  private final String file;
  private final int linesBefore;
  private final Tags tags;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, Json> anchors = new HashMap<>();
  private final List<Json> documents = new ArrayList<>();
  private @Nullable Json root;
  private int values;

  private YamlText(String file, int linesBefore, Tags tags) {
    this.file = file;
    this.linesBefore = linesBefore;
    this.tags = tags;
  }

  /// The documents of a text.
  ///
  /// @param file what places name; the limit on the text's size is the caller's
  public static Result read(String text, String file) {
    return read(text, file, 0);
  }

  /// The documents of a text whose tags mean something.
  public static Result read(String text, String file, Tags tags) {
    return read(text, new YamlText(file, 0, tags));
  }

  /// The documents of a part of a file.
  ///
  /// @param linesBefore how many lines of the file come before the text
  public static Result read(String text, String file, int linesBefore) {
    return read(text, new YamlText(file, linesBefore, Tags.IGNORED));
  }

  private static Result read(String text, YamlText reader) {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).setUseMarks(true).build();
    Position at = new Position(reader.linesBefore + 1, 1);
    try {
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      while (events.hasNext()) {
        Event event = events.next();
        at = reader.position(event);
        if (!reader.event(event, at)) {
          return reader.broken("nested or long beyond all measure", at);
        }
      }
    } catch (MarkedYamlEngineException e) {
      String says = e.getProblem() == null ? e.getContext() : e.getProblem();
      Position mark = e.getProblemMark().map(reader::position).orElse(at);
      return reader.broken(says == null ? "no YAML" : oneLine(says), mark);
    } catch (YamlEngineException e) {
      return reader.broken("unprintable characters", at);
    }
    return new Result(reader.documents, null, at);
  }

  /// Closes what is open, so that what was read is kept.
  private Result broken(String problem, Position at) {
    while (!open.isEmpty()) {
      close(open.pop());
    }
    endOfDocument();
    return new Result(documents, problem, at);
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ').strip();
  }

  private Position position(Event event) {
    return event.getStartMark().map(this::position).orElse(new Position(linesBefore + 1, 1));
  }

  private Position position(Mark mark) {
    return new Position(linesBefore + mark.getLine() + 1, mark.getColumn() + 1);
  }

  /// @return false where a limit is exceeded
  private boolean event(Event event, Position at) {
    switch (event) {
      case MappingStartEvent start -> open.push(new Open(true, below(at), start));
      case SequenceStartEvent start -> open.push(new Open(false, below(at), start));
      case MappingEndEvent ignored -> close(open.pop());
      case SequenceEndEvent ignored -> close(open.pop());
      case ScalarEvent scalar -> {
        Json value = tagged(scalar.getTag(), scalar(scalar, place(at)));
        scalar.getAnchor().ifPresent(anchor -> anchors.put(anchor.toString(), value));
        add(value, isMergeKey(scalar));
      }
      case AliasEvent alias ->
          add(anchors.getOrDefault(alias.getAlias().toString(), new Json.Null(place(at))), false);
      case DocumentEndEvent ignored -> endOfDocument();
      default -> {}
    }
    return ++values <= MOST_VALUES && open.size() <= MOST_DEPTH;
  }

  private void endOfDocument() {
    if (root != null) {
      documents.add(root);
    }
    root = null;
    anchors.clear();
  }

  private static boolean isMergeKey(ScalarEvent scalar) {
    return scalar.getScalarStyle() == ScalarStyle.PLAIN && scalar.getValue().equals("<<");
  }

  private Json.Place place(Position at) {
    Open parent = open.peek();
    String pointer =
        parent == null
            ? ""
            : parent.place.pointer()
                + "/"
                + (parent.key == null ? parent.items.size() : escaped(parent.key));
    return new Json.Place(file, at.line(), at.column(), pointer);
  }

  /// The place of a list or mapping that begins on a line below its key is the key's, where a
  /// reader looks for it.
  private Json.Place below(Position at) {
    Open parent = open.peek();
    Position key = parent == null || parent.key == null ? at : parent.keyAt;
    return place(key.line() < at.line() ? key : at);
  }

  private static String escaped(String key) {
    return JsonReader.escape(key);
  }

  private void close(Open closed) {
    Json value =
        tagged(
            closed.tag,
            closed.mapping
                ? new Json.Obj(closed.members, closed.place)
                : new Json.Arr(closed.items, closed.place));
    if (!closed.anchor.isEmpty()) {
      anchors.put(closed.anchor, value);
    }
    add(value, false);
  }

  private void add(Json value, boolean mergeKey) {
    Open parent = open.peek();
    if (parent == null) {
      root = value;
    } else if (!parent.mapping) {
      parent.items.add(value);
    } else if (parent.key == null) {
      parent.key = key(value);
      parent.keyAt = new Position(value.place().line(), value.place().column());
      parent.merges = mergeKey;
    } else {
      if (parent.merges) {
        merge(parent, value);
      } else {
        parent.members.put(parent.key, value);
      }
      parent.key = null;
    }
  }

  private Json tagged(Optional<String> tag, Json value) {
    return tag.isPresent() && tag.get().length() > 1 && tag.get().startsWith("!")
        ? tags.tagged(tag.get(), value)
        : value;
  }

  private static String key(Json value) {
    String text = Json.scalar(value);
    return text == null ? "" : text;
  }

  private void merge(Open into, Json value) {
    List<Json> sources = value instanceof Json.Arr list ? list.elements() : List.of(value);
    for (Json source : sources) {
      if (source instanceof Json.Obj object) {
        values += object.members().size();
        object.members().forEach(into.members::putIfAbsent);
      }
    }
  }

  private static Json scalar(ScalarEvent event, Json.Place place) {
    String text = event.getValue();
    if (event.getScalarStyle() != ScalarStyle.PLAIN) {
      return new Json.Text(text, place);
    }
    return switch (text) {
      case "true", "True", "TRUE" -> new Json.Bool(true, place);
      case "false", "False", "FALSE" -> new Json.Bool(false, place);
      case "", "~", "null", "Null", "NULL" -> new Json.Null(place);
      default ->
          text.length() <= 64 && NUMBER.matcher(text).matches()
              ? new Json.Num(text, place)
              : new Json.Text(text, place);
    };
  }

  /// A list or mapping whose end has not been seen.
  private static final class Open {
    final boolean mapping;
    final Json.Place place;
    final String anchor;
    final Optional<String> tag;
    final List<Json> items = new ArrayList<>();
    final Map<String, Json> members = new LinkedHashMap<>();
    @Nullable String key;
    Position keyAt = new Position(1, 1);
    boolean merges;

    Open(boolean mapping, Json.Place place, CollectionStartEvent start) {
      this.mapping = mapping;
      this.place = place;
      this.anchor = start.getAnchor().map(Object::toString).orElse("");
      this.tag = start.getTag();
    }
  }
}
