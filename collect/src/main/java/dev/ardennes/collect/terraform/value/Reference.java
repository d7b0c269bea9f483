package dev.ardennes.collect.terraform.value;

import java.util.Comparator;

/// What a value was made from: a variable, or an attribute of a resource or data source.
///
/// @param root path of the root module in the scanned folder
/// @param address with module path: `module.a.aws_iam_access_key.k[0]` or `var.region`
/// @param attribute name of the attribute; empty for a variable or for the whole of a resource
public record Reference(String root, String address, String attribute)
    implements Comparable<Reference> {
  private static final Comparator<Reference> ORDER =
      Comparator.comparing(Reference::root)
          .thenComparing(Reference::address)
          .thenComparing(Reference::attribute);

  /// `labs/x:aws_iam_access_key.k.secret`, the symbol that the value has where it is unknown.
  public String symbol() {
    return root + ":" + address + (attribute.isEmpty() ? "" : "." + attribute);
  }

  @Override
  public int compareTo(Reference other) {
    return ORDER.compare(this, other);
  }
}
