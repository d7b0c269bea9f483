package dev.ardennes.collect.helm;

/// A file of values that is given beside those of the chart.
///
/// @param path for messages, relative to the scanned folder
/// @param text its YAML
public record ValueFile(String path, String text) {}
