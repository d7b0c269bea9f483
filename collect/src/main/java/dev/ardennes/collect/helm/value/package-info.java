/// The values that chart templates work on, as the Go template language sees them, with unknown
/// values among them; and YAML, JSON and text forms of them.
@NullMarked
package dev.ardennes.collect.helm.value;

import org.jspecify.annotations.NullMarked;
