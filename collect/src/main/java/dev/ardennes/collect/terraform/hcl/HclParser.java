package dev.ardennes.collect.terraform.hcl;

import dev.ardennes.collect.terraform.hcl.Body.Attribute;
import dev.ardennes.collect.terraform.hcl.Body.Block;
import dev.ardennes.collect.terraform.hcl.Scanner.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses HCL2 native syntax: files, single expressions and templates. Never throws for what a file
/// contains: each thing that cannot be understood is a problem, and the rest of the file is kept.
///
/// Time and memory are linear in the size of the text.
///
/// ```java
/// Diagnostics diagnostics = new Diagnostics("infra");
/// Body body = HclParser.file("main.tf", bytes, Limits.DEFAULT, diagnostics);
/// ```
public final class HclParser extends ExpressionParser {
  /// A line at the left margin that begins a block with labels or one that only stands at top
  /// level.
  private static final Pattern TOP_LEVEL =
      Pattern.compile(
          "^(?:(?:resource|data|module|variable|output|provider)[ \\t]+\"|(?:locals|terraform)[ \\t]*\\{)",
          Pattern.MULTILINE);

  private final Diagnostics diagnostics;

  /// More failures than this, and the file is something else; each may cost a look at all the rest.
  private static final int FAILURE_LIMIT = 100;

  private boolean marginEndsBlocks;
  private int failures;
  private boolean unclosed;
  private int nextTopLevel = -1;

  private HclParser(SourceText source, Limits limits, Diagnostics diagnostics) {
    super(source, limits);
    this.diagnostics = diagnostics;
  }

  /// Parses a file of blocks and attributes.
  public static Body file(String file, byte[] bytes, Limits limits, Diagnostics diagnostics) {
    if (bytes.length > limits.fileBytes()) {
      diagnostics.error(
          Position.at(file, 1, 1),
          "the file is larger than " + limits.fileBytes() + " bytes and was not read",
          "split it, or ignore it");
      return Body.EMPTY;
    }
    Optional<SourceText> source = SourceText.decode(file, bytes, diagnostics);
    return source.map(text -> body(text, limits, diagnostics)).orElse(Body.EMPTY);
  }

  private static Body body(SourceText source, Limits limits, Diagnostics diagnostics) {
    Diagnostics first = new Diagnostics(diagnostics.source());
    HclParser parser = new HclParser(source, limits, first);
    Body body = parser.wholeFile();
    if (!parser.unclosed) {
      diagnostics.addAll(first.problems());
      return body;
    }
    // A brace is missing: what stands at the left margin now ends the block before it.
    HclParser second = new HclParser(source, limits, diagnostics);
    second.marginEndsBlocks = true;
    return second.wholeFile();
  }

  /// Parses text that is one expression, such as a string of a JSON configuration that holds a
  /// reference. A problem and an empty result where it is none.
  public static Optional<Expression> expression(
      String text, Position start, Limits limits, Diagnostics diagnostics) {
    HclParser parser = new HclParser(new SourceText(text, start), limits, diagnostics);
    return parser.guarded(
        () -> {
          parser.ignoreNewlines(true);
          parser.advance();
          Expression expression = parser.expression();
          if (parser.token() != Token.END) {
            throw parser.unexpected("the end", "remove what follows");
          }
          return expression;
        });
  }

  /// Parses text that is a template as a whole: a template file, or a string of a JSON
  /// configuration.
  public static Optional<Expression> template(
      String text, Position start, Limits limits, Diagnostics diagnostics) {
    HclParser parser = new HclParser(new SourceText(text, start), limits, diagnostics);
    return parser.guarded(() -> new TemplateParser(parser).bare());
  }

  private Optional<Expression> guarded(Supplier<Expression> parse) {
    try {
      return Optional.of(parse.get());
    } catch (ParseFailure failure) {
      diagnostics.error(failure.position(), failure.says(), failure.help());
      return Optional.empty();
    }
  }

  private Body wholeFile() {
    advance();
    return items(null);
  }

  /// Attributes and blocks up to the closing brace, or up to the end of the file.
  private Body items(@Nullable Position opened) {
    List<Attribute> attributes = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    while (true) {
      skipNewlines();
      if (token() == Token.END || (opened != null && endsHere(opened))) {
        if (opened != null && token() == Token.END) {
          reportUnclosed(opened);
        }
        return new Body(attributes, blocks);
      }
      item(attributes, blocks, names);
    }
  }

  private boolean endsHere(Position opened) {
    if (token() == Token.CLOSE_BRACE) {
      return true;
    }
    if (atTopLevelHeader()) {
      reportUnclosed(opened);
      return true;
    }
    return false;
  }

  private void reportUnclosed(Position opened) {
    unclosed = true;
    diagnostics.error(opened, "the block is not closed", "add the missing `}`");
  }

