package dev.ardennes.collect.code.syntax;

import dev.ardennes.collect.code.syntax.Frames.Answer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSQuery;
import org.treesitter.TSQueryCursor;
import org.treesitter.TSQueryMatch;
import org.treesitter.TSTree;
import org.treesitter.TSTreeCursor;
import org.treesitter.TreeSitterGo;
import org.treesitter.TreeSitterJava;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterTypescript;

/// The parser's own process: reads texts from standard input and writes their trees to standard
/// output. It holds the native code, which a hostile file may bring down, and nothing else.
///
/// Reading a tree node by node costs several native calls each. Its shape comes in one call, and
/// the places of all nodes from one query.
public final class ParserMain {
  private record Grammar(TSLanguage language, TSQuery everyNode) {}

  private final Map<Language, Grammar> grammars = new EnumMap<>(Language.class);
  private final TSParser parser = new TSParser();

  private ParserMain() {}

  /// Answers requests until standard input ends.
  public static void main(String[] arguments) throws IOException {
    PrintStream standardOutput = System.out;
    // Whatever prints must not fall between the frames.
    System.setOut(System.err);
    DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, 1 << 16));
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(standardOutput, 1 << 16));
    ParserMain parser = new ParserMain();
    out.writeInt(Frames.HELLO);
    out.flush();
    try {
      while (true) {
        Language language = Language.valueOf(in.readUTF());
        byte[] source = Frames.readBytes(in, 1);
        if (source == null) {
          return;
        }
        Frames.writeAnswer(out, parser.answer(language, source));
      }
    } catch (EOFException e) {
      return;
    }
  }

  private static TSLanguage load(Language language) {
    return switch (language) {
      case JAVA -> new TreeSitterJava();
      case PYTHON -> new TreeSitterPython();
      case JAVASCRIPT -> new TreeSitterJavascript();
      case TYPESCRIPT -> new TreeSitterTypescript();
      case GO -> new TreeSitterGo();
    };
  }

  private Grammar grammar(Language language) {
    return grammars.computeIfAbsent(
        language,
        wanted -> {
          TSLanguage loaded = load(wanted);
          return new Grammar(loaded, new TSQuery(loaded, "(_) @node"));
        });
  }

  private Answer answer(Language language, byte[] source) {
    Grammar grammar = grammar(language);
    parser.setLanguage(grammar.language);
    try (TSTree tree = parser.parseString(null, new String(source, StandardCharsets.UTF_8))) {
      TSNode root = tree.getRootNode();
      String shape = root.toString();
      int[] places = places(grammar.everyNode, root);
      return SyntaxReader.placed(shape) * 2 == places.length
          ? new Answer(shape, places)
          : walk(root);
    }
  }

  private static int[] places(TSQuery everyNode, TSNode root) {
    int[] places = new int[1 << 12];
    int count = 0;
    try (TSQueryCursor cursor = new TSQueryCursor()) {
      cursor.exec(everyNode, root);
      TSQueryMatch match = new TSQueryMatch();
      while (cursor.nextMatch(match)) {
        if (count == places.length) {
          places = Arrays.copyOf(places, count * 2);
        }
        TSNode node = match.getCaptures()[0].getNode();
        places[count++] = node.getStartByte();
        places[count++] = node.getEndByte();
      }
    }
    return Arrays.copyOf(places, count);
  }

  /// The slow way, for trees with errors whose shape and places do not fit each other.
  private static Answer walk(TSNode root) {
    StringBuilder shape = new StringBuilder();
    int[] places = new int[1 << 12];
    int count = 0;
    int depth = 0;
    try (TSTreeCursor cursor = new TSTreeCursor(root)) {
      while (true) {
        TSNode node = cursor.currentNode();
        boolean shown = node.isNamed() && !node.isMissing();
        if (shown) {
          String field = cursor.currentFieldName();
          shape.append(' ').append(field == null ? "" : field + ": ");
          shape.append('(').append(node.getType());
          if (!node.isError()) {
            places = count + 2 > places.length ? Arrays.copyOf(places, count * 2) : places;
            places[count++] = node.getStartByte();
            places[count++] = node.getEndByte();
          }
        }
        if (cursor.gotoFirstChild()) {
          depth++;
          continue;
        }
        close(shape, shown);
        while (!cursor.gotoNextSibling()) {
          if (depth-- == 0 || !cursor.gotoParent()) {
            return new Answer(shape.toString(), Arrays.copyOf(places, count));
          }
          TSNode parent = cursor.currentNode();
          close(shape, parent.isNamed() && !parent.isMissing());
        }
      }
    }
  }

  private static void close(StringBuilder shape, boolean shown) {
    if (shown) {
      shape.append(')');
    }
  }
}
