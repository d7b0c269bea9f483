package dev.ardennes.rules;

import dev.ardennes.model.Position;

/// A technique of MITRE ATT&CK and why it fits.
///
/// @param id for example `T1548.005`
/// @param position where the file names it
public record AttackReference(String id, String why, Position position) {}
