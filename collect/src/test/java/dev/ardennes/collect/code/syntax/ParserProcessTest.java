package dev.ardennes.collect.code.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.collect.code.syntax.ParserProcess.Failed;
import dev.ardennes.collect.code.syntax.ParserProcess.Settings;
import dev.ardennes.collect.code.syntax.ParserProcess.Tree;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The parser's process, real: what it survives, and what it does not.
final class ParserProcessTest {
  private static final String FINE = "class A { int b; }";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Settings standing(int timeoutMilliseconds, String... tail) {
    List<String> command = new ArrayList<>(Settings.standard().command());
    command.removeLast();
    int classPath = command.size() - 1;
    String stubs = Path.of(place(Stubs.class)).toString();
    command.set(classPath, command.get(classPath) + File.pathSeparator + stubs);
    command.addAll(List.of(tail));
    return new Settings(command, timeoutMilliseconds);
  }

  private static URI place(Class<?> type) {
    return URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
  }

  @Test
  void everyLanguageHasATree() {
    try (ParserProcess parser = new ParserProcess(Settings.standard())) {
      for (Language language : Language.values()) {
        assertThat(parser.parse(language, bytes("x"))).as(language.name()).isInstanceOf(Tree.class);
      }
    }
  }

  @Test
  void placesAreThoseOfTheTextBeyondAscii() {
    try (ParserProcess parser = new ParserProcess(Settings.standard())) {
      String text = "String a = \"äöü😀\"; String b;";
      Tree tree = (Tree) parser.parse(Language.JAVA, bytes(text));
      assertThat(tree.root().text()).isEqualTo(text);
      assertThat(tree.root().children().getFirst().text()).isEqualTo("String a = \"äöü😀\";");
    }
  }

  @Test
  void whatIsSoundInABrokenFileStays() {
    try (ParserProcess parser = new ParserProcess(Settings.standard())) {
      String text = "class A { void f( { int x = ; } } }\nclass B { int c; }";
      Tree tree = (Tree) parser.parse(Language.JAVA, bytes(text));
      assertThat(tree.root().children()).anyMatch(node -> node.text().startsWith("class B"));
    }
  }

  @Test
  void aFileThatBringsTheParserDownCostsOnlyItself() {
    try (ParserProcess parser = new ParserProcess(Settings.standard())) {
      assertThat(parser.parse(Language.JAVA, bytes(FINE))).isInstanceOf(Tree.class);
      // Deeper than the native stack: the whole process is gone.
      String deep = "x = " + "(".repeat(400_000) + "1" + ")".repeat(400_000);
      assertThat(parser.parse(Language.PYTHON, bytes(deep))).isInstanceOf(Failed.class);
      assertThat(parser.parse(Language.JAVA, bytes(FINE))).isInstanceOf(Tree.class);
    }
  }

  @Test
  void aParserThatDoesNotAnswerIsEnded() {
    try (ParserProcess parser = new ParserProcess(standing(300, Stubs.Silent.class.getName()))) {
      assertThat(parser.parse(Language.JAVA, bytes(FINE)))
          .isEqualTo(new Failed("parsing takes too long"));
    }
  }

  @Test
  void aParserThatAnswersNonsenseIsEnded() {
    try (ParserProcess parser =
        new ParserProcess(standing(20_000, Stubs.Babbling.class.getName()))) {
      assertThat(parser.parse(Language.JAVA, bytes(FINE))).isInstanceOf(Failed.class);
    }
  }

  @Test
  void aParserThatCannotBeStartedIsTriedOnlySoOften() {
    try (ParserProcess parser = new ParserProcess(new Settings(List.of("/nowhere/java"), 1000))) {
      for (int i = 0; i < 60; i++) {
        assertThat(parser.parse(Language.JAVA, bytes(FINE))).isInstanceOf(Failed.class);
      }
    }
  }

  @Test
  void shapeAndPlacesThatDoNotFitAreNoTree() {
    assertThat(SyntaxReader.read(bytes("x"), "", new int[0])).isNull();
    assertThat(SyntaxReader.read(bytes("x"), ")))((", new int[0])).isNull();
    assertThat(SyntaxReader.placed("(a b: (c) (MISSING \"(\") (ERROR (d)))")).isEqualTo(3);
  }
}
