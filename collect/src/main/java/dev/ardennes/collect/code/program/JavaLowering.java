package dev.ardennes.collect.code.program;

import dev.ardennes.collect.code.program.Expression.Argument;
import dev.ardennes.collect.code.program.Expression.Call;
import dev.ardennes.collect.code.program.Expression.Choice;
import dev.ardennes.collect.code.program.Expression.Constant;
import dev.ardennes.collect.code.program.Expression.Index;
import dev.ardennes.collect.code.program.Expression.Lambda;
import dev.ardennes.collect.code.program.Expression.Member;
import dev.ardennes.collect.code.program.Expression.Name;
import dev.ardennes.collect.code.program.Expression.Not;
import dev.ardennes.collect.code.program.Function.Annotation;
import dev.ardennes.collect.code.program.Function.Parameter;
import dev.ardennes.collect.code.program.Statement.Assign;
import dev.ardennes.collect.code.program.Statement.Attempt;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Java.
final class JavaLowering extends Lowering {
  private static final String[] BLOCKS = {"block", "constructor_body", "switch_block"};

  @Override
  void file(SyntaxNode root) {
    for (SyntaxNode child : root.children()) {
      if (child.is("import_declaration") && child.first() != null) {
        String full = child.first().text();
        imports.put(full.substring(full.lastIndexOf('.') + 1), full);
      } else {
        type(child);
      }
    }
  }

  private void type(SyntaxNode node) {
    if (!node.is("class_declaration", "record_declaration", "interface_declaration")) {
      return;
    }
    SyntaxNode named = node.child("name");
    SyntaxNode body = node.child("body");
    String name = named == null ? "" : named.text();
    List<Field> fields = new ArrayList<>();
    List<Function> methods = new ArrayList<>();
    for (Parameter component : parameters(node.child("parameters"))) {
      fields.add(new Field(component.name(), component.type(), component.annotations(), null));
    }
    for (SyntaxNode member : body == null ? List.<SyntaxNode>of() : body.children()) {
      member(member, name, fields, methods);
    }
    types.add(
        new TypeDeclaration(
            name, supers(node), annotations(node), fields, methods, place(named, node)));
  }

  private static int place(@Nullable SyntaxNode named, SyntaxNode node) {
    return named == null ? node.start() : named.start();
  }

  private static List<String> supers(SyntaxNode node) {
    List<String> supers = new ArrayList<>();
    for (SyntaxNode child : node.children()) {
      if (child.is("superclass", "super_interfaces", "extends_interfaces")) {
        for (SyntaxNode type : child.children()) {
          for (SyntaxNode one : type.is("type_list") ? type.children() : List.of(type)) {
            supers.add(simpleType(one.text()));
          }
        }
      }
    }
    return supers;
  }

  private void member(SyntaxNode node, String type, List<Field> fields, List<Function> methods) {
    if (node.is("field_declaration")) {
      SyntaxNode declared = node.child("type");
      for (SyntaxNode variable : node.children()) {
        if (variable.is("variable_declarator") && variable.child("name") != null) {
          fields.add(
              new Field(
                  variable.child("name").text(),
                  declared == null ? "" : simpleType(declared.text()),
                  annotations(node),
                  variable.child("value") == null ? null : expression(variable.child("value"))));
        }
      }
    } else if (node.is(
        "method_declaration", "constructor_declaration", "compact_constructor_declaration")) {
      SyntaxNode named = node.child("name");
      methods.add(
          new Function(
              named == null ? "" : named.text(),
              type,
              parameters(node.child("parameters")),
              annotations(node),
              block(node.child("body"), BLOCKS),
              place(named, node)));
    } else {
      type(node);
    }
  }

  private List<Annotation> annotations(SyntaxNode node) {
    SyntaxNode modifiers = node.childOf("modifiers");
    List<Annotation> found = new ArrayList<>();
    for (SyntaxNode one : modifiers == null ? List.<SyntaxNode>of() : modifiers.children()) {
      SyntaxNode named = one.child("name");
      if (one.is("annotation", "marker_annotation") && named != null) {
        String full = named.text();
        found.add(
            new Annotation(
                full.substring(full.lastIndexOf('.') + 1),
                arguments(one.child("arguments")),
                one.start()));
      }
    }
    return found;
  }

