package dev.ardennes.collect.aws.cloudformation;

import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.JsonReader;
import dev.ardennes.collect.json.YamlText;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/// From a file to a template. What stands before a mistake is read, what stands behind it is
/// missing and said so.
final class TemplateReader {
  private static final String REMEDY = "mend the template";

  private final Session session;
  private final long longest;

  TemplateReader(Session session, long longest) {
    this.session = session;
    this.longest = longest;
  }

  /// The template; null where the file holds none, which is said where that is an error.
  @Nullable Template read(SourceFile file) {
    if (file.size() > longest) {
      problem(file.path(), 0, 0, "the template is too large to be read", "split it");
      return null;
    }
    try {
      return read(file.path(), file.text());
    } catch (IOException e) {
      problem(
          file.path(),
          0,
          0,
          "the file cannot be read, so that what it holds is missing",
          "give the program permission to read it");
      return null;
    }
  }

  /// The template of a text.
  @Nullable Template read(String path, String text) {
    if (text.stripLeading().startsWith("{")) {
      JsonReader.Beginning json = JsonReader.beginning(text, new Json.Place(path, 0, 0, ""));
      JacksonException problem = json.problem();
      if (problem != null) {
        TokenStreamLocation at = problem.getLocation();
        broken(path, at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr(), "no JSON");
      }
      return template(path, json.value(), problem == null);
    }
    YamlText.Result result = YamlText.read(text, path, TemplateReader::tagged);
    String problem = result.problem();
    if (problem != null) {
      broken(path, result.at().line(), result.at().column(), problem);
    }
    List<Json> documents = result.documents();
    return documents.isEmpty() ? null : template(path, documents.getFirst(), problem == null);
  }

  private static @Nullable Template template(String path, Json document, boolean whole) {
    return document instanceof Json.Obj root && Template.isTemplate(root)
        ? new Template(path, root, whole)
        : null;
  }

  private void broken(String path, int line, int column, String why) {
    problem(
        path,
        Math.max(line, 0),
        Math.max(column, 0),
        "the template cannot be read here: " + why + "; what follows is missing",
        REMEDY);
  }

  private void problem(String path, int line, int column, String says, String help) {
    session.problem(Problem.error(says, help, Evidence.at(session.source(), path, line, column)));
  }

  /// `!Sub x` means `{"Fn::Sub": "x"}`; `Ref` and `Condition` have no `Fn::`.
  private static Json tagged(String tag, Json value) {
    String name = tag.substring(1);
    String function = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
    Map<String, Json> members = new LinkedHashMap<>();
    members.put(function, value);
    return new Json.Obj(members, value.place());
  }
}
