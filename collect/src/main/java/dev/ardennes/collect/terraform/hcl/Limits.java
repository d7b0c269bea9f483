package dev.ardennes.collect.terraform.hcl;

/// How much of one file is read before it is called hostile. What lies beyond is a problem, never
/// an exception.
///
/// @param fileBytes size of one file
/// @param nesting depth of blocks and expressions in each other
/// @param nodes expressions, attributes and blocks of one file
public record Limits(int fileBytes, int nesting, int nodes) {
  public static final Limits DEFAULT = new Limits(8 << 20, 200, 1_000_000);
}
