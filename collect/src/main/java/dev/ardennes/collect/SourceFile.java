package dev.ardennes.collect;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of a scanned folder. Its content is read when it is asked for, and not kept.
///
/// @param path relative to the source's location, with `/`
/// @param location where it lies
/// @param size in bytes
public record SourceFile(String path, Path location, long size) {
  private static final int BINARY_LOOK = 8192;

  /// The last part of the path.
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// The folder of the file, relative to the source's location; empty for the location itself.
  public String folder() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /// The whole text, with line ends as `\n` and without a byte-order mark.
  public String text() throws IOException {
    return Text.decode(Files.readAllBytes(location));
  }

  /// The first bytes, at most `length`.
  public byte[] beginning(int length) throws IOException {
    try (InputStream in = Files.newInputStream(location)) {
      return in.readNBytes(length);
    }
  }

  /// The content as a stream; the caller closes it.
  public InputStream open() throws IOException {
    return new BufferedInputStream(Files.newInputStream(location), 1 << 16);
  }

  /// Whether it holds something that is no text.
  public boolean binary() throws IOException {
    return Text.binary(beginning(BINARY_LOOK));
  }
}
