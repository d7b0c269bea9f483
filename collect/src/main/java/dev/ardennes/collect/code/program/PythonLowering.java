package dev.ardennes.collect.code.program;

import dev.ardennes.collect.code.program.Expression.Argument;
import dev.ardennes.collect.code.program.Expression.Call;
import dev.ardennes.collect.code.program.Expression.Choice;
import dev.ardennes.collect.code.program.Expression.Constant;
import dev.ardennes.collect.code.program.Expression.Entry;
import dev.ardennes.collect.code.program.Expression.Index;
import dev.ardennes.collect.code.program.Expression.Joined;
import dev.ardennes.collect.code.program.Expression.Lambda;
import dev.ardennes.collect.code.program.Expression.Logic;
import dev.ardennes.collect.code.program.Expression.Member;
import dev.ardennes.collect.code.program.Expression.Not;
import dev.ardennes.collect.code.program.Function.Annotation;
import dev.ardennes.collect.code.program.Function.Parameter;
import dev.ardennes.collect.code.program.Statement.Assign;
import dev.ardennes.collect.code.program.Statement.Attempt;
import dev.ardennes.collect.code.program.Statement.Branch;
import dev.ardennes.collect.code.program.Statement.Evaluate;
import dev.ardennes.collect.code.program.Statement.Leave;
import dev.ardennes.collect.code.program.Statement.Loop;
import dev.ardennes.collect.code.program.Statement.Return;
import dev.ardennes.collect.code.program.TypeDeclaration.Field;
import dev.ardennes.collect.code.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Python.
final class PythonLowering extends Lowering {
  private String type = "";

  @Override
  void file(SyntaxNode root) {
    root.children().forEach(child -> statement(child, statements));
  }

  private void importNames(SyntaxNode node, String prefix) {
    for (SyntaxNode child : node.children()) {
      if (!child.field().equals("name")) {
        continue;
      }
      SyntaxNode alias = child.child("alias");
      SyntaxNode named = alias == null ? child : child.child("name");
      String full = named == null ? "" : named.text();
      if (alias != null) {
        imports.put(alias.text(), prefix + full);
      } else if (prefix.isEmpty()) {
        int dot = full.indexOf('.');
        String first = dot < 0 ? full : full.substring(0, dot);
        imports.put(first, first);
      } else {
        imports.put(full, prefix + full);
      }
    }
  }

  @Override
  void statement(SyntaxNode node, List<Statement> into) {
    switch (node.type()) {
      case "import_statement" -> importNames(node, "");
      case "import_from_statement" -> {
        SyntaxNode module = node.child("module_name");
        String from = module == null ? "" : module.text().replaceFirst("^\\.+", "");
        importNames(node, from.isEmpty() ? "" : from + ".");
      }
      case "decorated_definition" -> define(node.child("definition"), decorators(node));
      case "function_definition", "class_definition" -> define(node, none());
      case "expression_statement" -> node.children().forEach(child -> evaluate(child, into));
      case "return_statement" ->
          into.add(
              new Return(node.first() == null ? null : expression(node.first()), node.start()));
      case "raise_statement", "break_statement", "continue_statement" ->
          into.add(
              new Leave(node.is("raise_statement") ? expressions(node.children()) : List.of()));
      case "assert_statement" ->
          into.add(new Branch(expression(node.first()), List.of(), List.of(new Leave(List.of()))));
      case "if_statement" -> into.add(branch(node, alternatives(node)));
      case "while_statement" -> loop(node, null, into);
      case "for_statement" -> loop(node, node.child("left"), into);
      case "try_statement" -> attempt(node, into);
      case "with_statement" -> with(node, into);
      case "block" -> node.children().forEach(child -> statement(child, into));
      case "pass_statement", "global_statement", "nonlocal_statement" -> {}
      default -> into.add(new Evaluate(expression(node)));
    }
  }

  private static List<SyntaxNode> alternatives(SyntaxNode node) {
    return node.children().stream().filter(child -> child.field().equals("alternative")).toList();
  }

