package dev.ardennes.collect.code.program;

import dev.ardennes.collect.code.program.Expression.Argument;
import dev.ardennes.collect.code.program.Expression.Call;
import dev.ardennes.collect.code.program.Expression.Choice;
import dev.ardennes.collect.code.program.Expression.Constant;
import dev.ardennes.collect.code.program.Expression.Entry;
import dev.ardennes.collect.code.program.Expression.Index;
import dev.ardennes.collect.code.program.Expression.Joined;
import dev.ardennes.collect.code.program.Expression.Lambda;
import dev.ardennes.collect.code.program.Expression.Member;
import dev.ardennes.collect.code.program.Expression.Name;
import dev.ardennes.collect.code.program.Expression.Not;
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

/// JavaScript and TypeScript.
final class ScriptLowering extends Lowering {
  private static final String BLOCK = "statement_block";

  @Override
  void file(SyntaxNode root) {
    root.children().forEach(child -> statement(child, statements));
  }

  private static String text(@Nullable SyntaxNode node) {
    return node == null ? "" : node.text();
  }

  @Override
  void statement(SyntaxNode node, List<Statement> into) {
    switch (node.type()) {
      case "import_statement" -> imported(node);
      case "export_statement" -> node.children().forEach(child -> statement(child, into));
      case "lexical_declaration", "variable_declaration" ->
          node.children().forEach(variable -> declare(variable, into));
      case "function_declaration", "generator_function_declaration" ->
          functions.add(function(node, text(node.child("name")), ""));
      case "class_declaration", "abstract_class_declaration" -> type(node);
      case "expression_statement" -> evaluate(node.first(), into);
      case "return_statement" ->
          into.add(
              new Return(node.first() == null ? null : expression(node.first()), node.start()));
      case "throw_statement", "break_statement", "continue_statement" ->
          into.add(
              new Leave(node.is("throw_statement") ? expressions(node.children()) : List.of()));
      case "if_statement" ->
          into.add(
              new Branch(
                  expression(node.child("condition")),
                  block(node.child("consequence"), BLOCK),
                  block(node.child("alternative"), "else_clause")));
      case "while_statement", "do_statement", "for_statement" -> loop(node, into);
      case "for_in_statement" -> forIn(node, into);
      case "try_statement" -> attempt(node, into);
      case "switch_statement" -> cases(node, into);
      case BLOCK, "labeled_statement" ->
          node.children().forEach(child -> into.addAll(block(child, BLOCK)));
      case "empty_statement", "interface_declaration", "type_alias_declaration", "comment" -> {}
      default -> into.add(new Evaluate(expression(node)));
    }
  }

  /// The module's own name stands for what it exports by default.
  private void imported(SyntaxNode node) {
    String module = module(unquoted(text(node.child("source"))));
    SyntaxNode clause = node.childOf("import_clause");
    for (SyntaxNode one : clause == null ? List.<SyntaxNode>of() : clause.children()) {
      if (one.is("identifier")) {
        imports.put(one.text(), module);
      } else if (one.is("namespace_import") && one.first() != null) {
        imports.put(one.first().text(), module);
      } else {
        for (SyntaxNode specifier : one.children()) {
          SyntaxNode alias = specifier.child("alias");
          String name = text(specifier.child("name"));
          imports.put(alias == null ? name : alias.text(), module + "." + name);
        }
      }
    }
  }

  /// `node:fs/promises` and `./lib/fetcher.js` by what they are called in code.
  private static String module(String source) {
    String plain = source.startsWith("node:") ? source.substring(5) : source;
    return plain.startsWith(".")
        ? plain.substring(plain.lastIndexOf('/') + 1).replaceFirst("\\.[cm]?[jt]s$", "")
        : plain.replace("fs/promises", "fs");
  }

  private void declare(SyntaxNode variable, List<Statement> into) {
    SyntaxNode named = variable.child("name");
    SyntaxNode value = variable.child("value");
    if (named == null || value == null) {
      return;
    }
    String required = required(value);
    if (!required.isEmpty() && named.is("identifier")) {
      imports.put(named.text(), required);
    } else if (!required.isEmpty() && named.is("object_pattern")) {
      for (SyntaxNode part : named.children()) {
        String key = part.is("pair_pattern") ? text(part.child("key")) : part.text();
        String local = part.is("pair_pattern") ? text(part.child("value")) : part.text();
        imports.put(local, required + "." + key);
      }
    } else if (named.is("object_pattern")) {
      takeApart(named, expression(value), into);
    } else {
      SyntaxNode declared = variable.child("type");
      into.add(
          new Assign(
              named.is("array_pattern")
                  ? expressions(named.children())
                  : List.of(expression(named)),
              expression(value),
              declared == null ? "" : simpleType(declared.text().replaceFirst("^:", ""))));
    }
  }

