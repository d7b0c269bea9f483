package dev.ardennes.collect.helm.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads YAML and JSON into values; no tags, no objects, few aliases. As in Helm, which takes YAML
/// by way of JSON, every number is a `float64` and every key a text.
public final class YamlInput {
  private static final int LARGEST = 4 << 20;
  private static final Pattern BOOL = Pattern.compile("(?i:y|yes|true|on|n|no|false|off)");
  private static final Set<String> TRUE = Set.of("y", "yes", "true", "on");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new WordSchema())
          .setMaxAliasesForCollections(50)
          .setAllowRecursiveKeys(false)
          .setAllowDuplicateKeys(true)
          .setCodePointLimit(LARGEST)
          .build();

  private final Budget budget;

  private YamlInput(Budget budget) {
    this.budget = budget;
  }

  /// The core schema of YAML 1.2 with the truth words of YAML 1.1.
  private static final class WordSchema extends CoreSchema {
    @Override
    public ScalarResolver getScalarResolver() {
      ScalarResolver core = super.getScalarResolver();
      return (text, implicit) ->
          implicit && BOOL.matcher(text).matches() ? Tag.BOOL : core.resolve(text, implicit);
    }

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
      Map<Tag, ConstructNode> constructors = new HashMap<>(super.getSchemaTagConstructors());
      constructors.put(
          Tag.BOOL, node -> TRUE.contains(((ScalarNode) node).getValue().toLowerCase(Locale.ROOT)));
      return constructors;
    }
  }

  /// The value of a YAML text, of its first document where it has several; nil for an empty text.
  ///
  /// @throws Failure where it is not YAML, or too large
  public static Value yaml(String text, Budget budget) {
    try {
      Iterator<Object> documents = new Load(SETTINGS).loadAllFromString(text).iterator();
      return new YamlInput(budget).value(documents.hasNext() ? documents.next() : null, 0);
    } catch (YamlEngineException invalid) {
      String reason = String.valueOf(invalid.getMessage()).lines().findFirst().orElse("");
      throw Failure.of("the text is not YAML: " + Symbols.limit(reason), "check the indentation");
    } catch (StackOverflowError | RuntimeException invalid) {
      if (invalid instanceof Failure failure) {
        throw failure;
      }
      throw Failure.of("the text is not YAML that can be read", "check the indentation");
    }
  }

  /// The value of a JSON text.
  ///
  /// @throws Failure where it is not JSON, or too large
  public static Value json(String text, Budget budget) {
    try {
      return new YamlInput(budget).value(JSON.readValue(text, Object.class), 0);
    } catch (JacksonException | IllegalArgumentException invalid) {
      throw Failure.of("the text is not JSON", "check it");
    }
  }

  private Value value(@Nullable Object object, int depth) {
    budget.step(1);
    if (depth > Budget.DEEPEST_VALUE) {
      throw Failure.limit("a document is nested too deep");
    }
    return switch (object) {
      case null -> Value.NIL;
      case Boolean bool -> Value.bool(bool);
      case BigInteger number -> new Value.Real(new BigDecimal(number).doubleValue());
      case Number number -> new Value.Real(number.doubleValue());
      case Map<?, ?> map -> map(map, depth);
      case Iterable<?> list -> list(list, depth);
      default -> Value.text(object.toString());
    };
  }

  private Value list(Iterable<?> list, int depth) {
    List<Value> elements = new ArrayList<>();
    for (Object element : list) {
      elements.add(value(element, depth + 1));
    }
    return Value.list(elements);
  }

  private Value map(Map<?, ?> map, int depth) {
    Value.Dict dict = new Value.Dict();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      dict.entries().put(key(entry.getKey()), value(entry.getValue(), depth + 1));
    }
    return dict;
  }

  private static String key(@Nullable Object key) {
    return key instanceof Double number ? GoText.json(number) : String.valueOf(key);
  }
}
