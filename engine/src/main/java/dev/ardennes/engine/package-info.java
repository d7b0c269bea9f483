/// Facts, verdicts and techniques to an attack graph with provenance.
@NullMarked
package dev.ardennes.engine;

import org.jspecify.annotations.NullMarked;
