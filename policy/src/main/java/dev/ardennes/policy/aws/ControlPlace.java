package dev.ardennes.policy.aws;

import java.util.List;

/// How completely the levels of an account's organization are known.
///
/// @param ownDefault whether AWS's own `FullAWSAccess`, which every level has unless somebody takes
///   it away, is not listed
/// @param complete whether the levels reach up to the root
/// @param factIds the facts that say where the account lies
record ControlPlace(boolean ownDefault, boolean complete, List<String> factIds) {
  static final ControlPlace GIVEN = new ControlPlace(false, true, List.of());

  ControlPlace {
    factIds = List.copyOf(factIds);
  }
}
