package dev.ardennes.live.aws;

import dev.ardennes.live.wire.Login;

/// An account that is to be read, and as whom.
///
/// @param id twelve digits
/// @param name as the organization calls it; empty where that is not known
/// @param region where its first calls go
record Target(String id, String name, String partition, Login login, String region) {}
