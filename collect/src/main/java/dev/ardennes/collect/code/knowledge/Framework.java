package dev.ardennes.collect.code.knowledge;

import java.util.List;
import java.util.Map;

/// What is known of a framework.
///
/// @param imports a file belongs to it if it imports one of these; empty for every file
/// @param mounts calls that give a router the beginning of its paths
/// @param inputAnnotations parameters of a handler that callers fill
/// @param unannotated whether callers also fill parameters without an annotation
/// @param parameterTypes full types of a handler's parameters, by place; empty for as declared
/// @param ignoredTypes types of parameters that the framework fills itself
/// @param spellings in which other ways a path may be written and still leads to its handler
/// @param answers whether what a handler returns is its answer
public record Framework(
    String name,
    List<String> imports,
    List<EndpointRule> endpoints,
    List<String> mounts,
    List<String> inputAnnotations,
    boolean unannotated,
    List<String> parameterTypes,
    List<String> ignoredTypes,
    List<String> spellings,
    boolean answers) {

  /// One file's worth of knowledge.
  ///
  /// @param frameworks none for a file about libraries
  public record Sheet(
      String name,
      String language,
      List<String> words,
      List<Framework> frameworks,
      List<CallRule> calls) {}

  /// @param files text by path
  /// @param facts as `relation(argument, argument)`, sorted
  public record Case(String name, Map<String, String> files, List<String> facts) {}
}
