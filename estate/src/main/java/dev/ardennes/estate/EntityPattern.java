package dev.ardennes.estate;

import dev.ardennes.model.Evidence;

/// A glob over ids, names and aliases as [Selector] understands it, and where it is written.
public record EntityPattern(String glob, Evidence place) {}
