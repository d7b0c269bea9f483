package dev.ardennes.policy.aws;

import dev.ardennes.policy.Alternative;

/// An alternative of a question about names that the requester picks.
///
/// @param names the names for which it allows the request; not empty
public record NamedAlternative(Alternative alternative, NameSet names) {}