  private List<Argument> arguments(@Nullable SyntaxNode list) {
    List<Argument> arguments = new ArrayList<>();
    for (SyntaxNode one : list == null ? List.<SyntaxNode>of() : list.children()) {
      if (one.is("element_value_pair") && one.child("key") != null) {
        arguments.add(new Argument(one.child("key").text(), expression(one.child("value"))));
      } else {
        arguments.add(new Argument("", expression(one)));
      }
    }
    return arguments;
  }

  private List<Parameter> parameters(@Nullable SyntaxNode list) {
    List<Parameter> parameters = new ArrayList<>();
    if (list == null) {
      return parameters;
    }
    if (list.is("identifier")) {
      parameters.add(new Parameter(list.text(), "", none(), null));
    }
    for (SyntaxNode one : list.children()) {
      SyntaxNode named = one.child("name");
      SyntaxNode type = one.child("type");
      if (one.is("identifier")) {
        parameters.add(new Parameter(one.text(), "", none(), null));
      } else if (named != null) {
        parameters.add(
            new Parameter(
                named.text(), type == null ? "" : simpleType(type.text()), annotations(one), null));
      }
    }
    return parameters;
  }

  @Override
  Expression form(SyntaxNode node) {
    int at = node.start();
    return switch (node.type()) {
      case "identifier", "type_identifier", "this", "super" -> name(node);
      case "scoped_identifier", "scoped_type_identifier", "generic_type" ->
          new Name(lastPart(simpleType(node.text())), at);
      case "string_literal", "character_literal" -> new Constant(unquoted(node.text()), at);
      case "decimal_integer_literal", "true", "false", "null_literal" ->
          new Constant(node.text(), at);
      case "field_access" ->
          new Member(expression(node.child("object")), text(node.child("field")), at);
      case "array_access" ->
          new Index(expression(node.child("array")), expression(node.child("index")), at);
      case "method_invocation" -> invocation(node);
      case "object_creation_expression" ->
          new Call(expression(node.child("type")), arguments(node.child("arguments")), true, at);
      case "binary_expression" -> binary(node, node.child("left"), node.child("right"));
      case "unary_expression" ->
          node.text().startsWith("!")
              ? new Not(expression(node.child("operand")), at)
              : other(node);
      case "ternary_expression" ->
          new Choice(
              expression(node.child("condition")),
              expression(node.child("consequence")),
              expression(node.child("alternative")),
              at);
      case "parenthesized_expression" -> expression(node.first());
      case "cast_expression" -> expression(node.child("value"));
      case "lambda_expression" -> lambda(node);
      case "method_reference", "type_arguments", "class_literal" ->
          new Expression.Other(List.of(), at);
      case "array_initializer", "element_value_array_initializer" -> collection(node);
      case "array_creation_expression" ->
          node.child("value") == null ? other(node) : expression(node.child("value"));
      case "class_body" -> new Expression.Other(List.of(), at);
      default -> other(node);
    };
  }

  private static String text(@Nullable SyntaxNode node) {
    return node == null ? "" : node.text();
  }

  private static String lastPart(String dotted) {
    return dotted.substring(dotted.lastIndexOf('.') + 1);
  }

  private Expression collection(SyntaxNode node) {
    return new Expression.Collection(
        expressions(node.children()).stream()
            .map(value -> new Expression.Entry(null, value, false))
            .toList(),
        node.start());
  }

  private Expression invocation(SyntaxNode node) {
    SyntaxNode named = node.child("name");
    SyntaxNode object = node.child("object");
    int at = node.start();
    Expression callee =
        object == null
            ? new Name(text(named), at)
            : new Member(expression(object), text(named), at);
    return new Call(callee, arguments(node.child("arguments")), false, at);
  }

  private Expression lambda(SyntaxNode node) {
    SyntaxNode body = node.child("body");
    List<Statement> statements =
        body == null || body.is("block")
            ? block(body, BLOCKS)
            : List.of(new Return(expression(body), body.start()));
    return new Lambda(
        new Function(
            "", "", parameters(node.child("parameters")), none(), statements, node.start()),
        node.start());
  }

