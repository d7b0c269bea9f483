/// From files to facts: walks the given paths, tells what the files are and lets the collector of
/// each kind read them.
@NullMarked
package dev.ardennes.collect;

import org.jspecify.annotations.NullMarked;
