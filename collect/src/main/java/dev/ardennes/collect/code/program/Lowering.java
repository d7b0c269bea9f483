package dev.ardennes.collect.code.program;

import dev.ardennes.collect.code.program.Expression.Argument;
import dev.ardennes.collect.code.program.Expression.Compared;
import dev.ardennes.collect.code.program.Expression.Constant;
import dev.ardennes.collect.code.program.Expression.Joined;
import dev.ardennes.collect.code.program.Expression.Logic;
import dev.ardennes.collect.code.program.Expression.Name;
import dev.ardennes.collect.code.program.Expression.Other;
import dev.ardennes.collect.code.program.Function.Annotation;
import dev.ardennes.collect.code.syntax.Language;
import dev.ardennes.collect.code.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the languages have in common on the way from a syntax tree to a [Program]. Nodes nested
/// deeper than a limit are left out.
abstract class Lowering {
  private static final int DEEPEST = 250;
  private static final Set<String> AND = Set.of("&&", "and");
  private static final Set<String> OR = Set.of("||", "or");
  private static final Set<String> COMPARING =
      Set.of("==", "!=", "===", "!==", "in", "not in", "is", "is not");

  final Map<String, String> imports = new LinkedHashMap<>();
  final List<TypeDeclaration> types = new ArrayList<>();
  final List<Function> functions = new ArrayList<>();
  final List<Statement> statements = new ArrayList<>();
  private int depth;
  private boolean cut;

  /// The program of a file.
  static Program program(String path, Language language, SyntaxNode root, byte[] source) {
    Lowering lowering =
        switch (language) {
          case JAVA -> new JavaLowering();
          case PYTHON -> new PythonLowering();
          case JAVASCRIPT, TYPESCRIPT -> new ScriptLowering();
          case GO -> new GoLowering();
        };
    lowering.file(root);
    return new Program(
        path,
        language,
        lowering.imports,
        lowering.types,
        lowering.functions,
        lowering.statements,
        new LineTable(source));
  }

  abstract void file(SyntaxNode root);

  /// The language's own expression forms; [#other] for the rest.
  abstract Expression form(SyntaxNode node);

  /// The language's own statement forms.
  abstract void statement(SyntaxNode node, List<Statement> into);

  final Expression expression(@Nullable SyntaxNode node) {
    if (node == null) {
      return new Other(List.of(), 0);
    }
    if (depth >= DEEPEST) {
      cut = true;
      return new Other(List.of(), node.start());
    }
    depth++;
    Expression made = form(node);
    depth--;
    return made;
  }

  final List<Expression> expressions(List<SyntaxNode> nodes) {
    List<Expression> made = new ArrayList<>();
    nodes.forEach(node -> made.add(expression(node)));
    return made;
  }

  /// Statements of a block, or the one statement that stands in its place.
  final List<Statement> block(@Nullable SyntaxNode node, String... blocks) {
    List<Statement> made = new ArrayList<>();
    if (node == null || depth >= DEEPEST) {
      cut |= node != null;
      return made;
    }
    depth++;
    for (SyntaxNode child : node.is(blocks) ? node.children() : List.of(node)) {
      statement(child, made);
    }
    depth--;
    return made;
  }

  final boolean wasCut() {
    return cut;
  }

  final Other other(SyntaxNode node) {
    return new Other(expressions(node.children()), node.start());
  }

  final Name name(SyntaxNode node) {
    return new Name(node.text(), node.start());
  }

  /// `left operator right`, by the operator that stands between the two.
  final Expression binary(SyntaxNode node, @Nullable SyntaxNode left, @Nullable SyntaxNode right) {
    if (left == null || right == null) {
      return other(node);
    }
    String operator = operator(node, left, right);
    int at = node.start();
    if (operator.equals("+") || operator.equals("%")) {
      List<Expression> parts = new ArrayList<>();
      addJoined(expression(left), parts);
      addJoined(expression(right), parts);
      return operator.equals("%") ? formatted(parts, at) : new Joined(parts, at);
    }
    if (AND.contains(operator) || OR.contains(operator)) {
      return new Logic(AND.contains(operator), expression(left), expression(right), at);
    }
    if (COMPARING.contains(operator)) {
      return new Compared(plain(operator), expression(left), expression(right), at);
    }
    return operator.equals("??")
        ? new Other(List.of(expression(left), expression(right)), at)
        : new Compared(operator, expression(left), expression(right), at);
  }

  private static String plain(String operator) {
    return switch (operator) {
      case "===", "is" -> "==";
      case "!==", "is not" -> "!=";
      default -> operator;
    };
  }

  private static String operator(SyntaxNode node, SyntaxNode left, SyntaxNode right) {
    String between = node.between(left.end(), right.start());
    while (between.startsWith(")")) {
      between = between.substring(1).strip();
    }
    while (between.endsWith("(")) {
      between = between.substring(0, between.length() - 1).strip();
    }
    return between;
  }

  private static void addJoined(Expression part, List<Expression> parts) {
    if (part instanceof Joined joined) {
      parts.addAll(joined.parts());
    } else {
      parts.add(part);
    }
  }

  private static Expression formatted(List<Expression> parts, int at) {
    if (parts.getFirst() instanceof Constant format) {
      return Formats.filled(format.text(), parts.subList(1, parts.size()), at);
    }
    return new Joined(parts, at);
  }

  static List<Argument> unnamed(List<Expression> values) {
    return values.stream().map(value -> new Argument("", value)).toList();
  }

  /// The name without type arguments and package: `List` of `java.util.List<String>`.
  static String simpleType(String written) {
    String type = written.strip();
    int end = 0;
    while (end < type.length() && "<[".indexOf(type.charAt(end)) < 0) {
      end++;
    }
    return type.substring(0, end).replaceAll("[?*&\\s]", "");
  }

  static List<Annotation> none() {
    return List.of();
  }

  /// A text as it stands between its quotes.
  static String unquoted(String text) {
    String inner = text;
    if (inner.startsWith("\"\"\"") && inner.endsWith("\"\"\"") && inner.length() >= 6) {
      inner = inner.substring(3, inner.length() - 3).strip();
    } else if (inner.length() >= 2 && "\"'`".indexOf(inner.charAt(0)) >= 0) {
      inner = inner.substring(1, inner.length() - 1);
    }
    return inner.indexOf('\\') < 0
        ? inner
        : inner.replace("\\n", "\n").replace("\\t", "\t").replaceAll("\\\\(.)", "$1");
  }
}