  private void takeApart(SyntaxNode pattern, Expression value, List<Statement> into) {
    for (SyntaxNode part : pattern.children()) {
      boolean renamed = part.is("pair_pattern");
      SyntaxNode initial = part.is("object_assignment_pattern") ? part.child("left") : null;
      String key = renamed ? text(part.child("key")) : text(initial == null ? part : initial);
      SyntaxNode local = renamed ? part.child("value") : part;
      Expression member = new Member(value, key, part.start());
      if (local != null && local.is("object_pattern")) {
        takeApart(local, member, into);
      } else {
        String name = renamed ? text(local) : key;
        into.add(new Assign(List.of(new Name(name, part.start())), member, ""));
      }
    }
  }

  private String required(SyntaxNode value) {
    SyntaxNode arguments = value.child("arguments");
    if (value.is("call_expression")
        && text(value.child("function")).equals("require")
        && arguments != null
        && arguments.first() != null) {
      return module(unquoted(arguments.first().text()));
    }
    if (value.is("member_expression") && value.child("object") != null) {
      String module = required(value.child("object"));
      return module.isEmpty() ? "" : module + "." + text(value.child("property"));
    }
    return "";
  }

  private void evaluate(@Nullable SyntaxNode node, List<Statement> into) {
    if (node == null) {
      return;
    }
    if (node.is("assignment_expression")) {
      into.add(
          new Assign(List.of(expression(node.child("left"))), expression(node.child("right")), ""));
    } else if (node.is("augmented_assignment_expression")) {
      Expression left = expression(node.child("left"));
      into.add(
          new Assign(
              List.of(left),
              new Joined(List.of(left, expression(node.child("right"))), node.start()),
              ""));
    } else {
      into.add(new Evaluate(expression(node)));
    }
  }

  private void loop(SyntaxNode node, List<Statement> into) {
    SyntaxNode initializer = node.child("initializer");
    if (initializer != null) {
      statement(initializer, into);
    }
    List<Statement> body = new ArrayList<>();
    if (node.child("condition") != null) {
      body.add(new Evaluate(expression(node.child("condition"))));
    }
    body.addAll(block(node.child("body"), BLOCK));
    into.add(new Loop(body));
  }

  private void forIn(SyntaxNode node, List<Statement> into) {
    List<Statement> body = new ArrayList<>();
    body.add(
        new Assign(
            List.of(expression(node.child("left"))),
            new Expression.Other(List.of(expression(node.child("right"))), node.start()),
            ""));
    body.addAll(block(node.child("body"), BLOCK));
    into.add(new Loop(body));
  }

  private void attempt(SyntaxNode node, List<Statement> into) {
    SyntaxNode handler = node.child("handler");
    SyntaxNode after = node.child("finalizer");
    into.add(
        new Attempt(
            block(node.child("body"), BLOCK),
            handler == null ? List.of() : List.of(block(handler.child("body"), BLOCK)),
            after == null ? List.of() : block(after.child("body"), BLOCK)));
  }

  private void cases(SyntaxNode node, List<Statement> into) {
    List<Case> cases = new ArrayList<>();
    SyntaxNode body = node.child("body");
    for (SyntaxNode one : body == null ? List.<SyntaxNode>of() : body.children()) {
      SyntaxNode value = one.child("value");
      List<Statement> statements = new ArrayList<>();
      for (SyntaxNode part : one.children()) {
        if (part != value) {
          statements.addAll(block(part, BLOCK));
        }
      }
      cases.add(new Case(value == null ? List.of() : List.of(expression(value)), statements));
    }
    into.add(new Cases(expression(node.child("value")), cases));
  }

  private void type(SyntaxNode node) {
    String name = text(node.child("name"));
    List<Field> fields = new ArrayList<>();
    List<Function> methods = new ArrayList<>();
    SyntaxNode body = node.child("body");
    for (SyntaxNode member : body == null ? List.<SyntaxNode>of() : body.children()) {
      SyntaxNode named =
          member.child("property") == null ? member.child("name") : member.child("property");
      SyntaxNode declared = member.child("type");
      if (member.is("method_definition")) {
        methods.add(function(member, text(named), name));
        parameterFields(member.child("parameters"), fields);
      } else if (member.is("field_definition", "public_field_definition")) {
        fields.add(
            new Field(
                text(named),
                declared == null ? "" : simpleType(declared.text().replaceFirst("^:", "")),
                none(),
                member.child("value") == null ? null : expression(member.child("value"))));
      }
    }
    SyntaxNode heritage = node.childOf("class_heritage");
    List<String> supers =
        heritage == null || heritage.first() == null
            ? List.of()
            : List.of(simpleType(heritage.first().text().replaceFirst("^extends\\s+", "")));
    types.add(new TypeDeclaration(name, supers, none(), fields, methods, node.start()));
  }

  /// TypeScript: a parameter with an access modifier declares a field.
  private void parameterFields(@Nullable SyntaxNode list, List<Field> fields) {
    for (SyntaxNode one : list == null ? List.<SyntaxNode>of() : list.children()) {
      if (one.childOf("accessibility_modifier") != null) {
        Parameter parameter = parameter(one);
        fields.add(new Field(parameter.name(), parameter.type(), none(), null));
      }
    }
  }

