/// Kustomizations built from their files, each value with the place of the file that it came from.
@NullMarked
package dev.ardennes.collect.kubernetes.kustomize;

import org.jspecify.annotations.NullMarked;
