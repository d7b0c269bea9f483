/// Facts from source code: components, endpoints, flows of callers' texts, calls to other hosts.
@NullMarked
package dev.ardennes.collect.code;

import org.jspecify.annotations.NullMarked;
