package dev.ardennes.collect.helm;

/// What a template gives, or a file of `crds`.
///
/// Unknown parts of the text are written `⟨symbol⟩`, see [dev.ardennes.model.Unknown]. Lines whose
/// existence depends on an unknown value carry it as their condition in the map.
///
/// @param path of the template, relative to the scanned folder
/// @param text YAML, perhaps of several documents, as far as the chart is correct
/// @param lines where each line was written
public record RenderedFile(String path, String text, LineMap lines) {}
