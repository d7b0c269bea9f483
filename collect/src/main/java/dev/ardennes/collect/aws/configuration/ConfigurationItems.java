package dev.ardennes.collect.aws.configuration;

import dev.ardennes.collect.Collector;
import dev.ardennes.collect.Recognition;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.aws.DeclaredResources;
import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.json.JsonReader;
import dev.ardennes.model.Collected;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/// Lists of what is there in accounts of AWS: snapshots of AWS Config, what `aws configservice`
/// prints, and lists with the properties of Cloud Control. Read as a stream, item by item; of
/// several items about one resource the latest counts.
public final class ConfigurationItems implements Collector {
  private static final Set<String> LISTS =
      Set.of(
          "configurationItems",
          "ConfigurationItems",
          "baseConfigurationItems",
          "BaseConfigurationItems");

  /// What `select-resource-config` answers: each result is a text with an item.
  private static final String RESULTS = "Results";

  private static final Pattern BEGINNING =
      Pattern.compile("\"(?:[cC]onfigurationItems|[bB]aseConfigurationItems)\"\\s*:\\s*\\[");
  private static final int MOST_ITEMS = 2_000_000;

  @Override
  public String kind() {
    return "aws.configuration-items";
  }

  @Override
  public List<SourceFile> recognise(SourceTree tree, Recognition recognition) {
    List<SourceFile> files = new ArrayList<>();
    for (SourceFile file : tree.files()) {
      boolean list =
          packed(file)
              ? beginsWithItems(file, tree.limits().lookBytes())
              : isList(recognition.json(file).keys());
      if (list) {
        files.add(file);
      }
    }
    return files;
  }

  private static boolean isList(Set<String> keys) {
    return keys.stream().anyMatch(LISTS::contains)
        || (keys.contains(RESULTS) && keys.contains("QueryInfo"));
  }

  private static boolean packed(SourceFile file) {
    return file.name().toLowerCase(Locale.ROOT).endsWith(".json.gz");
  }

  private static boolean beginsWithItems(SourceFile file, int look) {
    try (InputStream in = new GZIPInputStream(file.open())) {
      String text = new String(in.readNBytes(look), StandardCharsets.UTF_8);
      return BEGINNING.matcher(text).find();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Collected collect(SourceTree tree, List<SourceFile> files, String location) {
    DeclaredResources out = new DeclaredResources(tree.source());
    out.keysNotShown();
    Map<String, Item> items = new TreeMap<>();
    for (SourceFile file : files) {
      read(file, tree.source(), items, out);
    }
    ItemFacts facts = new ItemFacts(out);
    items.values().forEach(facts::state);
    return out.build(kind(), location, files.size());
  }

  private static void read(
      SourceFile file, String source, Map<String, Item> items, DeclaredResources out) {
    try (InputStream in = packed(file) ? unpacked(file) : file.open();
        JsonParser parser = JsonReader.parser(in)) {
      new Items(parser, file.path(), items).documents();
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      int line = at == null ? 0 : Math.max(0, at.getLineNr());
      int column = at == null ? 0 : Math.max(0, at.getColumnNr());
      out.problems(
          List.of(
              Problem.error(
                  "the list breaks off or is no JSON from here on: what follows is missing",
                  "export it again",
                  Evidence.at(source, file.path(), line, column))));
    } catch (IOException e) {
      out.problems(
          List.of(
              Problem.error(
                  "the file cannot be read to its end, so that what it holds is missing",
                  "give the program permission to read it, or export it again",
                  Evidence.at(source, file.path(), 0, 0))));
    }
  }

  private static InputStream unpacked(SourceFile file) throws IOException {
    return new Bounded(new GZIPInputStream(file.open(), 1 << 16));
  }

  /// One pass over the tokens of a file.
  private static final class Items {
    private final JsonParser parser;
    private final String file;
    private final Map<String, Item> items;
    private Item.Schema schema = Item.Schema.SERVICE;

    Items(JsonParser parser, String file, Map<String, Item> items) {
      this.parser = parser;
      this.file = file;
      this.items = items;
    }

    void documents() {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          document();
        }
      }
    }

    private void document() {
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = parser.currentName();
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY && (LISTS.contains(key) || key.equals(RESULTS))) {
          elements("/" + key);
        } else if (key.equals("schema") && token == JsonToken.VALUE_STRING) {
          schema =
              parser.getString().equals("cloudformation")
                  ? Item.Schema.CLOUDFORMATION
                  : Item.Schema.SERVICE;
        } else {
          parser.skipChildren();
        }
      }
    }

    private void elements(String pointer) {
      int index = 0;
      JsonToken token = parser.nextToken();
      while (token != null && token != JsonToken.END_ARRAY) {
        Json written = JsonReader.value(parser, file, pointer + "/" + index++);
        add(Item.of(Item.opened(written), schema));
        token = parser.nextToken();
      }
    }

    private void add(@Nullable Item item) {
      if (item == null || items.size() > MOST_ITEMS) {
        return;
      }
      items.merge(
          item.key(),
          item,
          (one, other) -> one.captured().compareTo(other.captured()) >= 0 ? one : other);
    }
  }
}
