package dev.ardennes.collect.aws.configuration;

import dev.ardennes.collect.Collector;
import dev.ardennes.collect.Recognition;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.aws.DeclaredResources;
import dev.ardennes.collect.json.JsonPass;
import dev.ardennes.collect.json.JsonStream;
import dev.ardennes.model.Collected;
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

/// Lists of what is there in accounts of AWS: snapshots of AWS Config, what `aws configservice`
/// prints, and lists with the properties of Cloud Control. Read as a stream, item by item; of
/// several items about one resource the latest counts.
public final class ConfigurationItems implements Collector {
  private static final JsonPass PASS =
      new JsonPass(
          "the list breaks off or is no JSON from here on: what follows is missing",
          "export it again");
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
      JsonPass.Opening opening = packed(file) ? () -> unpacked(file) : file::open;
      PASS.over(file, opening, tree.source(), stream -> new Items(stream, items).documents())
          .ifPresent(problem -> out.problems(List.of(problem)));
    }
    ItemFacts facts = new ItemFacts(out);
    items.values().forEach(facts::state);
    return out.build(kind(), location, files.size());
  }

  private static InputStream unpacked(SourceFile file) throws IOException {
    return new Bounded(new GZIPInputStream(file.open(), 1 << 16));
  }

  /// One pass over the documents of a file.
  private static final class Items {
    private final JsonStream stream;
    private final Map<String, Item> items;
    private Item.Schema schema = Item.Schema.SERVICE;

    Items(JsonStream stream, Map<String, Item> items) {
      this.stream = stream;
      this.items = items;
    }

    void documents() {
      while (stream.document()) {
        stream.members("", this::member);
      }
    }

    private void member(String key, String pointer) {
      if (stream.atList() && (LISTS.contains(key) || key.equals(RESULTS))) {
        stream.elements(pointer, at -> add(Item.of(Item.opened(stream.placed(at)), schema)));
      } else if (key.equals("schema") && stream.text() != null) {
        schema =
            "cloudformation".equals(stream.text())
                ? Item.Schema.CLOUDFORMATION
                : Item.Schema.SERVICE;
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
