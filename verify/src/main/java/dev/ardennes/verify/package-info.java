/// The independent checker of reports.
@NullMarked
package dev.ardennes.verify;

import org.jspecify.annotations.NullMarked;
