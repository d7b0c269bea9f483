/// Says of an attack that does not come to its end which step is the next and what it lacks.
@NullMarked
package dev.ardennes.engine.nearest;

import org.jspecify.annotations.NullMarked;
