/// What frameworks and libraries do with texts: data, with the code that reads it.
@NullMarked
package dev.ardennes.collect.code.knowledge;

import org.jspecify.annotations.NullMarked;
