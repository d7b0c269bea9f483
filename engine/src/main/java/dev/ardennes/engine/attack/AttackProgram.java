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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The rules of all techniques as one program over the relations of the catalogue.
final class AttackProgram {
  private AttackProgram() {}

  /// @throws IllegalStateException if the rules do not compile, which loading them rules out
  static CompiledProgram compile(
      CompiledRules rules, Map<String, ComputedRelation> computed, SymbolTable symbols) {
    List<Declaration> declarations = new ArrayList<>();
    Catalogue.standard().relations().forEach(r -> declarations.add(declaration(r)));
    Program program = new Program(declarations, List.of(), rules.plain());
    CompileResult result = RuleCompiler.compile(program, computed, symbols);
    return result.orThrow();
  }

  private static Declaration declaration(Relation relation) {
    List<Declaration.Column> columns = new ArrayList<>();
    for (Relation.Column column : relation.columns()) {
      columns.add(new Declaration.Column(column.name(), type(column), Position.NONE));
    }
    return new Declaration(relation.name(), columns, Position.NONE);
  }

  private static ColumnType type(Relation.Column column) {
    return column.type().equals(Catalogue.NAMES) ? ColumnType.NAMES : ColumnType.SYMBOL;
  }
}
