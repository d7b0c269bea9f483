package dev.ardennes.collect.helm.functions;

import dev.ardennes.collect.helm.template.Function;
import dev.ardennes.collect.helm.value.Value;
import dev.ardennes.model.Unknown;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All functions by name.
///
/// A function of which an argument is unknown is unknown itself, under a name made of its own and
/// that of the argument, unless it can say more.
public final class HelmLibrary implements Function.Library {
  private static final HelmLibrary STANDARD = new HelmLibrary(standardFunctions());

  private final Map<String, Function> functions;

  private HelmLibrary(Map<String, Function> functions) {
    this.functions = Map.copyOf(functions);
  }

  /// The functions that Helm 3 gives to templates.
  public static HelmLibrary standard() {
    return STANDARD;
  }

  private static Map<String, Function> standardFunctions() {
    Registry registry = new Registry();
    ComparisonFunctions.register(registry);
    FormatFunctions.register(registry);
    TextFunctions.register(registry);
    CaseFunctions.register(registry);
    TrimFunctions.register(registry);
    DefaultFunctions.register(registry);
    ListFunctions.register(registry);
    DictFunctions.register(registry);
    NumberFunctions.register(registry);
    TypeFunctions.register(registry);
    PatternFunctions.register(registry);
    EncodingFunctions.register(registry);
    VersionFunctions.register(registry);
    OutsideFunctions.register(registry);
    ChartFunctions.register(registry);
    return registry.functions;
  }

  /// `mustX` differs from `x` only in what it says of errors.
  @Override
  public @Nullable Function find(String name) {
    Function function = functions.get(name);
    if (function == null && name.startsWith("must") && name.length() > 4) {
      return functions.get(name.substring(4, 5).toLowerCase(Locale.ROOT) + name.substring(5));
    }
    return function;
  }

  /// Where functions are entered.
  static final class Registry {
    private final Map<String, Function> functions = new HashMap<>();

    /// A function of known values.
    Registry known(String name, int fewest, int most, Function function) {
      return open(
          name,
          fewest,
          most,
          call ->
              call.arguments().stream().anyMatch(HelmLibrary::hasUnknown)
                  ? call.unknown()
                  : function.apply(call));
    }

    /// A function that sees unknown values.
    Registry open(String name, int fewest, int most, Function function) {
      functions.put(
          name,
          call -> {
            if (call.size() < fewest || call.size() > most) {
              throw call.failure("it is called with " + call.size() + " arguments");
            }
            return function.apply(call);
          });
      return this;
    }

    /// A function that sees unknown parts of texts and lists; a wholly unknown argument makes it
    /// unknown.
    Registry partial(String name, int fewest, int most, Function function) {
      return open(
          name,
          fewest,
          most,
          call ->
              call.arguments().stream().anyMatch(Value.UnknownValue.class::isInstance)
                  ? call.unknown()
                  : function.apply(call));
    }
  }

  /// Whether the value or, for a list, one of its elements is not wholly known.
  static boolean hasUnknown(Value value) {
    return switch (value) {
      case Value.UnknownValue _ -> true;
      case Value.Text text -> Unknown.in(text.text());
      case Value.ListValue list -> list.elements().stream().anyMatch(HelmLibrary::openScalar);
      default -> false;
    };
  }

  private static boolean openScalar(Value value) {
    return value instanceof Value.UnknownValue || (value instanceof Value.Text text && text.open());
  }
}
