package dev.ardennes.collect.aws;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.Collector;
import dev.ardennes.collect.Recognition;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.json.JsonReader;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The output of `aws iam get-account-authorization-details`: of one account in one or several
/// pages (files, or documents one after the other in a file), in a list, or several accounts keyed
/// by their ids. Read as a stream: memory grows with the facts and not with the file.
public final class AccountExport implements Collector {
  private static final Set<String> LISTS =
      Set.of("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies");
  private static final String RESOURCE_POLICIES = "ResourcePolicies";

  @Override
  public String kind() {
    return "aws.account-export";
  }

  @Override
  public List<SourceFile> recognise(SourceTree tree, Recognition recognition) {
    List<SourceFile> files = new ArrayList<>();
    for (SourceFile file : tree.files()) {
      Recognition.JsonShape shape = recognition.json(file);
      boolean page =
          shape.keys().stream().anyMatch(LISTS::contains) && !shape.keys().contains("Organization");
      boolean keyed =
          shape.keys().stream().anyMatch(Arn::isAccountId)
              && shape.nestedKeys().stream()
                  .anyMatch(key -> LISTS.contains(key) || key.equals(RESOURCE_POLICIES));
      if (page || keyed) {
        files.add(file);
      }
    }
    return files;
  }

  @Override
  public Collected collect(SourceTree tree, List<SourceFile> files, String location) {
    CollectedBuilder out = new CollectedBuilder(tree.source());
    ExportFacts facts = new ExportFacts(out);
    for (SourceFile file : files) {
      read(file, facts, out);
    }
    facts.finish();
    return out.build(kind(), location, files.size(), List.of());
  }

  private static void read(SourceFile file, ExportFacts facts, CollectedBuilder out) {
    try (InputStream in = file.open();
        JsonParser parser = JsonReader.parser(in)) {
      new Pages(parser, file.path(), facts).documents();
    } catch (JacksonException e) {
      var at = e.getLocation();
      out.problem(
          Problem.error(
              "the export breaks off or is no JSON from here on: what follows is missing",
              "export the account again",
              Evidence.at(
                  out.source(),
                  file.path(),
                  at == null ? 0 : at.getLineNr(),
                  at == null ? 0 : at.getColumnNr())));
    } catch (IOException e) {
      out.problem(
          Problem.error(
              "the file cannot be read, so that what it holds is missing",
              "give the program permission to read it",
              Evidence.at(out.source(), file.path(), 0, 0)));
    }
  }

  /// One pass over the tokens of a file.
  private record Pages(JsonParser parser, String file, ExportFacts facts) {
    void documents() {
      int document = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          page("", null);
        } else if (token == JsonToken.START_ARRAY) {
          array();
        }
        facts.endOfPages(file, document++);
      }
    }

    private void array() {
      for (int i = 0; parser.nextToken() == JsonToken.START_OBJECT; i++) {
        page("/" + i, null);
      }
    }

    /// @param account the id the page is keyed by; null where only the ARNs inside say it
    private void page(String pointer, @Nullable String account) {
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = parser.currentName();
        String below = pointer + "/" + JsonReader.escape(key);
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_OBJECT && account == null && Arn.isAccountId(key)) {
          page(below, key);
        } else if (token == JsonToken.START_ARRAY && facts.readsEach(key)) {
          elements(key, below, account);
        } else if (facts.readsWhole(key)) {
          facts.whole(key, JsonReader.value(parser, file, below), account);
        } else {
          parser.skipChildren();
        }
      }
    }

    private void elements(String key, String pointer, @Nullable String account) {
      facts.begins(key, account);
      int index = 0;
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        facts.element(key, JsonReader.value(parser, file, pointer + "/" + index), account);
        index++;
      }
    }
  }
}
