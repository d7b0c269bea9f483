/// Results to text, JSON and HTML.
@NullMarked
package dev.ardennes.report;

import org.jspecify.annotations.NullMarked;
