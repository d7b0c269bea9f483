package dev.ardennes.collect;

/// How much of an input is read. Whatever exceeds a limit is a problem of the result, never an
/// exception.
///
/// @param textBytes largest file of a language that is parsed as a whole (Terraform)
/// @param jsonBytes largest JSON document that is held in memory (a plan, a state)
/// @param lookBytes how far the beginning of a file is read to find out what it is
/// @param files most files of one folder tree
/// @param depth deepest folder below the given one
public record Limits(long textBytes, long jsonBytes, int lookBytes, int files, int depth) {
  private static final int MEGABYTE = 1 << 20;

  /// Generous for real repositories, small enough for a laptop.
  public static Limits standard() {
    return new Limits(8L * MEGABYTE, 256L * MEGABYTE, 1 << 16, 500_000, 64);
  }
}
