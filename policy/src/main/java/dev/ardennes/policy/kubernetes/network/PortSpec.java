package dev.ardennes.policy.kubernetes.network;

import org.jspecify.annotations.Nullable;

/// One entry of `ports`.
///
/// @param protocol null where it is not known
/// @param protocolText as written; empty where nothing is known of the entry but `unknown`
/// @param numbers the ports that it certainly has
/// @param name of a port of the target's containers; empty where it is by number
/// @param unknown the text that decides whether it has further ports; empty where it has none
/// @param further these ports
record PortSpec(
    @Nullable Protocol protocol,
    String protocolText,
    PortSet numbers,
    String name,
    String unknown,
    PortSet further) {}
