package dev.ardennes.conformance.quality.planted.lower;

import dev.ardennes.conformance.quality.planted.upper.Above;

/// Uses the module above its own, which the planted map forbids.
public record Climbs(Above above) {}
