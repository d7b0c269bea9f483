package dev.ardennes.collect.code.syntax;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A named node of a syntax tree, with its text. What stands between its children (operators,
/// brackets) is text only.
public final class SyntaxNode {
  private final byte[] source;
  private final String type;
  private final String field;
  private final List<SyntaxNode> children = new ArrayList<>(2);
  private int start;
  private int end;

  SyntaxNode(byte[] source, String type, String field) {
    this.source = source;
    this.type = type;
    this.field = field;
  }

  void place(int from, int to) {
    start = from;
    end = to;
  }

  void add(SyntaxNode child) {
    children.add(child);
  }

  /// The grammar's name of it: `method_invocation`.
  public String type() {
    return type;
  }

  /// The role in its parent: `arguments`; empty for none.
  public String field() {
    return field;
  }

  /// Offset of the first byte.
  public int start() {
    return start;
  }

  /// Offset after the last byte.
  public int end() {
    return end;
  }

  public List<SyntaxNode> children() {
    return children;
  }

  public boolean is(String... types) {
    for (String one : types) {
      if (type.equals(one)) {
        return true;
      }
    }
    return false;
  }

  /// The first child in this role; null if there is none.
  public @Nullable SyntaxNode child(String role) {
    for (SyntaxNode child : children) {
      if (child.field.equals(role)) {
        return child;
      }
    }
    return null;
  }

  /// The first child of one of these types; null if there is none.
  public @Nullable SyntaxNode childOf(String... types) {
    for (SyntaxNode child : children) {
      if (child.is(types)) {
        return child;
      }
    }
    return null;
  }

  /// The first child, comments aside; null if there is none.
  public @Nullable SyntaxNode first() {
    return children.isEmpty() ? null : children.getFirst();
  }

  public String text() {
    return between(start, end);
  }

  /// The text between two offsets of the file, without surrounding white space.
  public String between(int from, int to) {
    int last = Math.clamp(to, 0, source.length);
    int first = Math.clamp(from, 0, last);
    return new String(source, first, last - first, StandardCharsets.UTF_8).strip();
  }
}
