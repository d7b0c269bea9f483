/// One package per source; emits facts only.
@NullMarked
package dev.ardennes.collect;

import org.jspecify.annotations.NullMarked;
