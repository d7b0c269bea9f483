/// Decides the computed relations about Kubernetes and its mesh from the facts of an estate.
@NullMarked
package dev.ardennes.policy.facts.kubernetes;

import org.jspecify.annotations.NullMarked;
