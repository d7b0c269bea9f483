package dev.ardennes.collect.code.knowledge;

import java.util.List;

/// How a framework is told which function answers which request.
///
/// @param annotation name of an annotation or decorator, `*` for any beginning; empty for a call
/// @param call name of a function that is given a path and a handler; empty for an annotation
/// @param method of the requests; `@name` for what an argument says, `@path` where the path says it
/// @param path which arguments give the path
/// @param pathAnnotation another annotation that gives the path
/// @param prefix annotation of the type, or argument of the router, with the path's beginning
public record EndpointRule(
    String annotation,
    String call,
    String method,
    List<String> path,
    String pathAnnotation,
    List<String> prefix) {}
