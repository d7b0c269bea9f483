package dev.ardennes.collect.helm.functions;

import dev.ardennes.collect.helm.template.Call;
import dev.ardennes.collect.helm.value.Value;

/// `semver` and `semverCompare`.
final class VersionFunctions {
  private VersionFunctions() {}

  static void register(HelmLibrary.Registry registry) {
    registry
        .known("semver", 1, 1, VersionFunctions::version)
        .known("semverCompare", 2, 2, VersionFunctions::compare);
  }

  private static Version parsed(Call call, int index) {
    Version version = Version.parse(call.text(index));
    if (version == null) {
      throw call.failure("`" + call.text(index) + "` is no version");
    }
    return version;
  }

  private static Value version(Call call) {
    Version version = parsed(call, 0);
    return new Value.Dict()
        .with("Major", Value.int64(version.major()))
        .with("Minor", Value.int64(version.minor()))
        .with("Patch", Value.int64(version.patch()))
        .with("Prerelease", Value.text(version.prerelease()))
        .with("Metadata", Value.text(version.metadata()))
        .with("Original", Value.text(call.text(0)));
  }

  private static Value compare(Call call) {
    VersionConstraint constraint = VersionConstraint.parse(call.text(0));
    if (constraint == null) {
      throw call.failure("`" + call.text(0) + "` is no condition on versions");
    }
    return Value.bool(constraint.allows(parsed(call, 1)));
  }
}
