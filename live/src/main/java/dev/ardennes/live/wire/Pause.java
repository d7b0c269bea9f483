package dev.ardennes.live.wire;

import java.time.Duration;

/// Waits before a call is tried again.
@FunctionalInterface
public interface Pause {
  void pause(Duration time) throws InterruptedException;

  /// As long as it says.
  static Pause real() {
    return Thread::sleep;
  }
}
