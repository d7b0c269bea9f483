package dev.ardennes.collect.kubernetes.manifest;

import dev.ardennes.collect.Limits;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.JsonReader;
import dev.ardennes.collect.json.JsonStream;
import dev.ardennes.collect.json.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/// From files to documents. A document that cannot be read is a problem and missing as a whole,
/// since half an object says something else than the whole; the documents around it are there.
public final class DocumentReader {
  /// Values of one document with all aliases written out.
  private static final long MOST_VALUES = 500_000;

  /// Values of all documents with all aliases written out.
  private static final long MOST_VALUES_OF_ALL = 20_000_000;

  private static final Set<String> LEFT_OUT = Set.of("managedFields");

  private final Limits limits;
  private final Notices notices;
  private long values;

  public DocumentReader(Limits limits, Notices notices) {
    this.limits = limits;
    this.notices = notices;
  }

  /// The documents of a file, in their order.
  public List<Json> read(SourceFile file) {
    boolean json = file.name().toLowerCase(Locale.ROOT).endsWith(".json");
    if (file.size() > (json ? limits.jsonBytes() : limits.textBytes())) {
      notices.error(
          "the manifest is too large to be read, so that what it holds is missing",
          json ? "split it" : "split it, or write it as JSON",
          whole(file.path()));
      return List.of();
    }
    try {
      return json ? json(file) : yaml(file.text(), file.path());
    } catch (IOException e) {
      notices.error(
          "the file cannot be read, so that what it holds is missing",
          "give the program permission to read it",
          whole(file.path()));
      return List.of();
    }
  }

  private static Json.Place whole(String file) {
    return new Json.Place(file, 0, 0, "");
  }

  /// The documents of a text, each read on its own.
  public List<Json> yaml(String text, String file) {
    return yaml(text, file, 0);
  }

  /// @param linesBefore how many lines of the file come before the text
  public List<Json> yaml(String text, String file, int linesBefore) {
    List<Json> documents = new ArrayList<>();
    int line = linesBefore;
    int from = 0;
    int fromLine = linesBefore;
    int at = 0;
    while (at <= text.length()) {
      int end = text.indexOf('\n', at);
      int next = end < 0 ? text.length() + 1 : end + 1;
      if (at > from && isMark(text, at)) {
        document(text.substring(from, at), file, fromLine, documents);
        from = at;
        fromLine = line;
      }
      line++;
      at = next;
    }
    document(text.substring(from), file, fromLine, documents);
    return documents;
  }

  private static boolean isMark(String text, int at) {
    return text.startsWith("---", at)
        && (at + 3 == text.length() || Character.isWhitespace(text.charAt(at + 3)));
  }

  private void document(String text, String file, int linesBefore, List<Json> into) {
    YamlText.Result result = YamlText.read(text, file, linesBefore);
    Json.Place at = new Json.Place(file, result.at().line(), result.at().column(), "");
    if (result.problem() != null) {
      if (isTemplate(text)) {
        template(at);
      } else {
        notices.error(
            "the YAML cannot be read here: "
                + result.problem()
                + "; the document as a whole is missing",
            "check indentation and quotes up to this place",
            at);
      }
      return;
    }
    for (Json document : result.documents()) {
      if (!fits(document)) {
        continue;
      }
      if (text.contains("{{") && hasTemplateKeys(document)) {
        template(document.place());
      } else {
        into.add(document);
      }
    }
  }

  private static boolean isTemplate(String text) {
    return text.contains("{{") || text.contains("{%");
  }

  private void template(Json.Place at) {
    notices.countedError(
        "a template that belongs to no chart is skipped, so that what it makes is missing",
        "# templates that belong to no chart are skipped, so that what they make is missing",
        "render them, and scan what comes out",
        at);
  }

  /// `{{ x }}` outside quotes is an object in an object, as YAML sees it.
  private static boolean hasTemplateKeys(Json value) {
    return switch (value) {
      case Json.Obj object ->
          object.members().containsKey("")
              || object.members().values().stream().anyMatch(DocumentReader::hasTemplateKeys);
      case Json.Arr list -> list.elements().stream().anyMatch(DocumentReader::hasTemplateKeys);
      case Json.Text ignored -> false;
      case Json.Num ignored -> false;
      case Json.Bool ignored -> false;
      case Json.Null ignored -> false;
    };
  }