  /// `elif` chains are as long as the input likes, so they are put together from their end.
  private Branch branch(SyntaxNode node, List<SyntaxNode> alternatives) {
    List<Statement> otherwise = List.of();
    for (SyntaxNode alternative : alternatives.reversed()) {
      otherwise =
          alternative.is("else_clause")
              ? block(alternative.child("body"), "block")
              : List.of(one(alternative, otherwise));
    }
    return one(node, otherwise);
  }

  private Branch one(SyntaxNode node, List<Statement> otherwise) {
    return new Branch(
        expression(node.child("condition")), block(node.child("consequence"), "block"), otherwise);
  }

  private void loop(SyntaxNode node, @Nullable SyntaxNode target, List<Statement> into) {
    List<Statement> body = new ArrayList<>();
    if (target != null) {
      body.add(
          new Assign(
              targets(target),
              new Expression.Other(List.of(expression(node.child("right"))), node.start()),
              ""));
    } else {
      body.add(new Evaluate(expression(node.child("condition"))));
    }
    body.addAll(block(node.child("body"), "block"));
    into.add(new Loop(body));
  }

  private void attempt(SyntaxNode node, List<Statement> into) {
    List<List<Statement>> handlers = new ArrayList<>();
    List<Statement> after = new ArrayList<>();
    for (SyntaxNode child : node.children()) {
      if (child.is("except_clause", "except_group_clause")) {
        handlers.add(block(child.childOf("block"), "block"));
      } else if (child.is("else_clause", "finally_clause")) {
        SyntaxNode body = child.childOf("block");
        after.addAll(block(body, "block"));
      }
    }
    into.add(new Attempt(block(node.child("body"), "block"), handlers, after));
  }

  private void with(SyntaxNode node, List<Statement> into) {
    SyntaxNode clause = node.childOf("with_clause");
    for (SyntaxNode item : clause == null ? List.<SyntaxNode>of() : clause.children()) {
      SyntaxNode value = item.child("value");
      SyntaxNode alias = value == null ? null : value.child("alias");
      if (value != null && alias != null && value.first() != null && alias.first() != null) {
        into.add(new Assign(targets(alias.first()), expression(value.first()), ""));
      } else {
        into.add(new Evaluate(expression(value)));
      }
    }
    into.addAll(block(node.child("body"), "block"));
  }

  private void evaluate(SyntaxNode node, List<Statement> into) {
    SyntaxNode left = node.child("left");
    SyntaxNode right = node.child("right");
    if (node.is("assignment") && left != null && right != null) {
      SyntaxNode declared = node.child("type");
      into.add(
          new Assign(
              targets(left),
              expression(right),
              declared == null ? "" : simpleType(declared.text())));
    } else if (node.is("augmented_assignment") && left != null && right != null) {
      Expression target = expression(left);
      into.add(
          new Assign(
              List.of(target), new Joined(List.of(target, expression(right)), node.start()), ""));
    } else if (!node.is("assignment")) {
      into.add(new Evaluate(expression(node)));
    }
  }

  private List<Expression> targets(SyntaxNode node) {
    return node.is("pattern_list", "tuple_pattern", "list_pattern")
        ? expressions(node.children())
        : List.of(expression(node));
  }

  private List<Annotation> decorators(SyntaxNode node) {
    List<Annotation> found = new ArrayList<>();
    for (SyntaxNode child : node.children()) {
      if (child.is("decorator") && child.first() != null) {
        SyntaxNode written = child.first();
        SyntaxNode function = written.is("call") ? written.child("function") : written;
        found.add(
            new Annotation(
                function == null ? "" : function.text(),
                written.is("call") ? arguments(written.child("arguments")) : List.of(),
                child.start()));
      }
    }
    return found;
  }

  private void define(@Nullable SyntaxNode node, List<Annotation> decorators) {
    if (node != null && node.is("class_definition")) {
      typeOf(node, decorators);
    } else if (node != null) {
      Function made = function(node, decorators);
      if (type.isEmpty()) {
        functions.add(made);
      } else {
        members.add(made);
      }
    }
  }