  private void item(List<Attribute> attributes, List<Block> blocks, Set<String> names) {
    int before = scanner.start();
    int depth = depth();
    try {
      Position start = position();
      String name = expectIdentifier("a line begins with the name of an attribute or of a block");
      countNode();
      if (token() == Token.ASSIGN) {
        attribute(name, start, attributes, names);
      } else {
        blocks.add(block(name, start));
      }
      if (token() != Token.NEWLINE && token() != Token.END && token() != Token.CLOSE_BRACE) {
        if (!atTopLevelHeader()) {
          throw unexpected("the end of the line", "write one attribute or block on a line");
        }
      }
    } catch (ParseFailure failure) {
      diagnostics.error(failure.position(), failure.says(), failure.help());
      reset(depth);
      if (++failures > FAILURE_LIMIT) {
        diagnostics.error(failure.position(), "too many errors; the rest was not read", "");
        scanner.moveTo(source.text().length());
        scanner.next();
      } else {
        skipItem(before);
      }
    }
  }

  private void attribute(
      String name, Position start, List<Attribute> attributes, Set<String> names) {
    advance();
    Expression value = expression();
    if (names.add(name)) {
      attributes.add(new Attribute(name, value, start));
    } else {
      diagnostics.error(start, "`" + name + "` is set twice; the first one counts", "remove one");
    }
  }

  private Block block(String type, Position start) {
    List<String> labels = new ArrayList<>();
    while (token() == Token.IDENTIFIER || token() == Token.QUOTE) {
      labels.add(label());
    }
    if (token() != Token.OPEN_BRACE) {
      throw unexpected("`=` or `{`", "an attribute reads `name = value`, a block `type { ... }`");
    }
    enter();
    advance();
    Body body = items(start);
    leave();
    if (token() == Token.CLOSE_BRACE) {
      advance();
    }
    return new Block(type, labels, body, start);
  }

  private String label() {
    if (token() == Token.IDENTIFIER) {
      return expectIdentifier("");
    }
    Position start = position();
    Expression template = new TemplateParser(this).quoted(start);
    if (template instanceof Expression.Template(List<TemplatePart> parts, boolean _, Position _)) {
      if (parts.isEmpty()) {
        return "";
      }
      if (parts.size() == 1
          && parts.getFirst() instanceof TemplatePart.Text(String text, Position _)) {
        return text;
      }
    }
    throw new ParseFailure(start, "a label is plain text", "write the name itself");
  }

  // Going on after a failure

  private boolean atTopLevelHeader() {
    return marginEndsBlocks && isTopLevelHeader(scanner.start());
  }

  private boolean isTopLevelHeader(int offset) {
    if (nextTopLevel < offset) {
      Matcher matcher = TOP_LEVEL.matcher(source.text());
      nextTopLevel = matcher.find(offset) ? matcher.start() : Integer.MAX_VALUE;
    }
    return nextTopLevel == offset;
  }

  /// Skips to the line behind the item that began at `from`: the first line end outside all
  /// brackets that were opened since, or a brace that closes the block around it.
  private void skipItem(int from) {
    int failedAt = Math.max(scanner.at(), from + 1);
    int open = 0;
    scanner.moveTo(from);
    while (true) {
      scanner.next();
      boolean header = scanner.start() > from && isTopLevelHeader(scanner.start());
      if (token() == Token.END || header || (scanner.start() >= failedAt && skipEndsAt(open))) {
        return;
      }
      switch (token()) {
        case OPEN_BRACE, OPEN_BRACKET, OPEN_PARENTHESIS -> open++;
        case CLOSE_BRACE, CLOSE_BRACKET, CLOSE_PARENTHESIS -> open = Math.max(0, open - 1);
        case QUOTE -> skipQuoted();
        case HEREDOC -> skipHeredoc();
        default -> {
          // Other tokens do not nest.
        }
      }
    }
  }

  private boolean skipEndsAt(int open) {
    return open == 0 && (token() == Token.NEWLINE || token() == Token.CLOSE_BRACE);
  }

  private void skipQuoted() {
    int at = scanner.at();
    char current = scanner.charAt(at);
    while (current != '"' && current != '\n' && current != '\0') {
      at += current == '\\' ? 2 : 1;
      current = scanner.charAt(at);
    }
    scanner.moveTo(current == '"' ? at + 1 : Math.min(at, source.text().length()));
  }

  private void skipHeredoc() {
    int end = scanner.identifierEnd(scanner.at());
    String word = source.text().substring(scanner.at(), end);
    Matcher matcher =
        Pattern.compile("^[ \\t]*" + Pattern.quote(word) + "[ \\t]*$", Pattern.MULTILINE)
            .matcher(source.text());
    scanner.moveTo(matcher.find(end) ? matcher.end() : end);
  }
}
