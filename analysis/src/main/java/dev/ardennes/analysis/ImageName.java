package dev.ardennes.analysis;

/// Names of container images.
final class ImageName {
  private ImageName() {}

  /// Registry and repository of a reference, without tag and digest: references with the same name
  /// are versions of one image. The registry that is meant where none is written is left out.
  static String of(String reference) {
    String bare = before(reference.strip(), '@');
    int slash = bare.lastIndexOf('/');
    int colon = bare.indexOf(':', slash + 1);
    String name = colon < 0 ? bare : bare.substring(0, colon);
    for (String usual : new String[] {"docker.io/", "index.docker.io/", "library/"}) {
      name = name.startsWith(usual) ? name.substring(usual.length()) : name;
    }
    return name;
  }

  /// The last part of the name: `ledger` of `registry.example/northwind/ledger:1`.
  static String last(String reference) {
    String name = of(reference);
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static String before(String text, char stop) {
    int at = text.indexOf(stop);
    return at < 0 ? text : text.substring(0, at);
  }
}
