package dev.ardennes.engine.attack;

import dev.ardennes.engine.datalog.CompileResult;
import dev.ardennes.engine.datalog.CompiledProgram;
import dev.ardennes.engine.datalog.ComputedRelation;
import dev.ardennes.engine.datalog.RuleCompiler;
import dev.ardennes.engine.datalog.SymbolTable;
import dev.ardennes.model.Catalogue;
import dev.ardennes.model.Position;
import dev.ardennes.model.Relation;
import dev.ardennes.rules.compile.CompiledRules;
import dev.ardennes.rules.datalog.ColumnType;
import dev.ardennes.rules.datalog.Declaration;
import dev.ardennes.rules.datalog.Program;
import dev.ardennes.rules.datalog.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The rules of all techniques as one program over the relations of the catalogue.
final class AttackProgram {
  private AttackProgram() {}

  /// @param blocks the rules that stand for the one of a block of `some`
  /// @throws IllegalStateException if the rules do not compile, which loading them rules out
  static CompiledProgram compile(
      CompiledRules rules,
      Map<String, ComputedRelation> computed,
      SymbolTable symbols,
      Function<Rule, List<Rule>> blocks) {
    List<Declaration> declarations = new ArrayList<>();
    Catalogue.standard().relations().forEach(r -> declarations.add(declaration(r)));
    computed.keySet().stream()
        .filter(name -> Catalogue.standard().relation(name) == null)
        .forEach(name -> declarations.add(ofScopes(name)));
    rules.plain().stream()
        .filter(JoinedBlocks::isBlock)
        .map(rule -> ofSymbols(rule.head().relation(), rule.head().arity()))
        .distinct()
        .forEach(declarations::add);
    Program program = new Program(declarations, List.of(), rules.plain());
    CompileResult result = RuleCompiler.compile(program, computed, symbols, blocks);
    return result.orThrow();
  }

  private static Declaration declaration(Relation relation) {
    List<Declaration.Column> columns = new ArrayList<>();
    for (Relation.Column column : relation.columns()) {
      columns.add(new Declaration.Column(column.name(), type(column), Position.NONE));
    }
    return new Declaration(relation.name(), columns, Position.NONE);
  }

  /// The relations of scopes hold symbols only, as many as the relation that they are made of.
  private static Declaration ofScopes(String name) {
    Relation plain = Catalogue.standard().relation(ScopeNames.plain(name));
    return ofSymbols(name, plain == null ? 2 : plain.arity());
  }

  private static Declaration ofSymbols(String name, int arity) {
    List<Declaration.Column> columns = new ArrayList<>();
    for (int column = 0; column < arity; column++) {
      columns.add(new Declaration.Column("c" + column, ColumnType.SYMBOL, Position.NONE));
    }
    return new Declaration(name, columns, Position.NONE);
  }

  private static ColumnType type(Relation.Column column) {
    return column.type().equals(Catalogue.NAMES) ? ColumnType.NAMES : ColumnType.SYMBOL;
  }
}
