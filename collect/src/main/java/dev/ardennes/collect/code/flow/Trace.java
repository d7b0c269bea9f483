package dev.ardennes.collect.code.flow;

/// That a value holds text of an origin, and in which form.
///
/// @param aspect which part of a URL it is
/// @param placed where in a longer text it stands
/// @param normal whether it is a path without `..`
/// @param unsure whether it went through something that is not known
record Trace(Origin origin, Aspect aspect, Placed placed, boolean normal, boolean unsure) {
  enum Aspect {
    WHOLE,
    SCHEME,
    HOST,
    FILE_NAME
  }

  /// What stands before it in a URL: nothing, `http://`, or scheme and host; DOUBTFUL where what
  /// stands before may not end the host.
  enum Placed {
    FIRST,
    AFTER_SCHEME,
    DOUBTFUL,
    AFTER_HOST
  }

  static Trace of(Origin origin) {
    return new Trace(origin, Aspect.WHOLE, Placed.FIRST, false, false);
  }

  Trace with(Origin part) {
    return new Trace(part, aspect, placed, normal, unsure);
  }

  Trace with(Aspect part) {
    return new Trace(origin, part, placed, normal, unsure);
  }

  Trace with(Placed place) {
    return placed.compareTo(place) >= 0 ? this : new Trace(origin, aspect, place, normal, unsure);
  }

  Trace normalised() {
    return new Trace(origin, aspect, placed, true, unsure);
  }

  Trace doubted() {
    return new Trace(origin, aspect, placed, normal, true);
  }
}
