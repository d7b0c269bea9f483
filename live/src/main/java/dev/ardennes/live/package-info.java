/// Reads accounts of a cloud provider into files that the collectors understand, changing nothing
/// there.
@NullMarked
package dev.ardennes.live;

import org.jspecify.annotations.NullMarked;
