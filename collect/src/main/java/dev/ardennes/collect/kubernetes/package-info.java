/// Manifests of Kubernetes and Istio: as they stand in files, as kustomizations and charts make
/// them, and as a cluster shows them.
@NullMarked
package dev.ardennes.collect.kubernetes;

import org.jspecify.annotations.NullMarked;
