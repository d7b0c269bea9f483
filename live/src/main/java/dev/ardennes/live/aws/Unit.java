package dev.ardennes.live.aws;

import dev.ardennes.live.wire.CallFailure;

/// A part of a collection that succeeds or fails by itself.
interface Unit {
  /// Its name in the manifest: a type of resource, or `iam`.
  String what();

  /// @throws CallFailure where nothing of it can be read; what is missing of single things is a gap
  void collect(Place place, Findings findings) throws CallFailure;
}
