/// Source text to syntax trees, parsed in a process of its own.
@NullMarked
package dev.ardennes.collect.code.syntax;

import org.jspecify.annotations.NullMarked;
