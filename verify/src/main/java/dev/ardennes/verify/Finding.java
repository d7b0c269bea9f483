package dev.ardennes.verify;

/// Something in a report that does not hold.
///
/// @param where the part of the report: `path p1a2b3 step 2`
/// @param says what is wrong
public record Finding(String where, String says) {
  @Override
  public String toString() {
    return where + ": " + says;
  }
}
