/// Decides what ties the things of one source to those of another: code to workloads, manifests to
/// cloud accounts, routes to endpoints, texts to the resources they name, findings to workloads.
@NullMarked
package dev.ardennes.policy.facts.ties;

import org.jspecify.annotations.NullMarked;
