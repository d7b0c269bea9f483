package dev.ardennes.collect.code.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts a tree together from its shape and the places of its nodes.
///
/// The shape is the parser's own notation, `(call function: (identifier))`; the places are those of
/// all nodes in the same order. What stands for an error has no place and dissolves into its
/// parent, so that the sound parts of a broken file stay. Linear, without recursion.
final class SyntaxReader {
  private static final String ERROR = "ERROR";

  private final byte[] source;
  private final String shape;
  private final int[] places;
  private final Map<String, String> names = new HashMap<>();
  private final Deque<SyntaxNode> open = new ArrayDeque<>();
  private @Nullable SyntaxNode root;
  private int at;
  private int place;
  private String field = "";

  private SyntaxReader(byte[] source, String shape, int[] places) {
    this.source = source;
    this.shape = shape;
    this.places = places;
  }

  /// The root; null where shape and places do not fit.
  static @Nullable SyntaxNode read(byte[] source, String shape, int[] places) {
    return new SyntaxReader(source, shape, places).tree();
  }

  /// How many nodes of a shape have a place.
  static int placed(String shape) {
    int count = 0;
    for (int i = shape.indexOf('('); i >= 0; i = shape.indexOf('(', i + 1)) {
      char before = i == 0 ? ' ' : shape.charAt(i - 1);
      boolean opens = before == ' ' || before == '(';
      if (opens && i + 1 < shape.length() && hasPlace(shape, i + 1)) {
        count++;
      }
    }
    return count;
  }

  private static boolean hasPlace(String shape, int name) {
    char first = shape.charAt(name);
    return (first == '_' || Character.isLetter(first))
        && !shape.startsWith("ERROR", name)
        && !shape.startsWith("MISSING ", name)
        && !shape.startsWith("UNEXPECTED ", name);
  }

  private @Nullable SyntaxNode tree() {
    while (at < shape.length()) {
      char c = shape.charAt(at);
      if (c == '(') {
        opens();
      } else if (c == ')') {
        closes();
        at++;
      } else if (c == ' ') {
        at++;
      } else {
        field = name(word());
        at++;
      }
    }
    return root;
  }

  private String word() {
    int from = at;
    while (at < shape.length() && " ():".indexOf(shape.charAt(at)) < 0) {
      at++;
    }
    return shape.substring(from, at);
  }

  private String name(String word) {
    return names.computeIfAbsent(word, same -> same);
  }

  private void opens() {
    at++;
    if (shape.startsWith("MISSING ", at) || shape.startsWith("UNEXPECTED ", at)) {
      skip();
      return;
    }
    SyntaxNode node = new SyntaxNode(source, name(word()), field);
    field = "";
    if (!node.type().equals(ERROR) && place + 1 < places.length) {
      node.place(places[place], places[place + 1]);
      place += 2;
    }
    open.push(node);
  }

  /// A token in quotes may itself be a bracket.
  private void skip() {
    at = shape.indexOf(' ', at) + 1;
    char quote = at < shape.length() ? shape.charAt(at) : ' ';
    int close = quote == '"' || quote == '\'' ? shape.indexOf(quote, at + 2) : at;
    int end = close < 0 ? -1 : shape.indexOf(')', close);
    at = end < 0 ? shape.length() : end + 1;
    field = "";
  }

  private void closes() {
    if (open.isEmpty()) {
      return;
    }
    SyntaxNode node = open.pop();
    SyntaxNode parent = open.peek();
    if (parent == null) {
      root = node;
    } else if (node.type().equals(ERROR)) {
      node.children().forEach(parent::add);
    } else if (!node.type().endsWith("comment")) {
      parent.add(node);
    }
  }
}
