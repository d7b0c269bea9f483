package dev.ardennes.collect.aws.configuration;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that ends with an error where it is longer than any list: a small file may unpack to a
/// huge one.
final class Bounded extends FilterInputStream {
  private static final long MOST = 2L << 30;

  private long read;

  Bounded(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int got = super.read(bytes, from, length);
    count(Math.max(0, got));
    return got;
  }

  private void count(int bytes) throws IOException {
    read += bytes;
    if (read > MOST) {
      throw new IOException("the file unpacks to more than " + MOST + " bytes");
    }
  }
}
