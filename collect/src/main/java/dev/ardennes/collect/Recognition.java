package dev.ardennes.collect;

import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What the files of a tree are, told from their beginnings. Each file is looked at once, whichever
/// collectors ask.
public final class Recognition {
  /// What a JSON document begins with.
  ///
  /// @param keys of the outermost object, as far as the look went
  /// @param nestedKeys of the objects directly inside it, as far as the look went
  public record JsonShape(Set<String> keys, Set<String> nestedKeys) {
    static final JsonShape NONE = new JsonShape(Set.of(), Set.of());
  }

  private static final Set<String> JSON_SUFFIXES =
      Set.of("json", "sarif", "tfstate", "tfplan", "gaad", "");
  private static final int MOST_KEYS = 4096;
  private static final Pattern TEXT = Pattern.compile("(?i).*\\.(?:ya?ml|json|sarif)");

  private final SourceTree tree;
  private final Map<String, JsonShape> shapes = new LinkedHashMap<>();
  private final Set<String> claimed = new LinkedHashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  public Recognition(SourceTree tree) {
    this.tree = tree;
  }

  /// A collector reads this file, so that it is no unknown file.
  public void claim(SourceFile file) {
    claimed.add(file.path());
  }

  /// Whether some collector reads this file.
  public boolean claimed(SourceFile file) {
    return claimed.contains(file.path());
  }

  /// The outer keys of a file that may be JSON; empty for anything else.
  public JsonShape json(SourceFile file) {
    return shapes.computeIfAbsent(file.path(), ignored -> look(file));
  }

  /// What went wrong while looking.
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /// Large JSON that nobody reads: worth a word, since its size says that it matters to somebody.
  public List<Problem> unknownLargeFiles() {
    List<Problem> unknown = new ArrayList<>();
    for (SourceFile file : tree.files()) {
      if (file.size() > tree.limits().textBytes() && !claimed(file) && mayBeJson(file)) {
        unknown.add(
            Problem.warning(
                "this large JSON document is of no known kind and is skipped",
                "list it in `.ardennesignore` if it does not matter",
                Evidence.at(tree.source(), file.path(), 0, 0)));
      }
    }
    return unknown;
  }

  /// Files whose names promise text that a collector would read, and that hold none: encrypted or
  /// damaged.
  public List<Problem> filesThatAreNoText() {
    List<Problem> found = new ArrayList<>();
    for (SourceFile file : tree.files()) {
      if (!claimed(file) && TEXT.matcher(file.name()).matches() && isBinary(file)) {
        found.add(
            Problem.warning(
                "this is no text, whatever its name says, and is not read",
                "decrypt or mend it, or list it in `.ardennesignore` if it does not matter",
                Evidence.at(tree.source(), file.path(), 0, 0)));
      }
    }
    return found;
  }

  /// What cannot be opened is said by whoever wants to read it.
  private static boolean isBinary(SourceFile file) {
    try {
      return file.binary();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean mayBeJson(SourceFile file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return JSON_SUFFIXES.contains(dot <= 0 ? "" : name.substring(dot + 1));
  }

  private JsonShape look(SourceFile file) {
    if (!mayBeJson(file) && tree.files().size() > 1) {
      return JsonShape.NONE;
    }
    try {
      byte[] beginning = file.beginning(tree.limits().lookBytes());
      return opensObject(beginning) ? shape(beginning) : JsonShape.NONE;
    } catch (IOException e) {
      problems.add(
          Problem.error(
              "the file cannot be read, so that what it holds is missing",
              "give the program permission to read it",
              Evidence.at(tree.source(), file.path(), 0, 0)));
      return JsonShape.NONE;
    }
  }

  private static boolean opensObject(byte[] bytes) {
    String text = Text.decode(bytes).stripLeading();
    return text.startsWith("{") || text.startsWith("[");
  }

  /// Reads tokens until the bytes end, which most often is in the middle of a value.
  private static JsonShape shape(byte[] bytes) {
    Set<String> keys = new LinkedHashSet<>();
    Set<String> nested = new LinkedHashSet<>();
    try (InputStream in =
            new SequenceInputStream(
                new ByteArrayInputStream(bytes), InputStream.nullInputStream());
        JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
      readKeys(parser, keys, nested);
    } catch (IOException | JacksonException e) {
      return new JsonShape(keys, nested);
    }
    return new JsonShape(keys, nested);
  }

  private static final JsonFactory FACTORY = new JsonFactory();

  private static void readKeys(JsonParser parser, Set<String> keys, Set<String> nested) {
    int depth = 0;
    int objects = 0;
    @Nullable JsonToken token = parser.nextToken();
    while (token != null && keys.size() + nested.size() < MOST_KEYS) {
      switch (token) {
        case START_OBJECT -> {
          depth++;
          objects++;
        }
        case START_ARRAY -> depth += objects == 0 ? 0 : 1;
        case END_OBJECT -> {
          depth--;
          objects--;
        }
        case END_ARRAY -> depth -= objects == 0 ? 0 : 1;
        case PROPERTY_NAME -> {
          if (depth == 1) {
            keys.add(parser.currentName());
          } else if (depth == 2) {
            nested.add(parser.currentName());
          }
        }
        default -> {}
      }
      token = parser.nextToken();
    }
  }
}
