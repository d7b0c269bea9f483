package dev.ardennes.collect.code.flow;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What checks have shown of a text by some point of the program.
///
/// @param schemes that are left of a URL; null for any
/// @param host whether the host is one of a list
/// @param whole whether it is one of a list as a whole
/// @param folder whether it is a path inside a folder
/// @param unclear whether something was checked that is not understood
record Narrowing(
    @Nullable Set<String> schemes, boolean host, boolean whole, boolean folder, boolean unclear) {
  static final Narrowing NONE = new Narrowing(null, false, false, false, false);
  static final Narrowing HOST = new Narrowing(null, true, false, false, false);
  static final Narrowing WHOLE = new Narrowing(null, false, true, false, false);
  static final Narrowing FOLDER = new Narrowing(null, false, false, true, false);
  static final Narrowing UNCLEAR = new Narrowing(null, false, false, false, true);

  static Narrowing scheme(Set<String> schemes) {
    return new Narrowing(schemes, false, false, false, false);
  }

  /// Both hold.
  Narrowing and(Narrowing other) {
    Set<String> common = schemes;
    if (common == null) {
      common = other.schemes;
    } else if (other.schemes != null) {
      common = new TreeSet<>(common);
      common.retainAll(other.schemes);
    }
    return new Narrowing(
        common,
        host || other.host,
        whole || other.whole,
        folder || other.folder,
        unclear || other.unclear);
  }

  /// One of the two holds.
  Narrowing or(Narrowing other) {
    Set<String> either = null;
    if (schemes != null && other.schemes != null) {
      either = new TreeSet<>(schemes);
      either.addAll(other.schemes);
    }
    return new Narrowing(
        either,
        host && other.host,
        whole && other.whole,
        folder && other.folder,
        unclear || other.unclear);
  }
}