  private List<Function> members = new ArrayList<>();

  private void typeOf(SyntaxNode node, List<Annotation> decorators) {
    String outerType = type;
    List<Function> outerMembers = members;
    SyntaxNode named = node.child("name");
    type = named == null ? "" : named.text();
    members = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    List<Statement> body = new ArrayList<>();
    SyntaxNode block = node.child("body");
    for (SyntaxNode child : block == null ? List.<SyntaxNode>of() : block.children()) {
      field(child, fields);
      statement(child, body);
    }
    List<String> supers = new ArrayList<>();
    SyntaxNode superclasses = node.child("superclasses");
    if (superclasses != null) {
      superclasses.children().forEach(child -> supers.add(simpleType(child.text())));
    }
    types.add(new TypeDeclaration(type, supers, decorators, fields, members, node.start()));
    type = outerType;
    members = outerMembers;
  }

  private void field(SyntaxNode node, List<Field> fields) {
    SyntaxNode assigned = node.is("expression_statement") ? node.first() : null;
    SyntaxNode left = assigned == null ? null : assigned.child("left");
    if (assigned != null && left != null && left.is("identifier")) {
      SyntaxNode declared = assigned.child("type");
      SyntaxNode right = assigned.child("right");
      fields.add(
          new Field(
              left.text(),
              declared == null ? "" : simpleType(declared.text()),
              none(),
              right == null ? null : expression(right)));
    }
  }

  private Function function(SyntaxNode node, List<Annotation> decorators) {
    SyntaxNode named = node.child("name");
    List<Parameter> parameters = parameters(node.child("parameters"));
    boolean method = !type.isEmpty();
    boolean isStatic = decorators.stream().anyMatch(one -> one.name().equals("staticmethod"));
    if (method && !isStatic && !parameters.isEmpty()) {
      parameters.removeFirst();
    }
    String owner = type;
    type = "";
    List<Statement> body = block(node.child("body"), "block");
    type = owner;
    return new Function(
        named == null ? "" : named.text(),
        owner,
        parameters,
        decorators,
        body,
        named == null ? node.start() : named.start());
  }

  private List<Parameter> parameters(@Nullable SyntaxNode list) {
    List<Parameter> parameters = new ArrayList<>();
    for (SyntaxNode one : list == null ? List.<SyntaxNode>of() : list.children()) {
      SyntaxNode named = one.child("name") == null ? one : one.child("name");
      SyntaxNode declared = one.child("type");
      SyntaxNode first = one.is("typed_parameter") ? one.first() : named;
      if (one.is("identifier", "typed_parameter", "default_parameter", "typed_default_parameter")) {
        SyntaxNode value = one.child("value");
        parameters.add(
            new Parameter(
                first == null ? "" : first.text(),
                declared == null ? "" : simpleType(annotated(declared.text())),
                none(),
                value == null ? null : expression(value)));
      }
    }
    return parameters;
  }

  /// `Annotated[str, Query()]` and `Optional[str]` are about the text.
  private static String annotated(String type) {
    String inner = type.replaceFirst("^(typing\\.)?(Annotated|Optional)\\[", "");
    return inner.equals(type) ? type : inner.replaceFirst("[,\\]\\[].*", "");
  }

  @Override
  Expression form(SyntaxNode node) {
    int at = node.start();
    return switch (node.type()) {
      case "identifier" -> name(node);
      case "integer", "float", "true", "false", "none" -> new Constant(node.text(), at);
      case "string" -> string(node);
      case "concatenated_string" -> new Joined(expressions(node.children()), at);
      case "attribute" ->
          new Member(expression(node.child("object")), text(node.child("attribute")), at);
      case "subscript" ->
          new Index(expression(node.child("value")), expression(node.child("subscript")), at);
      case "call" -> call(node);
      case "binary_operator", "boolean_operator" ->
          binary(node, node.child("left"), node.child("right"));
      case "comparison_operator" -> comparison(node);
      case "not_operator" -> new Not(expression(node.child("argument")), at);
      case "parenthesized_expression", "await", "type", "keyword_separator" ->
          node.children().size() == 1 ? expression(node.first()) : other(node);
      case "conditional_expression" -> conditional(node);
      case "dictionary", "list", "tuple", "set", "expression_list" -> collection(node);
      case "lambda" -> lambda(node);
      case "named_expression" -> expression(node.child("value"));
      default -> other(node);
    };
  }

