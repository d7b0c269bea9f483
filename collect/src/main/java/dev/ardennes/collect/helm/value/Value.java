package dev.ardennes.collect.helm.value;

import dev.ardennes.model.Unknown;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A value of a template. Everything but [Dict] is immutable; a dict changes in place, as `set`
/// asks for, and may therefore contain itself: whoever walks values needs a limit on depth.
public sealed interface Value {
  Value NIL = new Nil();
  Value TRUE = new Bool(true);
  Value FALSE = new Bool(false);
  Value EMPTY = new Text("", null);

  /// Go's `nil`, and what a missing key of a dict gives.
  record Nil() implements Value {}

  /// `true` or `false`.
  record Bool(boolean value) implements Value {}

  /// An integer.
  ///
  /// @param type `int`, `int64` or `uint8` (Go's name of its type)
  record Int(long value, String type) implements Value {}

  /// A `float64`; every number of a values file is one.
  record Real(double value) implements Value {}

  /// A text, possibly with unknown parts, each written `⟨symbol⟩`.
  ///
  /// @param lines where each line of the text was written; null where that is not known or the text
  ///   was computed
  record Text(String text, @Nullable List<LineOrigin> lines) implements Value {
    /// Whether some part is unknown.
    public boolean open() {
      return Unknown.in(text);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Text that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /// A list.
  record ListValue(List<Value> elements) implements Value {
    public ListValue {
      elements = List.copyOf(elements);
    }
  }

  /// A map with texts as keys, in their order. Identity counts, not content.
  final class Dict implements Value {
    private final TreeMap<String, Value> entries;

    public Dict() {
      entries = new TreeMap<>();
    }

    public Dict(Map<String, ? extends Value> entries) {
      this.entries = new TreeMap<>(entries);
    }

    /// The entries themselves: what is changed here is changed in the dict.
    public Map<String, Value> entries() {
      return entries;
    }

    /// The entry's value; [#NIL] where there is none.
    public Value at(String key) {
      return entries.getOrDefault(key, NIL);
    }

    /// Sets an entry and answers this dict.
    public Dict with(String key, Value value) {
      entries.put(key, value);
      return this;
    }
  }

  /// A value that the chart does not say.
  ///
  /// @param symbol stable name of what is not known, such as `charts/web:.Values.password`
  /// @param filled whether it is known not to be empty, as of a generated password
  record UnknownValue(String symbol, boolean filled) implements Value {
    public UnknownValue {
      symbol = Symbols.plain(symbol);
    }

    public UnknownValue(String symbol) {
      this(symbol, false);
    }

    /// The text that stands for this value inside a partly known text.
    public String rendered() {
      return Unknown.part(symbol);
    }
  }

  /// An object of the renderer with fields and methods, such as `.Files`.
  non-sealed interface Opaque extends Value {
    /// Go's name of its type.
    String type();

    /// The value of a field, or the result of a method.
    ///
    /// @return null where there is no such field or method
    @Nullable Value member(String name, List<Value> arguments);

    /// How it is printed.
    String print();

    /// What `range` goes over; null where it cannot.
    default @Nullable Map<String, Value> entries() {
      return null;
    }
  }

  /// A computed text.
  static Text text(String text) {
    return new Text(text, null);
  }

  /// A text from outside, in which `⟨` and `⟩` are replaced so that nothing in it looks unknown.
  static Text foreign(String text) {
    return text(safe(text));
  }

  /// The text without brackets that would make parts of it look unknown.
  static String safe(String text) {
    return text.replace(Unknown.OPEN, '<').replace(Unknown.CLOSE, '>');
  }

  static Value bool(boolean value) {
    return value ? TRUE : FALSE;
  }

  /// An `int64`, as the arithmetic functions give it.
  static Value int64(long value) {
    return new Int(value, "int64");
  }

  /// An `int`, as literals and `len` give it.
  static Value integer(long value) {
    return new Int(value, "int");
  }

  static ListValue list(List<? extends Value> elements) {
    return new ListValue(List.copyOf(elements));
  }

  static ListValue texts(List<String> texts) {
    return new ListValue(texts.stream().<Value>map(Value::text).toList());
  }
}
