package dev.ardennes.collect.code.program;

import dev.ardennes.collect.code.program.Expression.Call;
import dev.ardennes.collect.code.program.Expression.Constant;
import dev.ardennes.collect.code.program.Expression.Entry;
import dev.ardennes.collect.code.program.Expression.Index;
import dev.ardennes.collect.code.program.Expression.Joined;
import dev.ardennes.collect.code.program.Expression.Lambda;
import dev.ardennes.collect.code.program.Expression.Member;
import dev.ardennes.collect.code.program.Expression.Not;
import dev.ardennes.collect.code.program.Function.Parameter;
import dev.ardennes.collect.code.program.Statement.Assign;
import dev.ardennes.collect.code.program.Statement.Branch;
import dev.ardennes.collect.code.program.Statement.Case;
import dev.ardennes.collect.code.program.Statement.Cases;
import dev.ardennes.collect.code.program.Statement.Evaluate;
import dev.ardennes.collect.code.program.Statement.Leave;
import dev.ardennes.collect.code.program.Statement.Loop;
import dev.ardennes.collect.code.program.Statement.Return;
import dev.ardennes.collect.code.program.TypeDeclaration.Field;
import dev.ardennes.collect.code.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Go. A method's receiver is `this`.
final class GoLowering extends Lowering {
  private final Map<String, List<Function>> methods = new LinkedHashMap<>();
  private final Map<String, List<Field>> fields = new LinkedHashMap<>();
  private String receiver = "";

  @Override
  void file(SyntaxNode root) {
    root.children().forEach(child -> statement(child, statements));
    for (var entry : methods.entrySet()) {
      types.add(
          new TypeDeclaration(
              entry.getKey(),
              List.of(),
              none(),
              fields.getOrDefault(entry.getKey(), List.of()),
              entry.getValue(),
              0));
    }
  }

  private static String text(@Nullable SyntaxNode node) {
    return node == null ? "" : node.text();
  }

  private static List<SyntaxNode> parts(@Nullable SyntaxNode list) {
    if (list == null) {
      return List.of();
    }
    return list.is("expression_list") ? list.children() : List.of(list);
  }

  @Override
  void statement(SyntaxNode node, List<Statement> into) {
    switch (node.type()) {
      case "import_declaration", "import_spec_list" ->
          node.children().forEach(child -> statement(child, into));
      case "import_spec" -> {
        String path = unquoted(text(node.child("path")));
        SyntaxNode named = node.child("name");
        String last = path.replaceFirst("/v\\d+$", "");
        last = last.substring(last.lastIndexOf('/') + 1);
        imports.put(named == null ? last : named.text(), path.equals(last) ? last : path);
      }
      case "function_declaration" -> functions.add(function(node, text(node.child("name")), ""));
      case "method_declaration" -> method(node);
      case "type_declaration" -> node.children().forEach(this::structure);
      case "short_var_declaration", "assignment_statement" -> assign(node, into);
      case "var_declaration", "const_declaration", "var_spec_list" ->
          node.children().forEach(child -> statement(child, into));
      case "var_spec", "const_spec" -> declared(node, into);
      case "return_statement" -> returned(node, into);
      case "break_statement", "continue_statement", "goto_statement" ->
          into.add(new Leave(List.of()));
      case "if_statement" -> branch(node, into);
      case "for_statement" -> loop(node, into);
      case "expression_switch_statement", "type_switch_statement", "select_statement" ->
          cases(node, into);
      case "block", "statement_list", "labeled_statement" ->
          node.children().forEach(child -> into.addAll(block(child)));
      case "package_clause", "fallthrough_statement" -> {}
      case "expression_statement" -> into.add(new Evaluate(expression(node.first())));
      default -> into.add(new Evaluate(expression(node)));
    }
  }

