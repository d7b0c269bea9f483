package dev.ardennes.collect.aws;

import java.time.LocalDate;

/// The current version of a policy that AWS manages.
///
/// @param arn such as `arn:aws:iam::aws:policy/ReadOnlyAccess`
/// @param version such as `v12`
/// @param since the day on which this version was made
/// @param document the policy document as JSON text
public record ManagedPolicy(String arn, String version, LocalDate since, String document) {}
