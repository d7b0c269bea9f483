package dev.ardennes.collect.code.flow;

import dev.ardennes.collect.code.program.Function;
import dev.ardennes.collect.code.program.Program;
import dev.ardennes.collect.code.program.TypeDeclaration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The programs of one component, by the names under which they know each other. Of two with one
/// name the first counts, in the order of paths.
public final class Component {
  /// A function with the file and type in which it stands.
  record Found(Program program, Function function) {}

  record FoundType(Program program, TypeDeclaration type) {}

  private static final int HIGHEST = 8;

  private final List<Program> programs;
  private final Map<String, FoundType> types = new LinkedHashMap<>();
  private final Map<String, Found> functions = new LinkedHashMap<>();
  private final Map<String, Program> modules = new LinkedHashMap<>();

  public Component(List<Program> programs) {
    this.programs = List.copyOf(programs);
    for (Program program : this.programs) {
      modules.putIfAbsent(program.moduleName(), program);
      for (TypeDeclaration type : program.types()) {
        types.putIfAbsent(type.name(), new FoundType(program, type));
      }
      for (Function function : program.functions()) {
        functions.putIfAbsent(program.path() + "#" + function.name(), new Found(program, function));
      }
    }
  }

  List<Program> programs() {
    return programs;
  }

  @Nullable FoundType type(String name) {
    return types.get(name.substring(name.lastIndexOf('.') + 1));
  }

  @Nullable Program module(String name) {
    return modules.get(name.substring(name.lastIndexOf('.') + 1));
  }

  /// A function of the file itself.
  @Nullable Found function(Program program, String name) {
    return functions.get(program.path() + "#" + name);
  }

  /// A function by its full name, `module.function`; in Go also of the same folder.
  @Nullable Found function(String fullName) {
    int dot = fullName.lastIndexOf('.');
    Program module = dot < 0 ? null : module(fullName.substring(0, dot));
    return module == null ? null : function(module, fullName.substring(dot + 1));
  }

  /// A function of another file of the same folder, as Go has them in reach.
  @Nullable Found neighbour(Program program, String name) {
    String folder = folder(program);
    for (Program other : programs) {
      Found found = folder(other).equals(folder) ? function(other, name) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static String folder(Program program) {
    int slash = program.path().lastIndexOf('/');
    return slash < 0 ? "" : program.path().substring(0, slash);
  }

  /// A method of the type, of one above it, or of the one that implements it.
  @Nullable Found method(String typeName, String name) {
    String at = typeName;
    Found declared = null;
    for (int height = 0; height < HIGHEST; height++) {
      FoundType found = type(at);
      if (found == null) {
        break;
      }
      for (Function function : found.type().functions()) {
        if (function.name().equals(name)) {
          Found method = new Found(found.program(), function);
          if (!function.body().isEmpty()) {
            return method;
          }
          declared = declared == null ? method : declared;
        }
      }
      boolean top = found.type().supers().isEmpty() || declared != null;
      at = top ? implementation(at) : found.type().supers().getFirst();
    }
    return declared;
  }

  /// The one type that implements an interface.
  private String implementation(String name) {
    for (FoundType candidate : types.values()) {
      if (candidate.type().supers().contains(name)
          && !candidate.type().name().equals(name)
          && candidate.type().supers().size() == 1) {
        return candidate.type().name();
      }
    }
    return "";
  }
}