  private void method(SyntaxNode node) {
    SyntaxNode list = node.child("receiver");
    SyntaxNode declared = list == null ? null : list.first();
    String owner = declared == null ? "" : simpleType(text(declared.child("type")));
    receiver = declared == null ? "" : text(declared.child("name"));
    methods
        .computeIfAbsent(owner, ignored -> new ArrayList<>())
        .add(function(node, text(node.child("name")), owner));
    receiver = "";
  }

  private void structure(SyntaxNode spec) {
    String name = text(spec.child("name"));
    SyntaxNode type = spec.child("type");
    SyntaxNode list = type == null ? null : type.childOf("field_declaration_list");
    List<Field> found = new ArrayList<>();
    for (SyntaxNode field : list == null ? List.<SyntaxNode>of() : list.children()) {
      SyntaxNode named = field.child("name");
      if (named != null) {
        found.add(new Field(named.text(), simpleType(text(field.child("type"))), none(), null));
      }
    }
    fields.put(name, found);
    methods.computeIfAbsent(name, ignored -> new ArrayList<>());
  }

  private Function function(SyntaxNode node, String name, String owner) {
    List<Parameter> parameters = new ArrayList<>();
    SyntaxNode list = node.child("parameters");
    for (SyntaxNode one : list == null ? List.<SyntaxNode>of() : list.children()) {
      String type = simpleType(text(one.child("type")));
      for (SyntaxNode child : one.children()) {
        if (child.field().equals("name")) {
          parameters.add(new Parameter(child.text(), type, none(), null));
        }
      }
    }
    SyntaxNode named = node.child("name");
    return new Function(
        name,
        owner,
        parameters,
        none(),
        block(node.child("body"), "block"),
        named == null ? node.start() : named.start());
  }

  private void assign(SyntaxNode node, List<Statement> into) {
    List<SyntaxNode> left = parts(node.child("left"));
    List<SyntaxNode> right = parts(node.child("right"));
    boolean adds = node.is("assignment_statement") && node.text().contains("+=");
    if (left.size() == right.size()) {
      for (int i = 0; i < left.size(); i++) {
        Expression target = expression(left.get(i));
        Expression value = expression(right.get(i));
        into.add(
            new Assign(
                List.of(target),
                adds ? new Joined(List.of(target, value), node.start()) : value,
                ""));
      }
    } else if (!right.isEmpty()) {
      // The others are an error or whether there was anything.
      for (SyntaxNode target : left) {
        boolean first = target == left.getFirst();
        if (first || right.getFirst().is("index_expression")) {
          into.add(new Assign(List.of(expression(target)), expression(right.getFirst()), ""));
        }
      }
    }
  }

  private void declared(SyntaxNode node, List<Statement> into) {
    List<SyntaxNode> names =
        node.children().stream().filter(child -> child.field().equals("name")).toList();
    List<SyntaxNode> values = parts(node.child("value"));
    String type = simpleType(text(node.child("type")));
    for (int i = 0; i < names.size(); i++) {
      Expression value =
          i < values.size()
              ? expression(values.get(i))
              : new Expression.Other(List.of(), node.start());
      into.add(new Assign(List.of(expression(names.get(i))), value, type));
    }
  }

  private void returned(SyntaxNode node, List<Statement> into) {
    List<SyntaxNode> values = parts(node.first());
    into.add(new Return(values.isEmpty() ? null : expression(values.getFirst()), node.start()));
  }

  private void branch(SyntaxNode node, List<Statement> into) {
    SyntaxNode initializer = node.child("initializer");
    if (initializer != null) {
      statement(initializer, into);
    }
    into.add(
        new Branch(
            expression(node.child("condition")),
            block(node.child("consequence"), "block"),
            block(node.child("alternative"), "block")));
  }

  private void loop(SyntaxNode node, List<Statement> into) {
    List<Statement> body = new ArrayList<>();
    SyntaxNode range = node.childOf("range_clause");
    if (range != null && range.child("left") != null) {
      Expression each =
          new Expression.Other(List.of(expression(range.child("right"))), range.start());
      for (SyntaxNode target : parts(range.child("left"))) {
        body.add(new Assign(List.of(expression(target)), each, ""));
      }
    }
    body.addAll(block(node.child("body"), "block"));
    into.add(new Loop(body));
  }

