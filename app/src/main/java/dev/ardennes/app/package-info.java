/// The command line.
@NullMarked
package dev.ardennes.app;

import org.jspecify.annotations.NullMarked;