  private boolean fits(Json document) {
    long size = TreeSize.of(document);
    if (size > MOST_VALUES || values + size > MOST_VALUES_OF_ALL) {
      notices.countedError(
          "a document has more values than are read, so that it is missing",
          "# documents have more values than are read, so that they are missing",
          "split them, and write aliases out",
          document.place());
      return false;
    }
    values += size;
    return true;
  }

  private List<Json> json(SourceFile file) throws IOException {
    List<Json> documents = new ArrayList<>();
    List<Json> items = new ArrayList<>();
    try (InputStream in = file.open();
        JsonParser parser = JsonReader.parser(in)) {
      JsonStream stream = new JsonStream(parser, file.path(), Set.of(), 1);
      while (stream.document()) {
        items.clear();
        documents.addAll(jsonDocument(stream, items));
      }
    } catch (JacksonException e) {
      documents.addAll(items);
      var at = e.getLocation();
      notices.error(
          "the JSON breaks off or cannot be read from here on: what follows is missing",
          "write it again",
          new Json.Place(
              file.path(),
              at == null ? 0 : Math.max(0, at.getLineNr()),
              at == null ? 0 : Math.max(0, at.getColumnNr()),
              ""));
    }
    return documents;
  }

  /// Items of lists are read one at a time, so that what a cluster keeps about itself is never in
  /// memory as a whole.
  private List<Json> jsonDocument(JsonStream stream, List<Json> items) {
    Json.Place place = stream.place("");
    Map<String, Json> members = new LinkedHashMap<>();
    if (stream.atList()) {
      stream.elements("", at -> item(stream, at, items));
      return List.copyOf(items);
    }
    stream.members(
        "",
        (key, at) -> {
          if (key.equals("items") && stream.atList()) {
            stream.elements(at, element -> item(stream, element, items));
            members.put(key, new Json.Null(place));
          } else {
            members.put(key, pruned(stream.placed(at)));
          }
        });
    if (members.get("items") instanceof Json.Null) {
      members.put("items", new Json.Arr(items, place));
      return List.of(new Json.Obj(members, place));
    }
    Json.Obj whole = new Json.Obj(members, place);
    return !members.isEmpty() && fits(whole) ? List.of(whole) : List.of();
  }

  private void item(JsonStream stream, String pointer, List<Json> into) {
    Json item = pruned(stream.placed(pointer));
    if (item instanceof Json.Obj && fits(item)) {
      into.add(item);
    }
  }

  private static Json pruned(Json value) {
    if (!(value instanceof Json.Obj object)) {
      return value;
    }
    Map<String, Json> members = new LinkedHashMap<>(object.members());
    members.remove("status");
    members.keySet().removeAll(LEFT_OUT);
    if (members.get("metadata") instanceof Json.Obj metadata) {
      Map<String, Json> kept = new LinkedHashMap<>(metadata.members());
      kept.keySet().removeAll(LEFT_OUT);
      members.put("metadata", new Json.Obj(kept, metadata.place()));
    }
    return new Json.Obj(members, object.place());
  }

  /// The objects of documents: a list's items are objects of their own.
  public static List<Manifest> manifests(List<Json> documents, Notices notices) {
    List<Manifest> manifests = new ArrayList<>();
    documents.forEach(document -> add(document, null, 0, manifests, notices));
    return manifests;
  }

  private record Lacking(String apiVersion, String kind) {}

  private static void add(
      Json document, @Nullable Lacking lacking, int depth, List<Manifest> into, Notices notices) {
    if (!(document instanceof Json.Obj body) || depth > 4) {
      return;
    }
    Manifest manifest = Manifest.of(body);
    if (manifest == null && lacking != null) {
      manifest = Manifest.of(lacking.apiVersion, lacking.kind, body);
    }
    if (manifest == null) {
      return;
    }
    if (manifest.kind().endsWith("List") && body.at("items") instanceof Json.Arr items) {
      String kind = manifest.kind().substring(0, manifest.kind().length() - "List".length());
      Lacking ofItems = kind.isEmpty() ? null : new Lacking(manifest.apiVersion(), kind);
      items.elements().forEach(item -> add(item, ofItems, depth + 1, into, notices));
    } else if (manifest.name().isEmpty()) {
      if (manifest.group().contains(".") && !manifest.group().endsWith(".k8s.io")) {
        return;
      }
      notices.counted(
          "an object has no name and is left out",
          "# objects have no name and are left out",
          "",
          body.place());
    } else {
      into.add(manifest);
    }
  }
}
