/// Syntax trees of several languages as one small program form.
@NullMarked
package dev.ardennes.collect.code.program;

import org.jspecify.annotations.NullMarked;
