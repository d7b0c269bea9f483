/// Decides what an Istio mesh lets through: AuthorizationPolicy, PeerAuthentication and
/// RequestAuthentication as JSON text in, verdicts with alternatives, assumptions, controls and
/// explanations out.
///
/// [dev.ardennes.policy.istio.IstioModel] holds what is known of the mesh, and
/// [dev.ardennes.policy.istio.IstioDecisions] answers questions about it. Both are immutable to
/// their callers; nothing here reads a clock, a file or the network. What the network below lets
/// through is no matter of this package.
@NullMarked
package dev.ardennes.policy.istio;

import org.jspecify.annotations.NullMarked;
