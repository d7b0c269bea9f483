/// JSON with the places of its values.
@NullMarked
package dev.ardennes.collect.json;

import org.jspecify.annotations.NullMarked;
