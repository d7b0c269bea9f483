package dev.ardennes.collect.code.program;

import dev.ardennes.collect.code.syntax.Language;
import dev.ardennes.collect.code.syntax.SyntaxNode;

/// Makes programs from syntax trees. A tree with errors gives what is sound in it.
public final class Programs {
  private Programs() {}

  /// @param path relative to the source's location
  /// @param source the bytes that the tree's offsets count
  public static Program of(String path, Language language, SyntaxNode root, byte[] source) {
    return Lowering.program(path, language, root, source);
  }
}
