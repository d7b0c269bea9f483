/// The engine as the checks of technique files want it: rules and plain facts in, facts out.
@NullMarked
package dev.ardennes.engine.check;

import org.jspecify.annotations.NullMarked;
