package dev.ardennes.collect.code.flow;

import dev.ardennes.collect.code.program.Expression;
import dev.ardennes.collect.code.program.Expression.Call;
import dev.ardennes.collect.code.program.Expression.Choice;
import dev.ardennes.collect.code.program.Expression.Collection;
import dev.ardennes.collect.code.program.Expression.Compared;
import dev.ardennes.collect.code.program.Expression.Constant;
import dev.ardennes.collect.code.program.Expression.Index;
import dev.ardennes.collect.code.program.Expression.Joined;
import dev.ardennes.collect.code.program.Expression.Lambda;
import dev.ardennes.collect.code.program.Expression.Logic;
import dev.ardennes.collect.code.program.Expression.Member;
import dev.ardennes.collect.code.program.Expression.Name;
import dev.ardennes.collect.code.program.Expression.Not;
import dev.ardennes.collect.code.program.Expression.Other;
import dev.ardennes.collect.code.program.Program;
import dev.ardennes.collect.code.program.Statement;
import dev.ardennes.collect.code.program.Statement.Assign;
import dev.ardennes.collect.code.program.Statement.Attempt;
import dev.ardennes.collect.code.program.Statement.Branch;
import dev.ardennes.collect.code.program.Statement.Cases;
import dev.ardennes.collect.code.program.Statement.Evaluate;
import dev.ardennes.collect.code.program.Statement.Leave;
import dev.ardennes.collect.code.program.Statement.Loop;
import dev.ardennes.collect.code.program.Statement.Return;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All calls of a file in order, and what its variables are first given.
final class Walk {
  private static final int DEEPEST = 400;

  final List<Call> calls = new ArrayList<>();
  final Map<String, Expression> variables = new LinkedHashMap<>();
  private int depth;

  static Walk of(Program program) {
    Walk walk = new Walk();
    walk.statements(program.statements());
    program.functions().forEach(function -> walk.statements(function.body()));
    program
        .types()
        .forEach(type -> type.functions().forEach(function -> walk.statements(function.body())));
    return walk;
  }

  private void statements(List<Statement> statements) {
    if (depth >= DEEPEST) {
      return;
    }
    depth++;
    statements.forEach(this::statement);
    depth--;
  }

  private void statement(Statement statement) {
    switch (statement) {
      case Assign assign -> {
        if (assign.targets().size() == 1 && assign.targets().getFirst() instanceof Name name) {
          variables.putIfAbsent(name.name(), assign.value());
        }
        expression(assign.value());
      }
      case Evaluate evaluate -> expression(evaluate.expression());
      case Return returned -> {
        if (returned.value() != null) {
          expression(returned.value());
        }
      }
      case Leave leave -> leave.parts().forEach(this::expression);
      case Branch branch -> {
        expression(branch.condition());
        statements(branch.then());
        statements(branch.otherwise());
      }
      case Cases cases -> cases.cases().forEach(one -> statements(one.body()));
      case Loop loop -> statements(loop.body());
      case Attempt attempt -> {
        statements(attempt.body());
        attempt.handlers().forEach(this::statements);
        statements(attempt.after());
      }
    }
  }

  private void expression(Expression expression) {
    if (depth >= DEEPEST) {
      return;
    }
    depth++;
    switch (expression) {
      case Call call -> {
        expression(call.callee());
        call.arguments().forEach(argument -> expression(argument.value()));
        calls.add(call);
      }
      case Member member -> expression(member.object());
      case Index index -> expression(index.object());
      case Joined joined -> joined.parts().forEach(this::expression);
      case Lambda lambda -> statements(lambda.function().body());
      case Choice choice -> {
        expression(choice.one());
        expression(choice.other());
      }
      case Logic logic -> {
        expression(logic.left());
        expression(logic.right());
      }
      case Collection collection ->
          collection.entries().forEach(entry -> expression(entry.value()));
      case Other other -> other.parts().forEach(this::expression);
      case Not not -> expression(not.operand());
      case Name _, Constant _, Compared _ -> {}
    }
    depth--;
  }
}
