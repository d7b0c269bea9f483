/// Kubernetes objects as they stand in files, each value with its place.
@NullMarked
package dev.ardennes.collect.kubernetes.manifest;

import org.jspecify.annotations.NullMarked;
