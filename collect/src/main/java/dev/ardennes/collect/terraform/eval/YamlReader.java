package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.value.BoolValue;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.NullValue;
import dev.ardennes.collect.terraform.value.NumberValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

/// Reads YAML into values; no tags, no objects, few aliases.
final class YamlReader {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new WordSchema())
          .setMaxAliasesForCollections(50)
          .setAllowRecursiveKeys(false)
          .setCodePointLimit(4 << 20)
          .build();

  private static final Pattern BOOL = Pattern.compile("(?i:y|yes|true|on|n|no|false|off)");
  private static final Set<String> TRUE = Set.of("y", "yes", "true", "on");

  private final Origin origin;
  private final Budget budget;

  /// The core schema of YAML 1.2 with the truth words of YAML 1.1, as Terraform has it.
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

  private YamlReader(Origin origin, Budget budget) {
    this.origin = origin;
    this.budget = budget;
  }

  static Value read(String text, Origin origin, Budget budget) {
    try {
      return new YamlReader(origin, budget).value(new Load(SETTINGS).loadFromString(text), 0);
    } catch (YamlEngineException | StackOverflowError invalid) {
      throw new EvaluationFailure("`yamldecode`: " + why(invalid), "");
    }
  }

  /// The parser refuses a text whose aliases unfold to more than its limit, which is YAML all the
  /// same.
  private static String why(Throwable invalid) {
    String message = invalid.getMessage();
    return message != null && message.contains("aliases")
        ? "the text has too many aliases"
        : "the text is not YAML";
  }

  private Value value(@Nullable Object object, int depth) {
    budget.step(1);
    if (depth > 100) {
      throw Budget.tooMuch("`yamldecode`: nested too deep");
    }
    return switch (object) {
      case null -> new NullValue(origin);
      case Boolean bool -> new BoolValue(bool, origin);
      case Integer number -> new NumberValue(BigDecimal.valueOf(number), origin);
      case Long number -> new NumberValue(BigDecimal.valueOf(number), origin);
      case BigInteger number -> new NumberValue(new BigDecimal(number), origin);
      case Double number when Double.isFinite(number) ->
          new NumberValue(new BigDecimal(number.toString()), origin);
      case Map<?, ?> map -> map(map, depth);
      case Iterable<?> list -> list(list, depth);
      default -> StringValue.of(EncodingFunctions.safe(object.toString()), origin);
    };
  }

  private Value list(Iterable<?> list, int depth) {
    List<Value> elements = new ArrayList<>();
    for (Object element : list) {
      elements.add(value(element, depth + 1));
    }
    return budget.sized(ListValue.of(elements, origin));
  }

  private Value map(Map<?, ?> map, int depth) {
    Map<String, Value> entries = new TreeMap<>(MapValue.KEY_ORDER);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      entries.put(
          EncodingFunctions.safe(String.valueOf(entry.getKey())),
          value(entry.getValue(), depth + 1));
    }
    return budget.sized(MapValue.of(entries, origin));
  }
}
