/// The one gate through which this program talks to AWS: a closed list of operations that read, and
/// the protocols they speak.
@NullMarked
package dev.ardennes.live.wire;

import org.jspecify.annotations.NullMarked;
