package dev.ardennes.app;

import java.util.List;

/// Scans with the techniques of the library, whose rules are unfolded once for all of them.
final class Scans {
  private Scans() {}

  static Scan of(ScanRequest request) {
    return new Scan(request, Techniques.rules(List.of()));
  }
}
