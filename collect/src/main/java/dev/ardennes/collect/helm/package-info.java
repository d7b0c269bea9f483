/// Helm charts rendered from their files, without Helm, a cluster or a network: each template's
/// text, and for each line of it where it was written.
@NullMarked
package dev.ardennes.collect.helm;

import org.jspecify.annotations.NullMarked;
