package dev.ardennes.live.aws;

import java.util.regex.Pattern;

/// Which names can be regions: they become folders.
final class Places {
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(?:-[a-z]{2,16}){1,3}-\\d{1,2}");

  private Places() {}

  static boolean isRegion(String text) {
    return REGION.matcher(text).matches();
  }
}
