package dev.ardennes.conformance.quality.planted.upper;

import dev.ardennes.conformance.quality.planted.lower.Climbs;
import java.util.List;

/// Uses the module below its own, as the planted map allows.
public record Above(List<Climbs> below) {}