  private void cases(SyntaxNode node, List<Statement> into) {
    SyntaxNode initializer = node.child("initializer");
    if (initializer != null) {
      statement(initializer, into);
    }
    List<Case> cases = new ArrayList<>();
    for (SyntaxNode child : node.children()) {
      if (child.type().endsWith("_case")) {
        SyntaxNode value = child.child("value");
        List<Statement> statements = new ArrayList<>();
        for (SyntaxNode part : child.children()) {
          if (part != value) {
            statements.addAll(block(part, "statement_list"));
          }
        }
        cases.add(new Case(expressions(parts(value)), statements));
      }
    }
    SyntaxNode subject = node.child("value");
    into.add(new Cases(expression(subject), cases));
  }

  @Override
  Expression form(SyntaxNode node) {
    int at = node.start();
    return switch (node.type()) {
      case "identifier", "field_identifier", "type_identifier", "package_identifier" ->
          node.text().equals(receiver) && !receiver.isEmpty()
              ? new Expression.Name("this", at)
              : name(node);
      case "interpreted_string_literal", "raw_string_literal" ->
          new Constant(unquoted(node.text()), at);
      case "int_literal", "true", "false", "nil" -> new Constant(node.text(), at);
      case "selector_expression" ->
          new Member(expression(node.child("operand")), text(node.child("field")), at);
      case "qualified_type" ->
          new Member(expression(node.child("package")), text(node.child("name")), at);
      case "index_expression" ->
          new Index(expression(node.child("operand")), expression(node.child("index")), at);
      case "call_expression" -> call(node);
      case "binary_expression" -> binary(node, node.child("left"), node.child("right"));
      case "unary_expression" ->
          node.text().startsWith("!")
              ? new Not(expression(node.child("operand")), at)
              : expression(node.child("operand"));
      case "parenthesized_expression" -> expression(node.first());
      case "func_literal" -> new Lambda(function(node, "", ""), at);
      case "composite_literal" -> composite(node);
      case "literal_value" -> new Expression.Collection(entries(node), at);
      case "literal_element" ->
          node.children().size() == 1 ? expression(node.first()) : other(node);
      case "type_assertion_expression" -> expression(node.child("operand"));
      default -> other(node);
    };
  }

  private Expression call(SyntaxNode node) {
    SyntaxNode list = node.child("arguments");
    List<Expression> arguments = list == null ? List.of() : expressions(list.children());
    Expression callee = expression(node.child("function"));
    boolean formats =
        callee instanceof Member member
            && member.name().equals("Sprintf")
            && !arguments.isEmpty()
            && arguments.getFirst() instanceof Constant;
    if (formats) {
      return Formats.filled(
          ((Constant) arguments.getFirst()).text(),
          arguments.subList(1, arguments.size()),
          node.start());
    }
    return new Call(callee, unnamed(arguments), false, node.start());
  }

  private Expression composite(SyntaxNode node) {
    SyntaxNode body = node.child("body");
    SyntaxNode type = node.child("type");
    Expression collection =
        new Expression.Collection(body == null ? List.of() : entries(body), node.start());
    boolean named = type != null && type.is("type_identifier", "qualified_type");
    return named
        ? new Call(expression(type), unnamed(List.of(collection)), true, node.start())
        : collection;
  }

  private List<Entry> entries(SyntaxNode body) {
    List<Entry> entries = new ArrayList<>();
    for (SyntaxNode child : body.children()) {
      SyntaxNode key = child.child("key");
      SyntaxNode named = key == null ? null : key.first();
      if (named != null && named.is("identifier")) {
        entries.add(
            new Entry(
                new Constant(named.text(), named.start()),
                expression(child.child("value")),
                false));
      } else if (key != null) {
        entries.add(new Entry(expression(key), expression(child.child("value")), false));
      } else {
        entries.add(new Entry(null, expression(child), false));
      }
    }
    return entries;
  }
}
