/// Rules of the code and of the repository that hold by test: the map's arrows and tidiness.
@NullMarked
package dev.ardennes.conformance.quality;

import org.jspecify.annotations.NullMarked;
