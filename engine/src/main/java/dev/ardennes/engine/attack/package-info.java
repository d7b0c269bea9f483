/// The attack graph: what the attacker can come to have, and every step by which.
@NullMarked
package dev.ardennes.engine.attack;

import org.jspecify.annotations.NullMarked;