  private static String text(@Nullable SyntaxNode node) {
    return node == null ? "" : node.text();
  }

  private Expression comparison(SyntaxNode node) {
    List<SyntaxNode> operands = node.children();
    Expression made = null;
    for (int i = 0; i + 1 < operands.size(); i++) {
      Expression one = binary(node, operands.get(i), operands.get(i + 1));
      made = made == null ? one : new Logic(true, made, one, node.start());
    }
    return made == null ? other(node) : made;
  }

  private Expression string(SyntaxNode node) {
    List<Expression> parts = new ArrayList<>();
    for (SyntaxNode child : node.children()) {
      if (child.is("string_content")) {
        parts.add(new Constant(unquoted(child.text()), child.start()));
      } else if (child.is("interpolation")) {
        parts.add(expression(child.child("expression")));
      }
    }
    boolean plain = parts.stream().allMatch(Constant.class::isInstance);
    if (!plain) {
      return new Joined(parts, node.start());
    }
    StringBuilder whole = new StringBuilder();
    parts.forEach(part -> whole.append(((Constant) part).text()));
    return new Constant(whole.toString(), node.start());
  }

  private Expression call(SyntaxNode node) {
    Expression callee = expression(node.child("function"));
    List<Argument> arguments = arguments(node.child("arguments"));
    if (callee instanceof Member member
        && member.name().equals("format")
        && member.object() instanceof Constant format) {
      return Formats.filled(
          format.text(), arguments.stream().map(Argument::value).toList(), node.start());
    }
    return new Call(callee, arguments, false, node.start());
  }

  private List<Argument> arguments(@Nullable SyntaxNode list) {
    List<Argument> arguments = new ArrayList<>();
    if (list != null && list.is("generator_expression")) {
      arguments.add(new Argument("", expression(list)));
      return arguments;
    }
    for (SyntaxNode one : list == null ? List.<SyntaxNode>of() : list.children()) {
      if (one.is("keyword_argument")) {
        arguments.add(new Argument(text(one.child("name")), expression(one.child("value"))));
      } else if (one.is("dictionary_splat", "list_splat")) {
        arguments.add(new Argument("**", expression(one.first())));
      } else {
        arguments.add(new Argument("", expression(one)));
      }
    }
    return arguments;
  }

  private Expression conditional(SyntaxNode node) {
    List<SyntaxNode> parts = node.children();
    return parts.size() == 3
        ? new Choice(
            expression(parts.get(1)),
            expression(parts.get(0)),
            expression(parts.get(2)),
            node.start())
        : other(node);
  }

  private Expression collection(SyntaxNode node) {
    List<Entry> entries = new ArrayList<>();
    for (SyntaxNode child : node.children()) {
      if (child.is("pair")) {
        entries.add(
            new Entry(expression(child.child("key")), expression(child.child("value")), false));
      } else if (child.is("dictionary_splat", "list_splat")) {
        entries.add(new Entry(null, expression(child.first()), true));
      } else {
        entries.add(new Entry(null, expression(child), false));
      }
    }
    return new Expression.Collection(entries, node.start());
  }

  private Expression lambda(SyntaxNode node) {
    SyntaxNode body = node.child("body");
    return new Lambda(
        new Function(
            "",
            "",
            parameters(node.child("parameters")),
            none(),
            body == null ? List.of() : List.of(new Return(expression(body), body.start())),
            node.start()),
        node.start());
  }
}
