package dev.ardennes.collect.helm.template;

import dev.ardennes.collect.helm.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Parses a template into nodes, and puts the templates that it defines into a map.
final class TemplateParser {
  private static final int DEEPEST = 100;

  /// What ended a list of nodes.
  private enum Ending {
    END,
    ELSE,
    FILE
  }

  private record Body(List<Node> nodes, Ending ending) {}

  private final Source source;
  private final PipelineParser pipelines;
  private final Map<String, Template> defined;
  private int depth;
  private int loops;

  private TemplateParser(Source source, List<Token> tokens, Map<String, Template> defined) {
    this.source = source;
    this.pipelines = new PipelineParser(source, tokens);
    this.defined = defined;
  }

  /// The template itself; what it defines goes into `defined`, also if it is not well-formed later.
  static Template parse(String name, Source source, Map<String, Template> defined)
      throws ParseFailure {
    TemplateParser parser = new TemplateParser(source, Lexer.tokens(source.text()), defined);
    Body body = parser.body();
    if (body.ending != Ending.FILE) {
      throw new ParseFailure(
          parser.pipelines.peek().start(), "`end` or `else` without anything to end before here");
    }
    return new Template(name, source, body.nodes);
  }

  private Body body() throws ParseFailure {
    if (++depth > DEEPEST) {
      throw new ParseFailure(pipelines.peek().start(), "blocks are nested too deep");
    }
    List<Node> nodes = new ArrayList<>();
    while (true) {
      Token token = pipelines.next();
      if (token.is(Kind.END)) {
        depth--;
        return new Body(nodes, Ending.FILE);
      }
      if (token.is(Kind.TEXT)) {
        nodes.add(new Node.Words(token.text(), source.line(token.start())));
        continue;
      }
      pipelines.skipSpace();
      Token first = pipelines.peek();
      if (first.isWord("end") || first.isWord("else")) {
        pipelines.next();
        depth--;
        return new Body(nodes, first.isWord("end") ? Ending.END : Ending.ELSE);
      }
      action(first, nodes);
    }
  }

  private void action(Token first, List<Node> nodes) throws ParseFailure {
    String word = first.is(Kind.WORD) ? first.text() : "";
    switch (word) {
      case "if" -> nodes.add(branch(Node.Kind.IF));
      case "with" -> nodes.add(branch(Node.Kind.WITH));
      case "range" -> nodes.add(branch(Node.Kind.RANGE));
      case "template" -> nodes.add(templateCall());
      case "define" -> define();
      case "block" -> nodes.add(block());
      case "break" -> nodes.add(jump(Node.Jump.BREAK, first));
      case "continue" -> nodes.add(jump(Node.Jump.CONTINUE, first));
      default -> {
        Pipeline pipeline = pipelines.pipeline(false);
        pipelines.expectClose();
        nodes.add(new Node.Action(pipeline));
      }
    }
  }

  private Node jump(Node.Jump jump, Token at) throws ParseFailure {
    pipelines.next();
    pipelines.expectClose();
    if (loops == 0) {
      throw new ParseFailure(at.start(), "`" + at.text() + "` stands outside of `range`");
    }
    return jump;
  }

  private Node branch(Node.Kind kind) throws ParseFailure {
    int start = pipelines.next().start();
    Pipeline pipeline = pipelines.pipeline(kind == Node.Kind.RANGE);
    pipelines.expectClose();
    loops += kind == Node.Kind.RANGE ? 1 : 0;
    Body body = body();
    loops -= kind == Node.Kind.RANGE ? 1 : 0;
    return new Node.Branch(kind, pipeline, body.nodes, otherwise(kind, body, start));
  }

  private List<Node> otherwise(Node.Kind kind, Body body, int start) throws ParseFailure {
    if (body.ending == Ending.FILE) {
      throw new ParseFailure(start, "the block that begins here has no `end`");
    }
    if (body.ending == Ending.END) {
      pipelines.expectClose();
      return List.of();
    }
    pipelines.skipSpace();
    Token next = pipelines.peek();
    boolean chained = kind != Node.Kind.RANGE && (next.isWord("if") || next.isWord("with"));
    if (chained) {
      if (++depth > DEEPEST) {
        throw new ParseFailure(start, "`else if` is repeated too often");
      }
      Node chain = branch(next.isWord("if") ? Node.Kind.IF : Node.Kind.WITH);
      depth--;
      return List.of(chain);
    }
    pipelines.expectClose();
    Body rest = body();
    if (rest.ending != Ending.END) {
      throw new ParseFailure(start, "the block that begins here has no `end`");
    }
    pipelines.expectClose();
    return rest.nodes;
  }

  private String name() throws ParseFailure {
    pipelines.next();
    pipelines.skipSpace();
    Token name = pipelines.next();
    if (!name.is(Kind.STRING)) {
      throw pipelines.unexpected(name, "where the name of a template is expected");
    }
    pipelines.skipSpace();
    return name.text();
  }

  private Node templateCall() throws ParseFailure {
    int line = source.line(pipelines.peek().start());
    String name = name();
    Pipeline pipeline = pipelines.peek().is(Kind.CLOSE) ? null : pipelines.pipeline(false);
    pipelines.expectClose();
    return new Node.TemplateCall(name, pipeline, line);
  }

  private void define() throws ParseFailure {
    int start = pipelines.peek().start();
    String name = name();
    pipelines.expectClose();
    definition(name, start);
  }

  private Node block() throws ParseFailure {
    int start = pipelines.peek().start();
    String name = name();
    Pipeline pipeline = pipelines.pipeline(false);
    pipelines.expectClose();
    definition(name, start);
    return new Node.TemplateCall(name, pipeline, source.line(start));
  }

  private void definition(String name, int start) throws ParseFailure {
    int around = loops;
    loops = 0;
    Body body = body();
    loops = around;
    if (body.ending != Ending.END) {
      throw new ParseFailure(start, "the template that is defined here has no `end`");
    }
    pipelines.expectClose();
    Template template = new Template(name, source, body.nodes);
    if (!template.isEmpty() || !defined.containsKey(name)) {
      defined.put(name, template);
    }
  }
}