  private Function function(SyntaxNode node, String name, String owner) {
    SyntaxNode body = node.child("body");
    List<Statement> inside = new ArrayList<>();
    SyntaxNode list =
        node.child("parameters") == null ? node.child("parameter") : node.child("parameters");
    List<Parameter> parameters = new ArrayList<>();
    if (list != null && list.is("identifier")) {
      parameters.add(new Parameter(list.text(), "", none(), null));
    } else if (list != null) {
      for (SyntaxNode one : list.children()) {
        Parameter parameter = parameter(one);
        parameters.add(parameter);
        SyntaxNode pattern = one.is("object_pattern") ? one : one.child("pattern");
        if (pattern != null && pattern.is("object_pattern")) {
          takeApart(pattern, new Name(parameter.name(), one.start()), inside);
        }
      }
    }
    if (body != null && body.is(BLOCK)) {
      inside.addAll(block(body, BLOCK));
    } else if (body != null) {
      inside.add(new Return(expression(body), body.start()));
    }
    SyntaxNode named = node.child("name");
    return new Function(
        name, owner, parameters, none(), inside, named == null ? node.start() : named.start());
  }

  private Parameter parameter(SyntaxNode node) {
    SyntaxNode named =
        node.child("pattern") == null
            ? node.child("left") == null ? node : node.child("left")
            : node.child("pattern");
    SyntaxNode declared = node.child("type");
    String name = named.is("object_pattern") ? "{" + node.start() + "}" : named.text();
    return new Parameter(
        name,
        declared == null ? "" : simpleType(declared.text().replaceFirst("^:", "")),
        none(),
        null);
  }

  @Override
  Expression form(SyntaxNode node) {
    int at = node.start();
    return switch (node.type()) {
      case "identifier", "this", "super", "property_identifier", "shorthand_property_identifier" ->
          name(node);
      case "string" -> new Constant(unquoted(node.text()), at);
      case "number", "true", "false", "null", "undefined" -> new Constant(node.text(), at);
      case "template_string" -> template(node);
      case "member_expression" ->
          new Member(expression(node.child("object")), text(node.child("property")), at);
      case "subscript_expression" ->
          new Index(expression(node.child("object")), expression(node.child("index")), at);
      case "call_expression" ->
          new Call(
              expression(node.child("function")), arguments(node.child("arguments")), false, at);
      case "new_expression" ->
          new Call(
              expression(node.child("constructor")), arguments(node.child("arguments")), true, at);
      case "binary_expression" -> binary(node, node.child("left"), node.child("right"));
      case "unary_expression" ->
          node.text().startsWith("!")
              ? new Not(expression(node.child("argument")), at)
              : other(node);
      case "ternary_expression" ->
          new Choice(
              expression(node.child("condition")),
              expression(node.child("consequence")),
              expression(node.child("alternative")),
              at);
      case "parenthesized_expression",
          "await_expression",
          "as_expression",
          "non_null_expression",
          "satisfies_expression" ->
          expression(node.first());
      case "arrow_function", "function_expression", "function" ->
          new Lambda(function(node, "", ""), at);
      case "object", "array" -> collection(node);
      case "regex", "jsx_element", "jsx_self_closing_element", "class" ->
          new Expression.Other(List.of(), at);
      default -> other(node);
    };
  }

  private Expression template(SyntaxNode node) {
    List<Expression> parts = new ArrayList<>();
    for (SyntaxNode child : node.children()) {
      if (child.is("string_fragment")) {
        parts.add(new Constant(child.text(), child.start()));
      } else if (child.is("template_substitution")) {
        parts.add(expression(child.first()));
      }
    }
    return new Joined(parts, node.start());
  }

  private List<Argument> arguments(@Nullable SyntaxNode list) {
    if (list == null) {
      return List.of();
    }
    return list.is("template_string")
        ? unnamed(List.of(expression(list)))
        : unnamed(expressions(list.children()));
  }

  private Expression collection(SyntaxNode node) {
    List<Entry> entries = new ArrayList<>();
    for (SyntaxNode child : node.children()) {
      SyntaxNode key = child.child("key");
      switch (child.type()) {
        case "pair" ->
            entries.add(
                new Entry(
                    key == null || key.is("computed_property_name")
                        ? null
                        : new Constant(unquoted(key.text()), key.start()),
                    expression(child.child("value")),
                    false));
        case "shorthand_property_identifier" ->
            entries.add(new Entry(new Constant(child.text(), child.start()), name(child), false));
        case "spread_element" -> entries.add(new Entry(null, expression(child.first()), true));
        case "method_definition" -> {}
        default -> entries.add(new Entry(null, expression(child), false));
      }
    }
    return new Expression.Collection(entries, node.start());
  }
}
