package dev.ardennes.rules;

import java.util.Locale;

/// The six threats of STRIDE, written as their letters.
public enum Stride implements Word {
  SPOOFING,
  TAMPERING,
  REPUDIATION,
  INFORMATION_DISCLOSURE,
  DENIAL_OF_SERVICE,
  ELEVATION_OF_PRIVILEGE;

  /// The letter, for example `E`.
  @Override
  public String word() {
    return name().substring(0, 1);
  }

  /// The threat in words, for example `elevation of privilege`.
  public String inWords() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
