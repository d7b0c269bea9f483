/// ardennes.yaml, entries and crown jewels, which things are the same.
@NullMarked
package dev.ardennes.estate;

import org.jspecify.annotations.NullMarked;
