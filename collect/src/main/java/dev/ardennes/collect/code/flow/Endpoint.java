package dev.ardennes.collect.code.flow;

import dev.ardennes.collect.code.knowledge.Framework;
import dev.ardennes.collect.code.program.Function;
import dev.ardennes.collect.code.program.Program;

/// A function that answers requests.
///
/// @param path with parameters as `{name}`
/// @param at offset of what makes it an endpoint
public record Endpoint(
    String method,
    String path,
    Framework framework,
    Program program,
    int at,
    Program handlerProgram,
    Function handler) {}
