/// The launcher scripts, run as a user would run them.
@NullMarked
package dev.ardennes.conformance.launcher;

import org.jspecify.annotations.NullMarked;
