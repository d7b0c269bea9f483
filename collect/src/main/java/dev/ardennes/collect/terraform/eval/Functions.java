package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.eval.BuiltIn.Body;
import dev.ardennes.collect.terraform.eval.BuiltIn.Needs;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The functions that Terraform has built in, by name.
public final class Functions {
  /// Functions that the evaluator itself knows, as they do not take values.
  private static final Set<String> FORMS = Set.of("try", "can", "templatefile", "templatestring");

  private static final Map<String, BuiltIn> ALL = all();

  private Functions() {}

  private static Map<String, BuiltIn> all() {
    Registry registry = new Registry();
    TextFunctions.register(registry);
    FormatFunctions.register(registry);
    PatternFunctions.register(registry);
    ListFunctions.register(registry);
    SetFunctions.register(registry);
    MapFunctions.register(registry);
    NumberFunctions.register(registry);
    TypeFunctions.register(registry);
    EncodingFunctions.register(registry);
    DocumentFunctions.register(registry);
    DigestFunctions.register(registry);
    TimeFunctions.register(registry);
    NetworkFunctions.register(registry);
    FileFunctions.register(registry);
    return Map.copyOf(registry.functions);
  }

  static Optional<BuiltIn> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /// Whether a call of `name` can be evaluated.
  public static boolean exists(String name) {
    return ALL.containsKey(name) || FORMS.contains(name);
  }

  /// Takes functions in.
  static final class Registry {
    private final Map<String, BuiltIn> functions = new HashMap<>();

    /// A function of known arguments; its result is unknown if any part of an argument is.
    Registry known(String name, int least, int most, Body body) {
      functions.put(name, new BuiltIn(least, most, Needs.ALL_KNOWN, body));
      return this;
    }

    /// A function with a fixed number of known arguments.
    Registry known(String name, int count, Body body) {
      return known(name, count, count, body);
    }

    /// A function that makes the best of unknown arguments, but takes no null.
    Registry partial(String name, int least, int most, Body body) {
      functions.put(name, new BuiltIn(least, most, Needs.NOT_NULL, body));
      return this;
    }

    Registry partial(String name, int count, Body body) {
      return partial(name, count, count, body);
    }

    /// A function that takes anything.
    Registry any(String name, int least, int most, Body body) {
      functions.put(name, new BuiltIn(least, most, Needs.ANYTHING, body));
      return this;
    }
  }
}
