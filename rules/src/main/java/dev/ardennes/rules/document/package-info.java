/// Pages, listings, new files and the schema of technique files.
@NullMarked
package dev.ardennes.rules.document;

import org.jspecify.annotations.NullMarked;
