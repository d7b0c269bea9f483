/// Decision engines: who may do what.
@NullMarked
package dev.ardennes.policy;

import org.jspecify.annotations.NullMarked;
