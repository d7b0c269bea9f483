/// The forms of rules that attack graphs are made with, held against the rules as written.
@NullMarked
package dev.ardennes.engine.attack;

import org.jspecify.annotations.NullMarked;