  @Override
  void statement(SyntaxNode node, List<Statement> into) {
    switch (node.type()) {
      case "local_variable_declaration" -> declare(node, into);
      case "expression_statement" -> evaluate(node.first(), into);
      case "return_statement", "yield_statement" ->
          into.add(
              new Return(node.first() == null ? null : expression(node.first()), node.start()));
      case "throw_statement", "break_statement", "continue_statement" ->
          into.add(
              new Leave(node.is("throw_statement") ? expressions(node.children()) : List.of()));
      case "if_statement" ->
          into.add(
              new Branch(
                  expression(node.child("condition")),
                  block(node.child("consequence"), BLOCKS),
                  block(node.child("alternative"), BLOCKS)));
      case "while_statement", "do_statement", "for_statement" -> loop(node, into);
      case "enhanced_for_statement" -> forEach(node, into);
      case "try_statement", "try_with_resources_statement" -> attempt(node, into);
      case "switch_expression" -> cases(node, into);
      case "block", "synchronized_statement", "labeled_statement" ->
          node.children().forEach(child -> into.addAll(block(child, BLOCKS)));
      case "class_declaration", "record_declaration", "interface_declaration" -> type(node);
      case "ERROR", "parenthesized_expression" -> {}
      default -> into.add(new Evaluate(expression(node)));
    }
  }

  private void declare(SyntaxNode node, List<Statement> into) {
    String type = text(node.child("type"));
    for (SyntaxNode variable : node.children()) {
      SyntaxNode named = variable.child("name");
      if (variable.is("variable_declarator") && named != null && variable.child("value") != null) {
        into.add(
            new Assign(
                List.of(name(named)),
                expression(variable.child("value")),
                type.equals("var") ? "" : simpleType(type)));
      }
    }
  }

  private void evaluate(@Nullable SyntaxNode node, List<Statement> into) {
    if (node != null && node.is("assignment_expression")) {
      Expression left = expression(node.child("left"));
      Expression right = expression(node.child("right"));
      boolean adds = node.text().contains("+=");
      into.add(
          new Assign(
              List.of(left),
              adds ? new Expression.Joined(List.of(left, right), node.start()) : right,
              ""));
    } else if (node != null && node.is("switch_expression")) {
      cases(node, into);
    } else if (node != null) {
      into.add(new Evaluate(expression(node)));
    }
  }

  private void loop(SyntaxNode node, List<Statement> into) {
    if (node.child("init") != null) {
      statement(node.child("init"), into);
    }
    List<Statement> body = new ArrayList<>();
    if (node.child("condition") != null) {
      body.add(new Evaluate(expression(node.child("condition"))));
    }
    body.addAll(block(node.child("body"), BLOCKS));
    into.add(new Loop(body));
  }

  private void forEach(SyntaxNode node, List<Statement> into) {
    SyntaxNode named = node.child("name");
    List<Statement> body = new ArrayList<>();
    if (named != null) {
      body.add(
          new Assign(
              List.of(name(named)),
              new Expression.Other(List.of(expression(node.child("value"))), node.start()),
              simpleType(text(node.child("type")))));
    }
    body.addAll(block(node.child("body"), BLOCKS));
    into.add(new Loop(body));
  }

  private void attempt(SyntaxNode node, List<Statement> into) {
    SyntaxNode resources = node.child("resources");
    for (SyntaxNode one : resources == null ? List.<SyntaxNode>of() : resources.children()) {
      if (one.child("name") != null) {
        into.add(
            new Assign(
                List.of(name(one.child("name"))),
                expression(one.child("value")),
                simpleType(text(one.child("type")).replaceAll("^var$", ""))));
      }
    }
    List<List<Statement>> handlers = new ArrayList<>();
    List<Statement> after = List.of();
    for (SyntaxNode child : node.children()) {
      if (child.is("catch_clause")) {
        handlers.add(block(child.child("body"), BLOCKS));
      } else if (child.is("finally_clause")) {
        after = block(child.first(), BLOCKS);
      }
    }
    into.add(new Attempt(block(node.child("body"), BLOCKS), handlers, after));
  }

  private void cases(SyntaxNode node, List<Statement> into) {
    List<Case> cases = new ArrayList<>();
    SyntaxNode body = node.child("body");
    for (SyntaxNode group : body == null ? List.<SyntaxNode>of() : body.children()) {
      List<Expression> values = new ArrayList<>();
      List<Statement> statements = new ArrayList<>();
      for (SyntaxNode part : group.children()) {
        if (part.is("switch_label")) {
          values.addAll(expressions(part.children()));
        } else {
          statements.addAll(block(part, BLOCKS));
        }
      }
      cases.add(new Case(values, statements));
    }
    into.add(new Cases(expression(node.child("condition")), cases));
  }
}
