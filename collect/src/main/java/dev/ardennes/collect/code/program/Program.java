package dev.ardennes.collect.code.program;

import dev.ardennes.collect.code.syntax.Language;
import java.util.List;
import java.util.Map;

/// One source file.
///
/// @param path relative to the source's location
/// @param imports for each name of the file the full name of what it stands for, dotted
/// @param statements outside all functions
/// @param lines offsets at which lines begin
public record Program(
    String path,
    Language language,
    Map<String, String> imports,
    List<TypeDeclaration> types,
    List<Function> functions,
    List<Statement> statements,
    LineTable lines) {

  /// The last part of the path without its ending.
  public String moduleName() {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.indexOf('.');
    String base = dot < 0 ? name : name.substring(0, dot);
    int slash = path.lastIndexOf('/');
    if (base.equals("__init__") || base.equals("index")) {
      String folder = slash < 0 ? "" : path.substring(0, slash);
      return folder.substring(folder.lastIndexOf('/') + 1);
    }
    return base;
  }
}
