package dev.ardennes.collect.openapi;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.Limits;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.YamlLook;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.JsonReader;
import dev.ardennes.collect.json.JsonStream;
import dev.ardennes.collect.json.YamlText;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/// From a file to the tree of a description. What is behind a mistake is missing, what is before it
/// is there.
final class DocumentText {
  private static final long MOST_JSON = 64L << 20;
  private static final int MOST_VALUES = 500_000;

  /// Levels whose members have places of their own: document, paths, path, method.
  private static final int PLACED_LEVELS = 4;

  private static final Set<String> LEFT = Set.of("description", "example", "examples");

  private DocumentText() {}

  static List<Json> read(SourceFile file, Limits limits, CollectedBuilder out) {
    boolean yaml = YamlLook.isYaml(file);
    if (file.size() > (yaml ? limits.textBytes() : MOST_JSON)) {
      problem(out, file, "the description is too large to be read", "split it", 0, 0);
      return List.of();
    }
    try {
      return yaml ? yaml(file, out) : json(file, out);
    } catch (IOException e) {
      problem(
          out,
          file,
          "the file cannot be read, so that what it holds is missing",
          "give the program permission to read it",
          0,
          0);
      return List.of();
    }
  }

  private static void problem(
      CollectedBuilder out, SourceFile file, String says, String help, int line, int column) {
    out.problem(Problem.error(says, help, Evidence.at(out.source(), file.path(), line, column)));
  }

  private static List<Json> yaml(SourceFile file, CollectedBuilder out) throws IOException {
    YamlText.Result result = YamlText.read(file.text(), "");
    String problem = result.problem();
    if (problem != null) {
      problem(
          out,
          file,
          "the YAML cannot be read here: " + problem + "; what follows is missing",
          "check indentation and quotes up to this place",
          result.at().line(),
          result.at().column());
    }
    return result.documents();
  }

  private static List<Json> json(SourceFile file, CollectedBuilder out) throws IOException {
    try (InputStream in = file.open();
        JsonParser parser = JsonReader.parser(in)) {
      Levels levels = new Levels(new JsonStream(parser, "", LEFT, MOST_VALUES), file, out);
      return List.of(levels.document());
    } catch (JacksonException e) {
      broken(file, out, e);
      return List.of();
    }
  }

  private static void broken(SourceFile file, CollectedBuilder out, JacksonException e) {
    var at = e.getLocation();
    problem(
        out,
        file,
        "the description breaks off or is no JSON from here on: what follows is missing",
        "mend it",
        at == null ? 0 : Math.max(0, at.getLineNr()),
        at == null ? 0 : Math.max(0, at.getColumnNr()));
  }

  /// Whether the document has a version among its members, read to its end.
  static boolean hasVersion(SourceFile file) {
    boolean[] found = new boolean[1];
    try (InputStream in = file.open();
        JsonParser parser = JsonReader.parser(in)) {
      JsonStream stream = new JsonStream(parser, "", Set.of(), 1);
      if (stream.document()) {
        stream.members("", (key, at) -> found[0] |= key.equals("openapi") || key.equals("swagger"));
      }
    } catch (IOException | JacksonException e) {
      return found[0];
    }
    return found[0];
  }

  /// Reads level by level, so that a document that breaks off is there as far as it goes.
  private static final class Levels {
    private final JsonStream stream;
    private final SourceFile file;
    private final CollectedBuilder out;
    private boolean broken;
    private boolean cut;

    Levels(JsonStream stream, SourceFile file, CollectedBuilder out) {
      this.stream = stream;
      this.file = file;
      this.out = out;
    }

    Json document() {
      stream.document();
      Json document = value("", PLACED_LEVELS);
      if (cut) {
        problem(out, file, "a part of the description is too large and is cut", "split it", 0, 0);
      }
      return document;
    }

    private Json value(String pointer, int levels) {
      if (levels == 0 || !stream.atObject()) {
        Json value = stream.value(pointer);
        cut |= stream.cut();
        return value;
      }
      Json.Place place = stream.place(pointer);
      Map<String, Json> members = new LinkedHashMap<>();
      try {
        stream.members(
            pointer,
            (key, at) -> {
              if (!broken) {
                members.put(key, value(at, levels - 1));
              }
            });
      } catch (JacksonException e) {
        if (!broken) {
          broken(file, out, e);
        }
        broken = true;
      }
      return new Json.Obj(members, place);
    }
  }
}
